import Core
import Crypto
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Writer lanes", .migrated(.own), .timeLimit(.minutes(15))) struct RatingLanesTests {
    @Test("store what others send when the database refuses one of a batch, and find that one alone")
    func badRow() async throws {
        try await Self.registerExperiment()
        try await Database.pool.execute("alter table ratings add constraint no_poison check (rater not like 'poison%')")
        for poisoned in [[7], [0, 1, 30], Array(0..<31)] {
            let batch = try (0..<31).map { number in
                try Self.rating(poisoned.contains(number) ? "poison\(number)" : "r\(poisoned.count)-\(number)")
            }
            let stored = await RatingWriter(pool: Database.pool).write(batch)
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

    @Test("halve nothing when the server itself fails")
    func serverFailure() async throws {
        try await Self.registerExperiment()
        try await Self.atCommit("raise exception 'no room' using errcode = '53100'")
        let batch = try (0..<8).map { try Self.rating("r\($0)") }
        let stored = await RatingWriter(pool: Database.pool).write(batch)
        for stored in stored { #expect(Self.code(stored) == "disk_full") }
        let tries: Int? = try await Database.pool.first("select last_value from tries")
        #expect(tries == 1)
    }

    @Test("say that the outcome is unknown when the connection is lost at COMMIT; a repetition stores it once")
    func unknownOutcome() async throws {
        try await Self.registerExperiment()
        try await Self.atCommit("perform pg_terminate_backend(pg_backend_pid())")
        let batch = try (0..<8).map { try Self.rating("r\($0)", key: "key-\($0)") }
        let lost = await RatingWriter(pool: Database.pool).write(batch)
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
            let again = try (0..<8).map { try Self.rating("r\($0)", key: "key-\($0)") }
            for stored in await RatingWriter(pool: Database.pool).write(again) {
                if case .answered = stored {} else { Issue.record("not stored") }
            }
        }
        let count: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(count == 8)
    }

    @Test("look a key up again that another program has used meanwhile")
    func keyTaken() async throws {
        try await Self.registerExperiment()
        let other = try await Connection.open(Database.options)
        try await other.execute("begin")
        try await other.storeAlone(try Self.rating("other", key: "same"))
        let batch = [try Self.rating("first", key: "same"), try Self.rating("second")]
        let writing = Task { await RatingWriter(pool: Database.pool).write(batch) }
        try await Self.untilWaiting(1)
        try await other.execute("commit")
        await other.close()
        let outcomes = await writing.value
        #expect(outcomes.map(Self.code) == ["idempotency_key_reused", "stored"])
        let transactions: Int? = try await Database.pool.first("select count(distinct xmin::text) from ratings")
        let count: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(count == 2 && transactions == 2)
        #expect(try await Database.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
    }

    @Test("open a second lane for a crowd, and for nothing less")
    func secondLane() async throws {
        try await Self.registerExperiment()
        var limits = Self.limits
        (limits.lanes, limits.crowd) = (2, 10)
        let lanes = RatingLanes(pool: Database.pool, limits: limits)
        let holder = try await Self.holdingRatings()
        let first = try Self.storing("first", in: lanes)
        try await Self.untilWaiting(1)
        let few = try await Self.sent(to: lanes, count: 9) { number in try Self.rating("r\(number)") }
        let last = try Self.storing("last", in: lanes)
        try await Self.untilWaiting(2)
        #expect(await lanes.length == 0)
        try await holder.execute("rollback")
        await holder.close()
        _ = try await (first.value, few.value, last.value)
        let transactions: Int? = try await Database.pool.first("select count(distinct xmin::text) from ratings")
        #expect(transactions == 2)
    }

    @Test("write what came meanwhile in one transaction, in order, and each rater's ratings one after the other")
    func gathering() async throws {
        try await Self.registerExperiment()
        let lanes = RatingLanes(pool: Database.pool, limits: Self.limits)
        let holder = try await Self.holdingRatings()
        let first = try Self.storing("first", in: lanes)
        try await Self.untilWaiting(1)
        let many = try await Self.sent(to: lanes, count: 40) { number in try Self.rating("r\(number % 20)") }
        try await holder.execute("rollback")
        await holder.close()
        _ = try await first.value
        var replaced: Set<String> = []
        for kept in try await many.value {
            let answer = try JSONDocument(kept.body, limits: .own).root
            if let earlier = answer["replaced"]?.string { replaced.insert(earlier) }
        }
        #expect(replaced.count == 20, "each of twenty raters replaced their own once")
        let transactions: Int? = try await Database.pool.first("select count(distinct xmin::text) from idempotency")
        #expect(transactions == 3, "one for the first, two for twenty raters who rated twice")
        #expect(try await Database.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
    }

    @Test("refuse what is too much with 503 and Retry-After, and go on afterwards")
    func bounded() async throws {
        try await Self.registerExperiment()
        var limits = Self.limits
        limits.waiting = 3
        let lanes = RatingLanes(pool: Database.pool, limits: limits)
        let holder = try await Self.holdingRatings()
        let first = try Self.storing("first", in: lanes)
        try await Self.untilWaiting(1)
        let outcomes = try await Self.outcomes(of: lanes, count: 10) {
            try await holder.execute("rollback")
            await holder.close()
        }
        _ = try await first.value
        let problems = outcomes.compactMap { $0 as? Problem }
        #expect(problems.count == 7)
        for problem in problems { #expect(problem.code == "overloaded" && (1...3).contains(problem.retryAfter ?? 0)) }
        _ = try await lanes.store(try Self.rating("later"))
        let count: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(count == 5)
    }

    @Test("refuse what has waited too long for its turn")
    func patience() async throws {
        try await Self.registerExperiment()
        var limits = Self.limits
        limits.patience = .zero
        let lanes = RatingLanes(pool: Database.pool, limits: limits)
        let holder = try await Self.holdingRatings()
        let first = try Self.storing("first", in: lanes)
        try await Self.untilWaiting(1)
        let late = try Self.storing("late", in: lanes)
        while await lanes.length < 1 { await Task.yield() }
        try await holder.execute("rollback")
        await holder.close()
        _ = try await first.value
        let problem = await #expect(throws: Problem.self) { try await late.value }
        #expect(problem?.code == "overloaded" && problem?.retryAfter != nil)
    }

    @Test("touch one bucket in a transaction where each lies on a server of its own")
    func span() async throws {
        try await Self.registerExperiment()
        var limits = Self.limits
        limits.span = .oneBucket
        let lanes = RatingLanes(pool: Database.pool, limits: limits)
        let holder = try await Self.holdingRatings()
        let first = try Self.storing("first", in: lanes)
        try await Self.untilWaiting(1)
        let many = try await Self.sent(to: lanes, count: 600) { number in try Self.rating("r\(number)") }
        try await holder.execute("rollback")
        await holder.close()
        _ = try await (first.value, many.value)
        let mixed: Int? = try await Database.pool.first(
            "select count(*) from (select from ratings group by xmin::text having count(distinct bucket) > 1) as m")
        #expect(mixed == 0)
        let shared: Int? = try await Database.pool.first(
            "select count(*) from (select from ratings group by xmin::text having count(*) > 1) as s")
        #expect(shared ?? 0 > 50, "and still several of a bucket at once")
    }

    @Test("answer those who wait for nobody while one waits for a maintainer")
    func busyRater() async throws {
        try await Self.registerExperiment()
        let lanes = RatingLanes(pool: Database.pool, limits: Self.limits)
        let holder = try await Connection.open(Database.options)
        try await holder.execute("begin")
        try await holder.execute("select pg_advisory_xact_lock(hashtextextended('exp7/held', 10))")
        let table = try await Self.holdingRatings()
        let first = try Self.storing("first", in: lanes)
        try await Self.untilWaiting(1)
        let held = try Self.storing("held", in: lanes)
        let others = try await Self.sent(to: lanes, count: 10) { number in try Self.rating("r\(number)") }
        try await table.execute("rollback")
        await table.close()
        _ = try await (first.value, others.value)
        let stored: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(stored == 11)
        try await holder.execute("rollback")
        await holder.close()
        _ = try await held.value
    }
}

extension Connection {
    fileprivate func storeAlone(_ rating: NewRating) throws { _ = try store([rating]) }
}

extension RatingLanesTests {
    /// One lane, so that what comes meanwhile gathers, on however slow a machine.
    private static var limits: RatingLanes.Limits {
        var limits = RatingLanes.Limits()
        (limits.lanes, limits.patience) = (1, .seconds(600))
        return limits
    }

    private static func registerExperiment() async throws {
        try await Database.pool.withConnection { db in
            let body = try JSONDocument(Samples.experiment.bytes(), limits: .request).root
            _ = try db.put(try Experiment(slug: "exp7", body: body, now: testMoment))
            let part = try JSONDocument(Samples.part.bytes(), limits: .request).root
            _ = try db.put(try Part(experiment: "exp7", number: 1, body: part, now: testMoment))
        }
    }

    private static func rating(_ rater: String, key: String? = nil) throws -> NewRating {
        let json = Samples.rating(("score", 4), ("rater", .string(rater)))
        let input = try RatingInput(try JSONDocument(json.bytes(), limits: .request).root, now: testMoment)
        let rating = Rating(
            input, id: ID(bucket: Bucket.of(rater), at: testMoment), rater: rater, receivedAt: testMoment)
        let key = try IdempotencyKey(key: key, request: "POST /v1/ratings", body: [json.bytes()])
        return NewRating(rating, receiptHash: Array(rater.utf8), key: key)
    }

    private static func storing(_ rater: String, in lanes: RatingLanes) throws -> Task<KeptAnswer, any Error> {
        let rating = try rating(rater)
        return Task { try await lanes.store(rating) }
    }

    private static func code(_ stored: StoredRating) -> String {
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

    /// Nobody can write ratings until its transaction ends.
    private static func holdingRatings() async throws -> Connection {
        let holder = try await Connection.open(Database.options)
        try await holder.execute("begin")
        try await holder.execute("lock table ratings in exclusive mode")
        return holder
    }

    private static func untilWaiting(_ count: Int) async throws {
        while true {
            let waiting: Int? = try await Database.pool.first("select count(*) from pg_locks where not granted")
            if waiting ?? 0 >= count { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Sends ratings in order; returns when all wait.
    private static func sent(
        to lanes: RatingLanes, count: Int, _ rating: (Int) throws -> NewRating
    ) async throws -> Task<[KeptAnswer], any Error> {
        let before = await lanes.length
        let ratings = try (0..<count).map(rating)
        let task = Task {
            try await withThrowingTaskGroup(of: KeptAnswer.self) { group in
                for rating in ratings { group.addTask { try await lanes.store(rating) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        while await lanes.length < before + count { await Task.yield() }
        return task
    }

    /// What became of ratings of which some are refused; `then` runs when that is clear.
    private static func outcomes(
        of lanes: RatingLanes, count: Int, then: @Sendable () async throws -> Void
    ) async throws -> [any Error] {
        let refused = Guarded<[any Error]>([])
        let ratings = try (0..<count).map { try rating("r\($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for rating in ratings {
                group.addTask {
                    do { _ = try await lanes.store(rating) } catch { refused.withLock { $0.append(error) } }
                }
            }
            while refused.withLock({ $0.count }) < count - 3 { await Task.yield() }
            try await then()
            try await group.waitForAll()
        }
        return refused.withLock { $0 }
    }
}
