import ArgumentParser
import Foundation
import Postgres
import Storage

/// Recomputes what is kept and compares.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute every figure from the ratings, and the feed's chain from its events.",
        discussion: "Exit code 0: everything agrees; 1: something differs, each place on a line of its own.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (figures, feed) = try await OpenDatabase.with(database) { pool, _ in
            let figures = try await pool.withConnection { db in try db.verifyFigures() }
            let feed = try await pool.withConnection { db in try db.verifyFeed() }
            return (figures, feed)
        }
        for discrepancy in figures + feed.found { print(discrepancy) }
        guard figures.isEmpty, feed.found.isEmpty else { throw ExitCode(1) }
        print("Every figure agrees with its ratings; \(feed.events) feed events, one chain without a gap.")
    }
}
