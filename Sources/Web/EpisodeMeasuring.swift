import Postgres
import Storage

/// Measures episodes that came in before there were figures, or whose figures are of an older form: once for each start
/// of a server, because whatever comes in later is measured with it, and looking for what is not takes a second of
/// everybody's time.
actor EpisodeMeasuring {
    private var isDone = false

    /// Returns when every episode has figures.
    func finish(in pool: Pool) async throws {
        while !isDone {
            try Task.checkCancellation()
            let measured = try await pool.transaction { db in try db.measureEpisodes() }
            if measured == 0 { isDone = true }
        }
    }
}
