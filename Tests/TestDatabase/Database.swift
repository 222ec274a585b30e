import Locks
public import Postgres

/// The database of the running test; see ``DatabaseTrait``.
public enum Database {
    struct Scope: Sendable {
        let pool: Pool
        let options: ConnectionOptions
    }

    @TaskLocal static var scope: Scope?

    /// The pool of the running test. With `.database` everything in it is rolled back at the end.
    public static var pool: Pool { current.pool }

    /// For connections of the test's own to the same database. They see nothing of a `.database` test's transaction.
    public static var options: ConnectionOptions { current.options }

    private static var current: Scope {
        guard let scope else { preconditionFailure("the test or its suite wants the trait .database") }
        return scope
    }

    /// Fills the template of all databases, once per process, for example by migrating it. The first to register
    /// wins; register in the getter of a trait, which is read before any test runs.
    public static func prepareTemplate(_ body: @escaping @Sendable (Pool) async throws -> Void) {
        preparation.withLock { $0 = $0 ?? body }
    }

    static let preparation = Guarded<(@Sendable (Pool) async throws -> Void)?>(nil)
}
