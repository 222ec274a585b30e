import Core
import Crypto
import Foundation
import Locks
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Writer lanes", .migrated(.own), .timeLimit(.minutes(15))) struct WriterLanesTests {
    @Test("open a second lane for a crowd, and for nothing less")
    func secondLane() async throws {
        try await Database.registerPart()
        var limits = Self.limits
        (limits.lanes, limits.crowd, limits.hurry) = (2, 10, .seconds(600))
        let lanes = WriterLanes<NewRating>(pool: Database.pool, limits: limits)
        let holder = try await Self.holding("lock table ratings in exclusive mode")
        let first = try Self.storing("first", in: lanes)
        try await Database.untilWaiting(1)
        let few = try await Self.sent(to: lanes, count: 9) { number in try NewRating.sample("r\(number)") }
        let last = try Self.storing("last", in: lanes)
        try await Database.untilWaiting(2)
        #expect(await lanes.length == 0)
        try await holder.letGo()
        _ = try await (first.value, few.value, last.value)
        let transactions: Int? = try await Database.pool.first("select count(distinct xmin::text) from ratings")
        #expect(transactions == 2)
    }

    @Test("write what came meanwhile in one transaction, in order, and each rater's ratings one after the other")
    func gathering() async throws {
        try await Database.registerPart()
        let lanes = WriterLanes<NewRating>(pool: Database.pool, limits: Self.limits)
        let holder = try await Self.holding("lock table ratings in exclusive mode")
        let first = try Self.storing("first", in: lanes)
        try await Database.untilWaiting(1)
        let many = try await Self.sent(to: lanes, count: 40) { number in try NewRating.sample("r\(number % 20)") }
        try await holder.letGo()
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
        try await Database.registerPart()
        var limits = Self.limits
        limits.waiting = 3
        let lanes = WriterLanes<NewRating>(pool: Database.pool, limits: limits)
        let holder = try await Self.holding("lock table ratings in exclusive mode")
        let first = try Self.storing("first", in: lanes)
        try await Database.untilWaiting(1)
        let outcomes = try await Self.outcomes(of: lanes, count: 10) {
            try await holder.letGo()
        }
        _ = try await first.value
        let problems = outcomes.compactMap { $0 as? Problem }
        #expect(problems.count == 7)
        for problem in problems { #expect(problem.code == "overloaded" && (1...3).contains(problem.retryAfter ?? 0)) }
        _ = try await lanes.store(try NewRating.sample("later"))
        let count: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(count == 5)
    }

    @Test("refuse what has waited too long for its turn")
    func patience() async throws {
        try await Database.registerPart()
        var limits = Self.limits
        limits.patience = .zero
        let metrics = Metrics()
        let lanes = WriterLanes<NewRating>(pool: Database.pool, limits: limits, metrics: metrics)
        let holder = try await Self.holding("lock table ratings in exclusive mode")
        let first = try Self.storing("first", in: lanes)
        try await Database.untilWaiting(1)
        // While the lane is held, not after it.
        let problem = await #expect(throws: Problem.self) { try await lanes.store(try NewRating.sample("late")) }
        #expect(problem?.code == "overloaded" && problem?.retryAfter != nil)
        try await holder.letGo()
        _ = try await first.value
        #expect(metrics.now.shed == ["ratings": 1] && metrics.now.lines == ["ratings": 0])
    }

    @Test("touch one bucket in a transaction where each lies on a server of its own")
    func span() async throws {
        try await Database.registerPart()
        var limits = Self.limits.on(.citus)
        limits.lanes = 1
        let lanes = WriterLanes<NewRating>(pool: Database.pool, limits: limits)
        let holder = try await Self.holding("lock table ratings in exclusive mode")
        let first = try Self.storing("first", in: lanes)
        try await Database.untilWaiting(1)
        let many = try await Self.sent(to: lanes, count: 600) { number in try NewRating.sample("r\(number)") }
        try await holder.letGo()
        _ = try await (first.value, many.value)
        let mixed: Int? = try await Database.pool.first(
            "select count(*) from (select from ratings group by xmin::text having count(distinct bucket) > 1) as m")
        #expect(mixed == 0)
        let shared: Int? = try await Database.pool.first(
            "select count(*) from (select from ratings group by xmin::text having count(*) > 1) as s")
        #expect(shared ?? 0 > 50, "and still several of a bucket at once")
    }

    @Test("write short chats that came meanwhile in one transaction, and no more bytes than that may have")
    func submissions() async throws {
        let new = try (0..<21).map { try NewSubmission.sample(exchanges: 2, by: "s\($0 % 18)") }
        var limits = Self.limits
        limits.bytes = 4 * new[0].byteCount
        let lanes = WriterLanes<NewSubmission>(pool: Database.pool, limits: limits)
        let holder = try await Self.holding("lock table submissions in exclusive mode")
        let tasks = Guarded<[Task<KeptAnswer, any Error>]>([])
        for (number, one) in new.enumerated() {
            let task = Task { try await lanes.store(one) }
            tasks.withLock { $0.append(task) }
            if number == 0 { try await Database.untilWaiting(1) }
        }
        while await lanes.length < 20 { await Task.yield() }
        try await holder.letGo()
        var refused = 0
        for task in tasks.withLock({ $0 }) {
            do { _ = try await task.value } catch let problem as Problem {
                #expect(problem.code == "duplicate_exact")
                refused += 1
            }
        }
        #expect(refused == 3, "three sent the same again")
        let sizes: [Int] = try await Database.pool.query(
            "select count(*) from submissions group by xmin::text order by min(received_at), count(*)")
        #expect(sizes.reduce(0, +) == 18)
        #expect(sizes.max() == 4, "\(sizes)")
    }

    @Test("go on for everybody else while a chat waits for what its submitter is at")
    func busySubmitter() async throws {
        let lanes = WriterLanes<NewSubmission>(pool: Database.pool, limits: Self.limits)
        let holder = try await Self.holding("select pg_advisory_xact_lock(hashtextextended('ash', 8))")
        let held = try NewSubmission.sample(exchanges: 2, by: "ash")
        let waiting = Task { try await lanes.store(held) }
        try await Database.untilWaiting(1)
        _ = try await lanes.store(try NewSubmission.sample(exchanges: 2, by: "birch"))
        try await holder.letGo()
        _ = try await waiting.value
        let count: Int? = try await Database.pool.first("select count(*) from submissions")
        #expect(count == 2)
    }

    @Test("answer those who wait for nobody while one waits for a maintainer")
    func busyRater() async throws {
        try await Database.registerPart()
        let lanes = WriterLanes<NewRating>(pool: Database.pool, limits: Self.limits)
        let holder = try await Self.holding("select pg_advisory_xact_lock(hashtextextended('exp7/held', 10))")
        let table = try await Self.holding("lock table ratings in exclusive mode")
        let first = try Self.storing("first", in: lanes)
        try await Database.untilWaiting(1)
        let held = try Self.storing("held", in: lanes)
        let others = try await Self.sent(to: lanes, count: 10) { number in try NewRating.sample("r\(number)") }
        try await table.letGo()
        _ = try await (first.value, others.value)
        let stored: Int? = try await Database.pool.first("select count(*) from ratings")
        #expect(stored == 11)
        try await holder.letGo()
        _ = try await held.value
    }
}

