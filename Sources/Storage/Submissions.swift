import CProcess
import ChatLogs
public import Core
public import Foundation
public import Postgres
public import StrictJSON

extension Connection {
    /// Stores a submission with its documents and episodes, and tells the feed about what was accepted.
    ///
    /// A large chat takes several times its size in memory, and its statements as much again: the submission is used up, so
    /// that the one is gone when the others are made.
    public func insert(_ usedUp: consuming Submission, receiptHash: [UInt8]) throws {
        var submission = usedUp
        try insert([SubmissionRow(submission, receiptHash: receiptHash)])
        var documents = Array(submission.documents.reversed())
        let count = documents.count
        submission.documents = []
        while var document = documents.popLast() {
            let index = count - documents.count - 1
            let isLarge = document.upload.bytes.count > EpisodeRows.large
            // The file goes first: nothing else is made of it.
            try insert(DocumentRow(document, index: index, of: submission), file: document.takeFile())
            guard document.status != .rejected else { continue }
            // What a large chat was in many pieces while it was read, and then as what was understood of it, is free, but
            // no room for statements that are each in one piece.
            if isLarge { process_give_memory_back() }
            var rows = EpisodeRows()
            rows.add(consume document, index: index, of: submission)
            if isLarge { process_give_memory_back() }
            try insert(consume rows)
        }
    }

    /// A submission as its receipt holder may see it; nil for absent, foreign and withdrawn ones alike.
    public func submission(_ id: ID<Submission>, receiptHash: [UInt8]) throws -> JSON? {
        let row: (String, Date, Bool, String?, Int32?)? = try first(
            """
            select status, received_at, consent_public, experiment, part from submissions
            where bucket = \(id.bucket) and id = \(id.uuid) and receipt_hash = \(Data(receiptHash))
                and status <> 'withdrawn'
            """)
        guard let row else { return nil }
        return .object([
            ("id", .string(id.description)), ("status", .string(row.0)),
            ("received_at", .string(RFC3339.text(row.1))), ("consent_training", .bool(true)),
            ("consent_public", .bool(row.2)), ("experiment", row.3.map(JSON.string) ?? .null),
            ("part", row.4.map { .int(Int($0)) } ?? .null), ("documents", .array(try documents(of: id))),
        ])
    }

    private func documents(of id: ID<Submission>) throws -> [JSON] {
        let documents: [(Int32, String?, String?, String?, String, String)] = try query(
            """
            select index, filename, format, variant, status, reasons::text from documents
            where bucket = \(id.bucket) and submission_id = \(id.uuid) order by index
            """)
        let episodes: [(Int32, UUID, Int32, Int32, Int32, [String], String, [String])] = try query(
            """
            select document_index, id, turns, user_turns, model_turns, flags, status, reasons from episodes
            where bucket = \(id.bucket) and submission_id = \(id.uuid) order by document_index, session_index
            """)
        return documents.map { document in
            let own = episodes.filter { $0.0 == document.0 }.map { row in
                JSON.object([
                    ("id", .string(ID<Episode>(row.1).description)), ("turns", .int(Int(row.2))),
                    ("user_turns", .int(Int(row.3))), ("model_turns", .int(Int(row.4))),
                    ("flags", .array(row.5.map(JSON.string))), ("status", .string(row.6)),
                    ("reasons", .array(row.7.map { .object([("code", .string($0))]) })),
                ])
            }
            return .object([
                ("filename", document.1.map(JSON.string) ?? .null), ("format", document.2.map(JSON.string) ?? .null),
                ("format_variant", document.3.map(JSON.string) ?? .null), ("status", .string(document.4)),
                ("reasons", .raw(Array(document.5.utf8))), ("episodes", .array(own)),
            ])
        }
    }

    /// Takes a submission back: text, names and bytes go in this transaction, those in snapshots too, and the feed gets a
    /// tombstone for each episode that it had handed out.
    /// - Returns: the snapshots that held it and the parts that were trained with them; nil when the receipt opens nothing
    ///   (absent, foreign, withdrawn already)
    public func withdrawSubmission(_ id: ID<Submission>, receiptHash: [UInt8], at now: Date) throws -> [Reach]? {
        try withdraw(id, where: "receipt_hash = \(Data(receiptHash))", at: now)
    }

    /// As `withdrawSubmission`, whatever opens it.
    func withdraw(_ id: ID<Submission>, where isHeld: SQL, at now: Date) throws -> [Reach]? {
        // Whoever knows the id may wait for the turn; only the receipt opens anything.
        try lockSubmitter(of: id)
        let isOurs = try execute(
            """
            update submissions set status = 'withdrawn', withdrawn_at = \(now), submitter = null, user_name = null,
                speaker_user = null, notes = null, front_end = null, decision_reason = null
            where bucket = \(id.bucket) and id = \(id.uuid) and \(isHeld) and status <> 'withdrawn'
            """)
        guard isOurs == 1 else { return nil }
        try execute(
            """
            update documents set status = 'withdrawn', bytes = null, filename = null, reasons = '[]'
            where bucket = \(id.bucket) and submission_id = \(id.uuid)
            """)
        try deleteFigures(ofSubmission: id)
        try execute(
            """
            delete from episode_originals where bucket = \(id.bucket) and episode_id in
                (select id from episodes where bucket = \(id.bucket) and submission_id = \(id.uuid))
            """)
        let handedOut: [(UUID, Int32)] = try query(
            """
            select id, revision + 1 from episodes
            where bucket = \(id.bucket) and submission_id = \(id.uuid) and status = 'accepted' for update
            """)
        try execute(
            """
            update episodes set status = 'withdrawn', content = null, dialogue_sha256 = null, lineage = null,
                prefix_sha256 = null, reasons = '{}', held_for = '{}', flags = '{}', turn_flags = '{}', revision = revision + 1, updated_at = \(now)
            where bucket = \(id.bucket) and submission_id = \(id.uuid)
            """)
        let episodes: [UUID] = try query(
            "select id from episodes where bucket = \(id.bucket) and submission_id = \(id.uuid)")
        let reached = try takeBack(episodes, bucket: id.bucket, at: now)
        try restorePredecessors(of: episodes, at: now)
        // What is kept for a retry names files and speakers.
        try execute(
            """
            update idempotency set body = \(Submission.withdrawnAnswer(id).text)::json
            where bucket = \(id.bucket) and resource = \(id.uuid)
            """)
        try insertOutbox(handedOut.map { EpisodeEvent(.withdrawn, $0.0, revision: Int($0.1), at: now) })
        try insertWithdrawal(of: id.uuid, bucket: id.bucket, subject: "submission", at: now)
        return reached
    }

    /// Notes an id on the list that outlives restores.
    func insertWithdrawal(of id: UUID, bucket: Int16, subject: String, at now: Date) throws {
        try execute(
            """
            insert into withdrawals (bucket, id, subject, withdrawn_at)
            values (\(bucket), \(id), \(subject), \(now)) on conflict (bucket, id) do nothing
            """)
    }
}
