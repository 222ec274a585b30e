import Core
import Postgres
import Storage

/// What lanes write: much of it in one transaction, each once for its key.
protocol LaneItem: Sendable {
    /// What several of them are called, in metrics and in what senders are told.
    static var plural: String { get }
    /// How much is written at a time.
    static var limits: LaneLimits { get }
    /// Names the attempt.
    var key: IdempotencyKey { get }
    /// Where it lives.
    var bucket: Int16 { get }
    /// Whose it is: one transaction at a time is at what somebody has. Nil for nobody's.
    var owner: [UInt8]? { get }
    /// What a transaction has once at most, for what comes second depends on what came first.
    var place: [UInt8]? { get }
    /// What it takes in memory, about; 0 for next to nothing.
    var byteCount: Int { get }
    /// Stores several: no two of a place, and no two of a key.
    /// - Parameter waits: for an owner who is at something else; with one item only
    static func store(_ batch: [Self], waits: Bool, in db: isolated Connection) throws -> [StoredOnce]
}

/// How wide lanes are, and how long the line before them.
struct LaneLimits: Sendable {
    /// How many buckets a transaction may touch.
    enum Span: Sendable {
        /// All: the engine is one server.
        case everyBucket
        /// One: each bucket lies on a server of its own, and a commit on several of them takes two phases.
        case oneBucket
    }

    /// Transactions at a time.
    var lanes = 2
    /// Items that have to wait before a transaction begins beside another one. Fewer are worth no commit of their own; with
    /// more there is nobody left to read and answer requests meanwhile.
    var crowd = 32
    /// Longest wait for a crowd: then a transaction begins beside another one anyway.
    var hurry = Duration.milliseconds(100)
    /// Items in one transaction.
    var batch = 256
    /// Bytes in one transaction, about.
    var bytes = 4 << 20
    /// Items that wait; more are refused.
    var waiting = 4096
    /// Longest wait of an item for its turn; then it is refused.
    var patience = Duration.seconds(5)
    /// Items that wait for somebody else at a time, each in a transaction of its own beside the lanes.
    var alone = 3
    /// How many buckets a transaction may touch.
    var span = Span.everyBucket

    /// The same for what the database is.
    func on(_ engine: DatabaseEngine) -> Self {
        var limits = self
        // One bucket is little: more of them are written at a time.
        if engine == .citus { (limits.span, limits.lanes) = (.oneBucket, 4) }
        return limits
    }
}

extension NewRating: LaneItem {
    static var plural: String { "ratings" }
    static var limits: LaneLimits { LaneLimits() }
    var bucket: Int16 { rating.id.bucket }
    var owner: [UInt8]? { rater }
    var place: [UInt8]? { ratedPart }
    var byteCount: Int { 0 }

    static func store(_ batch: [Self], waits: Bool, in db: isolated Connection) throws -> [StoredOnce] {
        try db.store(batch, waits: waits)
    }
}

extension NewSubmission: LaneItem {
    static var plural: String { "submissions" }
    static var limits: LaneLimits {
        var limits = LaneLimits()
        (limits.crowd, limits.batch, limits.bytes, limits.waiting, limits.alone) = (8, 64, 2 << 20, 512, 2)
        return limits
    }
    /// Bytes of what is stored beside others. What is larger takes longer than a commit: it is stored alone.
    static let most = 512 << 10
    var bucket: Int16 { submission.id.bucket }
    var owner: [UInt8]? { submission.fields.submitter.map { Array($0.utf8) } }
    var place: [UInt8]? { owner }

    static func store(_ batch: [Self], waits: Bool, in db: isolated Connection) throws -> [StoredOnce] {
        try db.store(batch, waits: waits)
    }
}
