import Core
import Foundation
import Locks
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@Suite("Idempotency keys", .migrated(.own), .timeLimit(.minutes(15))) struct IdempotencyTests {
    private let answer = KeptAnswer(status: 201, resource: UUID(), body: Array(#"{"a": 1, "b":2}"#.utf8))

    @Test("keep the answer byte for byte, and give it back without working again")
    func replay() async throws {
        let key = try IdempotencyKey.sample("a")
        try await Database.pool.withConnection { [answer] db in
            let first = try db.transaction { db in try db.once(key, now: testMoment) { _ in answer } }
            #expect(first == answer)
            let second = try db.transaction { db in
                try db.once(key, now: testMoment) { _ in
                    Issue.record("worked twice")
                    return answer
                }
            }
            #expect(second.isReplay && second.body == answer.body && second.resource == answer.resource)
            #expect(second.status == 201)
        }
    }

    @Test("of another request are refused")
    func reused() async throws {
        try await Database.pool.withConnection { [answer] db in
            _ = try db.once(try .sample("a", body: "1"), now: testMoment) { _ in answer }
            let problem = #expect(throws: Problem.self) {
                try db.once(try .sample("a", body: "2"), now: testMoment) { _ in answer }
            }
            #expect(problem?.status == 422 && problem?.code == "idempotency_key_reused")
            #expect(try db.once(try .sample("b", body: "2"), now: testMoment) { _ in answer }.isReplay == false)
        }
    }

    @Test("are free again when the work failed, and when they are forgotten")
    func freed() async throws {
        struct Failure: Error {}
        let key = try IdempotencyKey.sample("a")
        try await Database.pool.withConnection { [answer] db in
            #expect(throws: Failure.self) {
                try db.transaction { db in try db.once(key, now: testMoment) { _ in throw Failure() } }
            }
            let again = try db.once(key, now: testMoment) { _ in answer }
            #expect(!again.isReplay)
            #expect(try db.forgetIdempotencyKeys(before: testMoment) == 0)
            #expect(try db.once(key, now: testMoment) { _ in answer }.isReplay)
            #expect(try db.forgetIdempotencyKeys(before: testMoment.addingTimeInterval(1)) == 1)
            #expect(try db.once(key, now: testMoment) { _ in answer }.isReplay == false)
        }
    }

    @Test("are forgotten some at a time, and none that is younger")
    func forgotten() async throws {
        try await Database.pool.withConnection { [answer] db in
            for number in 0..<7 {
                let moment = testMoment.addingTimeInterval(number < 5 ? 0 : 60)
                _ = try db.once(try .sample("k\(number)"), now: moment) { _ in answer }
            }
            let limit = testMoment.addingTimeInterval(1)
            let counts = try (0..<4).map { _ in try db.forgetIdempotencyKeys(before: limit, limit: 2) }
            #expect(counts == [2, 2, 1, 0])
            let left: Int? = try db.first("select count(*) from idempotency")
            #expect(left == 2)
        }
    }

    @Test("let one of many racers work while the others wait for its answer")
    func racers() async throws {
        let options = Database.options
        let key = try IdempotencyKey.sample("race")
        let works = Guarded(0)
        let answers = try await withThrowingTaskGroup(of: KeptAnswer.self) { group in
            for _ in 0..<10 {
                group.addTask { [answer] in
                    let connection = try await Connection.open(options)
                    let kept = try await connection.transaction { @Sendable db in
                        try db.once(key, now: testMoment) { db in
                            works.withLock { $0 += 1 }
                            try db.execute("select pg_sleep(0.1)")
                            return answer
                        }
                    }
                    await connection.close()
                    return kept
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(works.withLock { $0 } == 1)
        #expect(answers.count { $0.isReplay } == 9)
        #expect(Set(answers.map(\.body)).count == 1)
    }

    @Test("are not stored themselves")
    func hashed() async throws {
        try await Database.pool.withConnection { [answer] db in
            _ = try db.once(try .sample("my secret key"), now: testMoment) { _ in answer }
        }
        #expect(try await Database.pool.everything().contains("my secret key") == false)
    }
}
