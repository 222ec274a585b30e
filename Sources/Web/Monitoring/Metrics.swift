import Foundation
import HTTPTypes
import Locks

/// What the service counts about itself, in memory; `/metrics` shows it.
public final class Metrics: Sendable {
    /// Requests of one kind.
    struct RequestKey: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    /// How long requests of one route took.
    struct RouteKey: Hashable {
        let method: String
        let route: String
    }

    /// What is counted, as a value.
    struct Figures {
        var requests: [RequestKey: Int] = [:]
        var durations: [RouteKey: Histogram] = [:]
        var inFlight = 0
        var shed: [String: Int] = [:]
        var connectionsEnded: [String: Int] = [:]
        var batches: [String: Histogram] = [:]
        var lines: [String: Int] = [:]
        var staleAnswers = 0
        var database = DatabaseFigures()
    }

    /// When this process began to count.
    let startedAt = Date()
    private let figures = Guarded(Figures())

    /// Nothing yet.
    public init() {}

    /// All of it now.
    var now: Figures { figures.withLock { $0 } }

    func requestBegan() { figures.withLock { $0.inFlight += 1 } }

    func requestEnded(_ method: HTTPRequest.Method, _ route: String, _ status: Int, _ duration: Duration) {
        let seconds = duration / .seconds(1)
        // A client may invent methods without end.
        let method = Self.methods.contains(method) ? method.rawValue : "other"
        figures.withLock { figures in
            figures.inFlight -= 1
            figures.requests[RequestKey(method: method, route: route, status: status), default: 0] += 1
            figures.durations[RouteKey(method: method, route: route), default: Histogram(.seconds)].observe(seconds)
        }
    }

    /// A request was sent away.
    func shed(_ reason: String) { figures.withLock { $0.shed[reason, default: 0] += 1 } }

    /// A connection was ended by its clock.
    func connectionEnded(_ reason: String) { figures.withLock { $0.connectionsEnded[reason, default: 0] += 1 } }

    /// An answer was given from what is remembered, because the database is away.
    func answeredStale() { figures.withLock { $0.staleAnswers += 1 } }

    /// So many wait for a writer lane now.
    func waiting(_ count: Int, for lane: String) { figures.withLock { $0.lines[lane] = count } }

    /// Some things were committed together.
    public func committed(_ count: Int, by lane: String) {
        figures.withLock { $0.batches[lane, default: Histogram(.counts)].observe(Double(count)) }
    }

    func looked(_ database: DatabaseFigures) { figures.withLock { $0.database = database } }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}

/// What the database says about work that waits.
struct DatabaseFigures: Sendable {
    var isUp = false
    var feedPosition = 0
    /// Changes that have no place in the feed yet.
    var feedBacklog = 0
    /// Age of the oldest of those, seconds.
    var feedLag = 0.0
    /// Changes of figures that summaries still add up; counted to a hundred thousand.
    var foldBacklog = 0
}

/// How often values fell below bounds.
struct Histogram: Sendable {
    /// Upper bounds of the buckets.
    struct Bounds: Sendable {
        let values: [Double]
        static let seconds = Bounds(values: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
        static let counts = Bounds(values: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000])
    }

    let bounds: [Double]
    /// Of each bucket alone; the last is for what is beyond all bounds.
    private(set) var counts: [Int]
    private(set) var sum = 0.0

    init(_ bounds: Bounds) {
        self.bounds = bounds.values
        counts = Array(repeating: 0, count: bounds.values.count + 1)
    }

    mutating func observe(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }
}
