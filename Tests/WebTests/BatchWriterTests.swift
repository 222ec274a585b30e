import Core
import Foundation
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("The writer of batches", .migrated(.own), .timeLimit(.minutes(15))) struct BatchWriterTests {
    @Test("stores what others send when the database refuses one of a batch, and finds that one alone")
    func badRow() async throws {
        try await Database.registerPart()
        try await Database.pool.execute("alter table ratings add constraint no_poison check (rater not like 'poison%')")
        for poisoned in [[7], [0, 1, 30], Array(0..<31)] {
            let batch = try (0..<31).map { number in
                try NewRating.sample(poisoned.contains(number) ? "poison\(number)" : "r\(poisoned.count)-\(number)")
            }
            let stored = await BatchWriter(pool: Database.pool).write(batch)
            for (number, stored) in stored.enumerated() {
                if poisoned.contains(number) {
                    guard case .refused(let error as PostgresError) = stored else {
                        Issue.record("\(number) was not refused")
                        continue
                    }
                    #expect(error.constraint == "no_poison")
                } else {
                    guard case .answered(let kept) = stored else {
                        Issue.record("\(number) was not stored")
                        continue
                    }
                    #expect(kept.resource == batch[number].rating.id.uuid)
                }
            }
        }
        let count: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(count == 30 + 28)
        #expect(try await Database.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
    }

    @Test("halves nothing when the server itself fails", arguments: [("53100", "disk_full"), ("57014", "too_slow")])
    func serverFailure(state: String, code: String) async throws {
        try await Database.registerPart()
        try await Self.atCommit("raise exception 'no room' using errcode = '\(state)'")
        let batch = try (0..<8).map { try NewRating.sample("r\($0)") }
        let stored = await BatchWriter(pool: Database.pool).write(batch)
        for stored in stored { #expect(Self.code(stored) == code) }
        let tries: Int? = try await Database.pool.first("select last_value from tries")
        #expect(tries == 1)
    }

    @Test("says that the outcome is unknown when the connection is lost at COMMIT; a repetition stores it once")
    func unknownOutcome() async throws {
        try await Database.registerPart()
        try await Self.atCommit("perform pg_terminate_backend(pg_backend_pid())")
        let batch = try (0..<8).map { try NewRating.sample("r\($0)", key: "key-\($0)") }
        let lost = await BatchWriter(pool: Database.pool).write(batch)
        for stored in lost {
            #expect(Self.code(stored) == "outcome_unknown")
            if case .refused(let error) = stored {
                let problem = Problems.problem(for: error)
                #expect(problem.status == 503 && problem.retryAfter != nil)
                #expect(problem.errors.first?.hint.contains("same Idempotency-Key") == true)
            }
        }
        try await Database.pool.execute("drop table at_commit cascade")
        try await Database.pool.execute("drop function at_commit() cascade")
        for _ in 0..<2 {
            let again = try (0..<8).map { try NewRating.sample("r\($0)", key: "key-\($0)") }
            for stored in await BatchWriter(pool: Database.pool).write(again) {
                if case .answered = stored {} else { Issue.record("not stored") }
            }
        }
        let count: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(count == 8)
    }

    @Test("looks a key up again that another program has used meanwhile")
    func keyTaken() async throws {
        try await Database.registerPart()
        let other = try await Connection.open(Database.options)
        try await other.execute("begin")
        try await other.storeAlone(try NewRating.sample("other", key: "same"))
        let batch = [try NewRating.sample("first", key: "same"), try NewRating.sample("second")]
        let writing = Task { await BatchWriter(pool: Database.pool).write(batch) }
        try await Database.untilWaiting(1)
        try await other.execute("commit")
        await other.close()
        let outcomes = await writing.value
        #expect(outcomes.map(Self.code) == ["idempotency_key_reused", "stored"])
        let transactions: Int? = try await Database.pool.first("select count(distinct xmin::text) from ratings")
        let count: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(count == 2 && transactions == 2)
        #expect(try await Database.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
    }
}

extension Connection {
    fileprivate func storeAlone(_ rating: NewRating) throws { _ = try store([rating], waits: true) }
}

extension BatchWriterTests {
    private static func code(_ stored: StoredOnce) -> String {
        guard case .refused(let error) = stored else { return "stored" }
        return Problems.problem(for: error).code
    }

    /// Has the database do something at the end of each transaction that writes ratings.
    private static func atCommit(_ statement: String) async throws {
        try await Database.pool.withConnection { db in
            try db.execute("create sequence tries")
            try db.execute("create table at_commit (n integer)")
            try db.execute(
                """
                create function at_commit() returns trigger language plpgsql as $$
                begin perform nextval('tries'); \(raw: statement); return null; end $$
                """)
            try db.execute(
                """
                create function note() returns trigger language plpgsql as $$
                begin if to_regclass('at_commit') is not null then insert into at_commit values (1); end if;
                return null; end $$
                """)
            try db.execute("create trigger note after insert on ratings for each statement execute function note()")
            try db.execute(
                """
                create constraint trigger at_commit after insert on at_commit deferrable initially deferred
                for each row execute function at_commit()
                """)
        }
    }
}
