public import Core
public import Crypto
public import Foundation
public import Postgres
public import Storage

/// What every handler works with; a value, made once.
public struct Service: Sendable {
    /// The database.
    public var pool: Pool
    /// Signs receipts and rater cookies.
    public var serverKey: SymmetricKey
    /// Limits of requests.
    public var limits: RequestLimits
    /// Whose word about where a request came from is taken.
    public var trustedProxies: TrustedProxies
    /// Tells long polls and the sequencer that something happened.
    public var feedSignal: FeedSignal
    /// Tells those who make snapshots, and those who wait for one.
    public let snapshotSignal = SnapshotSignal()
    /// Write ratings, many at once.
    let ratingLanes: WriterLanes<NewRating>
    /// Write short chats, many at once.
    let submissionLanes: WriterLanes<NewSubmission>
    /// Figures of this server.
    public let metrics = Metrics()
    /// Whether requests should be sent to this server.
    let readiness = Readiness()
    /// Who is let in.
    let admission: Admission
    /// Tells when the disk of a private database is almost full.
    let disk: DiskReserve
    /// Where uploads lie while they arrive.
    let spoolFolder: String
    /// Who holds how many connections.
    let connections = ConnectionLedger()
    /// What is computed of experiments.
    let families: FamilyCache
    /// Measures what came in before there were figures.
    let measuring = EpisodeMeasuring()
    /// What policies would keep of the data that waits.
    let pending = PendingData()
    /// The pages' templates and assets.
    public var pages: Pages
    /// The clock.
    public var now: @Sendable () -> Date
    /// Told of everything that was withdrawn, before its holder is.
    public var onWithdrawal: @Sendable (Withdrawal) async -> Void = { _ in }

    /// Everything that handlers need.
    /// - Parameters:
    ///   - engine: what the database is; it decides what is written in one transaction
    ///   - spoolFolder: where uploads lie, without names, while they arrive
    ///   - diskFolder: where a private database lies
    public init(
        pool: Pool, engine: DatabaseEngine = .postgres, serverKey: SymmetricKey, pages: Pages,
        limits: RequestLimits = RequestLimits(),
        admission: AdmissionLimits = AdmissionLimits(), spoolFolder: String = NSTemporaryDirectory(),
        diskFolder: String? = nil,
        trustedProxies: TrustedProxies = TrustedProxies(), feedSignal: FeedSignal = FeedSignal(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.pool = pool
        self.serverKey = serverKey
        self.pages = pages
        self.limits = limits
        self.admission = Admission(admission, metrics: metrics)
        self.spoolFolder = spoolFolder
        disk = DiskReserve(folder: diskFolder, bytes: admission.diskReserve)
        self.trustedProxies = trustedProxies
        self.feedSignal = feedSignal
        ratingLanes = WriterLanes(pool: pool, limits: NewRating.limits.on(engine), metrics: metrics)
        submissionLanes = WriterLanes(pool: pool, limits: NewSubmission.limits.on(engine), metrics: metrics)
        families = FamilyCache(events: feedSignal.events)
        self.now = now
    }

    /// Connections of clients that are open.
    public var openConnections: Int { connections.total }
}

/// How much one request may carry; each is a setting.
public struct RequestLimits: Sendable {
    /// Largest JSON body, bytes.
    public var jsonBytes = 1 << 20
    /// Largest upload, bytes over all its files.
    public var uploadBytes = 64 << 20
    /// Most files in one upload.
    public var uploadFiles = 8
    /// Most events in one page of the feed.
    public var feedPage = 1000
    /// Longest wait of a feed pull, seconds.
    public var feedWait = 30

    /// The defaults.
    public init() {}
}
