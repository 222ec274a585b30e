import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("The migration to counters", .migrated(.own), .timeLimit(.minutes(15))) struct CountersMigrationTests {
    @Test("counts everything again that a database of the version before it holds")
    func recount() async throws {
        let files = try MigrationFolder.files()
        try await Database.pool.withConnection { db in
            try db.registerExperiment(parts: 4)
            let figures = try Self.rateAtRandom(db)
            try Self.goBack(db, to: Array(files.prefix(9)))
            let figure: Int? = try db.first("select sum(raters)::bigint from part_totals")
            #expect(figure == 99)
            try db.migrate(files, now: testMoment)
            #expect(try db.verifyFigures().map(\.description) == [])
            #expect(try db.figures(of: "exp7") == figures)
            #expect(figures[4]?.returning(since: 2).total ?? 0 > 3)
            let deltas: Int? = try db.first("select count(*) from part_deltas")
            #expect(deltas == 0)
        }
    }

    private static func rateAtRandom(_ db: isolated Connection) throws -> [Int: PartFigures] {
        var random = Seeded(11)
        for step in 0..<300 {
            let moment = testMoment.addingTimeInterval(Double(step))
            try db.transaction { db in
                let rating = try db.rate(randomRating(raters: 25, parts: 4, &random), at: moment).rating
                if step % 10 == 3 { try db.withdraw(try db.held(rating), at: moment) }
                if step % 10 == 6 { _ = try db.decide(.quarantine, about: rating.id, at: moment) }
            }
        }
        return try db.figures(of: "exp7")
    }

    /// The same ratings in the schema of an older version, with figures that are all wrong.
    private static func goBack(_ db: isolated Connection, to files: [Migration]) throws {
        let tables = ["experiments", "parts", "ratings", "rating_aspects"]
        try db.script("create schema kept")
        for table in tables { try db.execute("create table kept.\(identifier: table) as table \(identifier: table)") }
        try db.script("drop schema public cascade; create schema public")
        try db.migrate(files, now: testMoment)
        for table in tables {
            let columns: String? = try db.first(
                """
                select string_agg(quote_ident(attname), ', ') from pg_attribute
                where attrelid = \(table)::regclass and attnum > 0 and not attisdropped
                """)
            try db.execute(
                """
                insert into \(identifier: table) (\(raw: columns ?? "")) select \(raw: columns ?? "")
                from kept.\(identifier: table)
                """)
        }
        try db.execute(
            "insert into part_totals values (1, 'exp7', 1, 'old/1', 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99)"
        )
    }
}
