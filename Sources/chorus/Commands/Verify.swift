import ArgumentParser
import Foundation
import Postgres
import Storage

/// Recomputes what is kept and compares.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute every figure from the ratings, and the feed's chain from its events.",
        discussion: """
            Exit code 0: everything agrees, or figures were repaired and agree now; 1: something differs, each place on \
            a line of its own. It may run beside the service. With --repair, figures that differ are set to what the \
            ratings say, all in one transaction; ratings that come meanwhile are counted too. The feed is never changed.
            """)

    @OptionGroup var database: DatabaseOptions

    @Flag(help: "Set figures that differ to what the ratings say.")
    var repair = false

    func run() async throws {
        let (figures, feed) = try await OpenDatabase.with(database) { pool, _ in
            let figures = try await verifyFigures(in: pool)
            let feed = try await pool.withConnection { db in try db.verifyFeed() }
            return (figures, feed)
        }
        for discrepancy in figures.repaired { print("repaired \(discrepancy)") }
        for discrepancy in figures.found + feed.found { print(discrepancy) }
        guard figures.found.isEmpty, feed.found.isEmpty else { throw ExitCode(1) }
        print("Every figure agrees with its ratings; \(feed.events) feed events, one chain without a gap.")
    }

    /// What was put right, and what differs after that.
    private func verifyFigures(in pool: Pool) async throws -> (repaired: [Discrepancy], found: [Discrepancy]) {
        let now = Date()
        var repaired: [Discrepancy] = []
        if repair { repaired = try await pool.withConnection { db in try db.repairFigures(at: now) } }
        return (repaired, try await pool.withConnection { db in try db.verifyFigures() })
    }
}
