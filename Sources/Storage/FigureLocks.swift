import Postgres

/// A rater among those of an experiment: what changes of figures take turns by.
struct RaterInExperiment: Sendable {
    var rater: String
    var experiment: String
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
    func lockTurns(of raters: [RaterInExperiment]) throws {
        try execute(
            """
            select pg_advisory_xact_lock(key) from (
                select distinct hashtextextended(experiment || '/' || rater, 10) as key
                from unnest(\(raters.map(\.rater))::text[], \(raters.map(\.experiment))::text[]) as given(rater, experiment)
                order by key) as ordered
            """)
    }

    /// The second half of it. Who swaps waits for nobody's turn, so that this cannot be a circle.
    func lockReadings() throws {
        try execute("select pg_advisory_xact_lock_shared(\(raw: FigureLock.readings))")
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
