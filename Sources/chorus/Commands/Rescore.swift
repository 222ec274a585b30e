import ArgumentParser
import Foundation
import Postgres
import Sentiment
import Storage

/// Reads all comments again with the sentiment model of this program.
struct Rescore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read every comment again with the sentiment model of this program.",
        discussion: """
            Comments are read in batches and the readings put aside; then they are swapped in all at once, so that no \
            summary is ever made of two versions. What raters stated is left alone. It may run beside the service and may \
            be stopped at any time: it goes on where it was. While they are swapped in, which takes some seconds for \
            100 000 comments, raters may come but none can rate again, correct or withdraw: whoever tries is told to \
            come again. `chorus verify` checks the figures afterwards.
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "Comments of one batch.")
    var batch = 500

    func validate() throws {
        guard 1...100_000 ~= batch else { throw ValidationError("A batch has 1 to 100000 comments.") }
    }

    func run() async throws {
        let batch = batch
        let changed = try await OpenDatabase.with(database) { pool, _ in
            var changed = 0
            var left = try await pool.withConnection { db in try db.ratingsToRescore() }
            // Ratings that are changed meanwhile are read again: a rater's word comes first.
            while left > 0 {
                changed += try await Self.rescore(left, batch: batch, in: pool)
                left = try await pool.withConnection { db in try db.ratingsToRescore() }
            }
            return changed
        }
        print("\(changed) rating\(changed == 1 ? " was" : "s were") read again by \(SentimentModel.version).")
    }

    /// Reads all that is to be read, then swaps it in.
    /// - Returns: how many ratings were changed
    private static func rescore(_ total: Int, batch: Int, in pool: Pool) async throws -> Int {
        let progress = StatusLine()
        defer { progress.end() }
        var read = 0
        var count = 1
        while count > 0 {
            progress.show("read \(read) of \(total) comments")
            count = try await pool.withConnection { db in try db.rescoreBatch(limit: batch) }
            read += count
        }
        progress.show("swapping the readings in")
        let now = Date()
        return try await pool.withConnection { db in try db.swapRescored(at: now) }
    }
}
