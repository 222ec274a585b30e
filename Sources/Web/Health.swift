import Core
import Hummingbird
import Locks
import NIOCore
import Postgres
public import ServiceLifecycle

extension Service {
    /// Alive: answers without the database.
    func livez(_ request: Request, _ context: AppContext) async throws -> Response { .word("ok\n") }

    /// Ready: the database answers, and the server is not about to stop.
    func readyz(_ request: Request, _ context: AppContext) async throws -> Response {
        guard !readiness.isDraining else {
            throw Problem(503, "shutting_down", "The service is stopping.", retryAfter: 5)
        }
        try await readiness.confirm {
            let answer: Int32? = try await pool.withConnection { db in try db.first("select 1") }
            guard answer == 1 else { throw Problem.databaseAway }
        }
        return .word("ready\n")
    }
}

extension Response {
    fileprivate static func word(_ word: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(string: word)))
    }
}

/// Whether requests should be sent to this server.
final class Readiness: Sendable {
    private struct State {
        var isDraining = false
        var confirmedAt: ContinuousClock.Instant?
    }

    /// How long a confirmation is taken for true: however often somebody asks, the database is asked once a second.
    private static let freshness = Duration.seconds(1)

    private let state = Guarded(State())

    /// Whether the server is about to stop.
    var isDraining: Bool { state.withLock { $0.isDraining } }

    func drain() { state.withLock { $0.isDraining = true } }

    /// Asks, unless the answer was yes a moment ago.
    func confirm(_ ask: () async throws -> Void) async throws {
        let now = ContinuousClock.now
        let isFresh = state.withLock { state in state.confirmedAt.map { $0.duration(to: now) < Self.freshness } }
        if isFresh == true { return }
        try await ask()
        state.withLock { $0.confirmedAt = now }
    }
}

/// Tells load balancers that the server is about to stop, and gives them time to notice before it takes no more
/// connections. It is stopped first, so it stands last in a group.
public struct Draining: ServiceLifecycle.Service {
    private let service: Service
    private let time: Duration

    /// - Parameter time: for load balancers to notice
    public init(_ service: Service, time: Duration) {
        self.service = service
        self.time = time
    }

    /// Waits until the server is to stop, and then a while.
    public func run() async throws {
        try? await gracefulShutdown()
        service.readiness.drain()
        try? await Task.sleep(for: time)
    }
}
