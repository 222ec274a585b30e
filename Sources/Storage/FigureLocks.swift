public import Core
import Postgres

/// A rater among those of an experiment: what changes of figures take turns by.
public struct RaterInExperiment: Sendable {
    var rater: String
    var experiment: String

    /// What tells raters apart, byte by byte as PostgreSQL does and not as Swift compares strings.
    public typealias Key = [UInt8]

    /// What tells this one from others.
    public var key: Key { Array(experiment.utf8) + [0x2F] + rater.utf8 }

    var bucket: Int16 { Int16(Bucket.of(rater)) }

    init(rater: String, experiment: String) {
        self.rater = rater
        self.experiment = experiment
    }

    /// The rater of a rating.
    public init(_ rating: Rating) { self.init(rater: rating.rater, experiment: rating.input.experiment) }
}

extension Connection {
    /// Makes changes of these raters' ratings take turns until the transaction ends, so that two of them for two parts do
    /// not miss each other, and keeps what was read in their comments from being swapped. What was read before is not to
    /// be trusted after.
    ///
    /// In a fixed order whatever the order given, so that two batches cannot wait for each other: a transaction calls
    /// this once, with everybody whom it is about, and before it locks a rating.
    func lockRatings(of raters: [RaterInExperiment]) throws {
        try lockTurns(of: raters)
        try lockReadings()
    }

    /// The first half of it, which is enough for raters of whom nothing is counted: there is nothing to swap.
    @discardableResult
    func lockTurns(of raters: [RaterInExperiment]) throws -> QueuedAnswer {
        try queue(
            """
            select pg_advisory_xact_lock(key) from (
                select distinct \(Self.turn) as key
                from unnest(\(raters.map(\.rater))::text[], \(raters.map(\.experiment))::text[]) as given(rater, experiment)
                order by key) as ordered
            """)
    }

    /// As `lockTurns`, without waiting.
    /// - Parameter raters: each once
    /// - Returns: rows of the number of each, from 1, and whether it may go on
    func tryTurns(of raters: [RaterInExperiment]) throws -> QueuedAnswer {
        try queue(
            """
            select n, pg_try_advisory_xact_lock(\(Self.turn))
            from unnest(\(raters.map(\.rater))::text[], \(raters.map(\.experiment))::text[]) with ordinality
                as given(rater, experiment, n)
            """)
    }

    private static var turn: SQL { "hashtextextended(experiment || '/' || rater, 10)" }

    /// The second half of it. Who swaps waits for nobody's turn, so that this cannot be a circle.
    func lockReadings() throws {
        try queue("select pg_advisory_xact_lock_shared(\(raw: FigureLock.readings))")
    }

    /// As `lockReadings`, without waiting.
    /// - Returns: a row that says whether it is so
    func tryReadings() throws -> QueuedAnswer {
        try queue("select pg_try_advisory_xact_lock_shared(\(raw: FigureLock.readings))")
    }

    /// Swaps what was read in comments: nothing that is counted changes until the transaction ends. Raters of whom nothing
    /// is counted may come.
    func lockSwap() throws {
        try execute("select pg_advisory_xact_lock(\(raw: FigureLock.readings))")
    }

    /// One fold at a time.
    func lockFold() throws {
        try execute("select pg_advisory_xact_lock(\(raw: FigureLock.fold))")
    }
}

/// Any fixed numbers do: they name things among advisory locks.
private enum FigureLock {
    static let readings = "742301932"
    static let fold = "742301933"
}
