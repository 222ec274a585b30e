import Foundation
import Locks
import Postgres
public import Testing

extension Trait where Self == DatabaseTrait {
    /// A pool of one connection, in a transaction that is rolled back after each test.
    public static var database: Self { DatabaseTrait(isolation: .rollback) }

    /// As `.database`, or with `.own` a database for each test alone, for those that need commits or concurrency.
    public static func database(_ isolation: DatabaseTrait.Isolation) -> Self { DatabaseTrait(isolation: isolation) }
}

/// Gives each test a real database; see ``Database``.
public struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    /// How tests are kept apart.
    public enum Isolation: Sendable {
        /// A transaction that is rolled back: a fraction of a millisecond.
        case rollback
        /// A clone of the template: some tens of milliseconds.
        case own
    }

    let isolation: Isolation

    /// Every test of a suite.
    public var isRecursive: Bool { true }

    /// Runs a test with ``Database/pool`` set.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        await gate.enter()
        do {
            switch isolation {
            case .rollback: try await withRollback(function)
            case .own: try await withClone(function)
            }
        } catch {
            await gate.leave()
            throw error
        }
        await gate.leave()
    }

    private func withRollback(_ function: @Sendable () async throws -> Void) async throws {
        let options = try await Template.shared.databases().rollback
        let connection = try await Connection.open(options)
        try await connection.execute("BEGIN")
        let scope = Database.Scope(pool: Pool(pinned: connection), options: options)
        let result = await outcome { try await Database.$scope.withValue(scope, operation: function) }
        await connection.close()
        try result.get()
    }

    private func withClone(_ function: @Sendable () async throws -> Void) async throws {
        let template = try await Template.shared.databases().template
        let name = "test_\(UUID().uuidString.lowercased())"
        var options = try await Server.options()
        let administrator = try await Connection.open(options)
        try await administrator.execute("CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)")
        options.database = name
        var poolOptions = PoolOptions(options)
        // Tests wait for their turn on a busy machine; what a service does then has tests of its own.
        poolOptions.leaseTimeout = .seconds(120)
        let scope = Database.Scope(pool: Pool(poolOptions), options: options)
        let result = await outcome { try await Database.$scope.withValue(scope, operation: function) }
        await scope.pool.shutdown()
        try await administrator.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
        await administrator.close()
        try result.get()
    }

    private func outcome(_ body: () async throws -> Void) async -> Result<Void, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}

/// Swift Testing starts all tests at once, which no server would survive.
private let gate = Gate(permits: 8)

private actor Gate {
    private var permits: Int
    private var line: [CheckedContinuation<Void, Never>] = []

    init(permits: Int) { self.permits = permits }

    func enter() async {
        if permits > 0 {
            permits -= 1
        } else {
            await withCheckedContinuation { line.append($0) }
        }
    }

    func leave() {
        if line.isEmpty { permits += 1 } else { line.removeFirst().resume() }
    }
}

/// The database that others are cloned from, and the one whose tests are rolled back.
private actor Template {
    static let shared = Template()

    private var task: Task<(template: String, rollback: ConnectionOptions), any Error>?

    func databases() async throws -> (template: String, rollback: ConnectionOptions) {
        let task = task ?? Task { try await Template.create() }
        self.task = task
        return try await task.value
    }

    private static func create() async throws -> (template: String, rollback: ConnectionOptions) {
        var options = try await Server.options()
        let administrator = try await Connection.open(options)
        let template = "template_\(getpid())"
        let rollback = "rollback_\(getpid())"
        try await administrator.execute("DROP DATABASE IF EXISTS \(identifier: template)")
        try await administrator.execute("DROP DATABASE IF EXISTS \(identifier: rollback)")
        try await administrator.execute("CREATE DATABASE \(identifier: template)")
        if let prepare = Database.preparation.withLock({ $0 }) {
            options.database = template
            let pool = Pool(PoolOptions(options))
            try await prepare(pool)
            await pool.shutdown()
        }
        try await administrator.execute("CREATE DATABASE \(identifier: rollback) TEMPLATE \(identifier: template)")
        await administrator.close()
        options.database = rollback
        return (template, options)
    }
}