extension WriterLanesTests {
    /// One lane, so that what comes meanwhile gathers, on however slow a machine.
    private static var limits: LaneLimits {
        var limits = LaneLimits()
        (limits.lanes, limits.patience) = (1, .seconds(600))
        return limits
    }

    private static func storing(_ rater: String, in lanes: WriterLanes<NewRating>) throws -> Task<KeptAnswer, any Error>
    {
        let rating = try NewRating.sample(rater)
        return Task { try await lanes.store(rating) }
    }

    /// Holds what the statement locks until it lets go.
    private static func holding(_ statement: String) async throws -> Connection {
        let holder = try await Connection.open(Database.options)
        try await holder.execute("begin")
        try await holder.execute("\(raw: statement)")
        return holder
    }

    /// Sends ratings in order; returns when all wait.
    private static func sent(
        to lanes: WriterLanes<NewRating>, count: Int, _ rating: (Int) throws -> NewRating
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
        of lanes: WriterLanes<NewRating>, count: Int, then: @Sendable () async throws -> Void
    ) async throws -> [any Error] {
        let refused = Guarded<[any Error]>([])
        let ratings = try (0..<count).map { try NewRating.sample("r\($0)") }
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

extension Connection {
    /// Ends its transaction, and itself.
    fileprivate func letGo() async throws {
        try execute("rollback")
        close()
    }
}

extension NewSubmission {
    /// A short chat as the service makes it.
    fileprivate static func sample(exchanges: Int, by submitter: String) throws -> NewSubmission {
        let bytes = Samples.tavern(exchanges: exchanges)
        let key = try IdempotencyKey(key: nil, request: "POST /v1/submissions", body: [bytes])
        let submission = Submission(
            id: ID(bucket: key.bucket, at: testMoment),
            fields: try SubmissionFields([("consent_training", "true"), ("submitter", submitter)]),
            uploads: [Upload(filename: "aria.jsonl", bytes: bytes)], receivedAt: testMoment)
        return NewSubmission(submission, receiptHash: key.hash, key: key)
    }
}
