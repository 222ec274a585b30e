import Core
import Foundation
import Locks
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Submissions that are stored at once", .migrated(.own), .timeLimit(.minutes(15))) struct SubmissionBatchTests {
    @Test("leave everything as if they had come one after the other, each in its own transaction", arguments: [5, 77])
    func serial(seed: UInt64) async throws {
        var random = Seeded(seed)
        let submissions = try (0..<60).map { number in
            try Self.random(at: testMoment.addingTimeInterval(Double(number)), &random)
        }.filter { $0.refusal == nil }
        var batches: [[NewSubmission]] = [[]]
        for submission in submissions {
            let submitter = submission.fields.submitter
            let isTaken = batches[batches.count - 1].contains {
                submitter != nil && $0.submission.fields.submitter == submitter
            }
            if isTaken || Bool.random(using: &random) { batches.append([]) }
            batches[batches.count - 1].append(try .sample(submission))
        }
        let given = batches
        let atOnce = try await Self.stored { db in
            for batch in given {
                for stored in try db.store(batch) { if case .busy = stored { Issue.record("waited for nobody") } }
            }
        }
        let serial = try await Self.stored { db in
            for new in given.joined() {
                var submission = new.submission
                if let submitter = submission.fields.submitter { try db.lock(submitter: submitter) }
                try db.settle(&submission)
                guard submission.refusal == nil else { continue }
                _ = try db.once(new.key, now: submission.receivedAt) { [submission] db in
                    try db.insert(submission, receiptHash: new.receiptHash)
                    return KeptAnswer(
                        status: 201, resource: submission.id.uuid, body: submission.answer.bytes())
                }
            }
        }
        for (table, rows) in serial { #expect(atOnce[table] == rows, "\(table)") }
        #expect(serial["submissions"]?.count ?? 0 > 20 && serial["submissions"]?.count ?? 0 < submissions.count)
        #expect(serial["outbox"]?.contains { $0.contains("rejected") } == true, "some gave way to longer versions")
        #expect(serial["documents"]?.contains { $0.contains("rejected") } == true, "some were refused")
    }

    @Test("are each judged alone: known keys, keys of others, unknown parts, what is there already")
    func outcomes() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let first = try NewSubmission.sample(try .sample(), key: "k1")
            let other = try NewSubmission.sample(try .sample([Samples.tavern(word: "rope")]), key: "k2")
            let ours = try NewSubmission.sample(try Self.backup(exchanges: 4), key: "k3")
            let before = [first, other, ours]
            #expect(try db.transaction { db in try db.store(before) }.map(Self.word) == Self.three)
            let again = try NewSubmission.sample(try .sample(), key: "k1")
            let reused = try NewSubmission.sample(try .sample([Samples.tavern(word: "sail")]), key: "k2")
            let unknown = try NewSubmission.sample(try Self.backup(exchanges: 3, by: "else", part: 9), key: "k4")
            let shorter = try NewSubmission.sample(try Self.backup(exchanges: 3), key: "k5")
            let fresh = try NewSubmission.sample(try Self.backup(exchanges: 3, by: "other"), key: "k6")
            let nowhere = try NewSubmission.sample(
                Submission(
                    id: ID(bucket: 1, at: testMoment),
                    fields: try SubmissionFields([("consent_training", "true"), ("experiment", "exp0")]),
                    uploads: [Upload(filename: "aria.jsonl", bytes: Samples.tavern())], receivedAt: testMoment))
            let batch = [again, reused, unknown, shorter, fresh, nowhere]
            let stored = try db.transaction { db in try db.store(batch) }
            #expect(
                stored.map(Self.word) == [
                    "replay", "idempotency_key_reused", "unknown_part", "superseded_by_longer", "stored",
                    "unknown_experiment",
                ])
            if case .answered(let kept) = stored[0] { #expect(kept.resource == first.submission.id.uuid) }
            let keys: Int? = try db.first("select count(*) from idempotency")
            #expect(keys == 4, "what was refused leaves its key free")
            let longer = try NewSubmission.sample(try Self.backup(exchanges: 6), key: "k7")
            let alone = [longer]
            #expect(try db.transaction { db in try db.store(alone) }.map(Self.word) == ["stored"])
            let handedOut: [UUID] = try db.query(
                "select s.id from submissions as s join episodes as e on e.submission_id = s.id "
                    + "where s.submitter = 'marrowgrass' and e.status = 'accepted'")
            #expect(handedOut == [longer.submission.id.uuid])
        }
    }

    @Test("are as large as what is written of them, which many short turns make much of")
    func size() throws {
        let text = Array(String(repeating: "You: x\nAria: y\n", count: 2000).utf8)
        let submission = try Submission.sample([text])
        #expect(submission.refusal == nil && text.count < 32 << 10)
        #expect(NewSubmission.byteCount(of: submission) > 1 << 20)
        let short = try Submission.sample()
        #expect((1 << 10..<32 << 10).contains(NewSubmission.byteCount(of: short)))
    }

    @Test("wait for nobody: who is at something else comes back, and alone is waited for")
    func busy() async throws {
        let holder = try await Connection.open(Database.options)
        try await holder.execute("begin")
        try await holder.execute("select pg_advisory_xact_lock(hashtextextended('marrowgrass', 8))")
        let held = try NewSubmission.sample(try Self.backup(exchanges: 3))
        let free = try NewSubmission.sample(try .sample())
        let stored = try await Database.pool.transaction { db in try db.store([held, free]) }
        #expect(stored.map(Self.word) == ["busy", "stored"])
        let alone = Task { try await Database.pool.transaction { db in try db.store([held], waits: true) } }
        while try await Database.pool.first("select count(*) from pg_locks where not granted") ?? 0 == 0 {
            try await Task.sleep(for: .milliseconds(10))
        }
        try await holder.execute("commit")
        await holder.close()
        #expect(try await alone.value.map(Self.word) == ["stored"])
    }

    private static let three = ["stored", "stored", "stored"]

    private static func word(_ stored: StoredOnce) -> String {
        switch stored {
        case .answered(let kept): kept.isReplay ? "replay" : "stored"
        case .refused(let error): (error as? Problem)?.code ?? "\(error)"
        case .busy: "busy"
        }
    }

    /// The rows of every table after some work, in a transaction that is rolled back.
    private static func stored(
        _ work: @Sendable (isolated Connection) throws -> Void
    ) async throws -> [String: [String]] {
        struct Enough: Error {}
        let found = Guarded<[String: [String]]>([:])
        do {
            try await Database.pool.transaction { db in
                try db.registerExperiment()
                try work(db)
                for table in ["submissions", "documents", "episodes", "episode_originals", "episode_figures"] {
                    let rows: [String] = try db.query("select r::text from \(raw: table) as r order by 1")
                    found.withLock { $0[table] = rows }
                }
                // Keys of changes are made where they are noted.
                let outbox: [String] = try db.query(
                    "select (bucket, kind, episode_id, revision, occurred_at)::text from outbox order by 1")
                let kept: [String] = try db.query("select i::text from idempotency as i order by 1")
                found.withLock { ($0["outbox"], $0["idempotency"]) = (outbox, kept) }
                throw Enough()
            }
        } catch is Enough {}
        return found.withLock { $0 }
    }

    /// What people send: one file or several, backups of one chat at different lengths, files that hold no chat.
    private static func random(at moment: Date, _ random: inout Seeded) throws -> Submission {
        var fields = [("consent_training", "true"), ("notes", "of \(moment)")]
        if Bool.random(using: &random) {
            fields.append(("submitter", ["ash", "birch", "cedar"].randomElement(using: &random) ?? ""))
        }
        if Bool.random(using: &random) {
            fields += [("experiment", "exp7"), ("part", "\(Int.random(in: 1...3, using: &random))")]
        }
        let logs = (0..<Int.random(in: 1...3, using: &random)).map { _ -> [UInt8] in
            if Int.random(in: 0..<5, using: &random) == 0 { return Self.monologue }
            let word = ["lantern", "anchor"].randomElement(using: &random) ?? ""
            return Samples.tavern(word: word, exchanges: Int.random(in: 1...6, using: &random))
        }
        return Submission(
            id: ID(bucket: .random(in: 0...255, using: &random), at: moment), fields: try SubmissionFields(fields),
            uploads: logs.enumerated().map { Upload(filename: "chat-\($0).jsonl", bytes: $1) }, receivedAt: moment)
    }

    /// A chat in which the user says nothing.
    private static let monologue = Array(
        """
        {"user_name":"Sam","character_name":"Aria","create_date":1675919377126}
        {"name":"Aria","is_user":false,"send_date":1675919377126,"mes":"Nobody here, then."}

        """.utf8)

    private static func backup(
        exchanges: Int, by submitter: String = "marrowgrass", part: Int? = nil
    ) throws -> Submission {
        var fields = [("consent_training", "true"), ("submitter", submitter)]
        if let part { fields += [("experiment", "exp7"), ("part", "\(part)")] }
        return Submission(
            id: ID(bucket: .random(in: 0...255), at: testMoment), fields: try SubmissionFields(fields),
            uploads: [Upload(filename: "aria.jsonl", bytes: Samples.tavern(exchanges: exchanges))],
            receivedAt: testMoment)
    }
}

extension NewSubmission {
    /// A submission as the service hands it to a lane.
    static func sample(_ submission: Submission, key: String? = nil) throws -> NewSubmission {
        NewSubmission(
            submission, receiptHash: submission.testReceipt,
            key: try IdempotencyKey(
                key: key, request: "POST /v1/submissions", body: submission.documents.map(\.upload.bytes)))
    }
}
