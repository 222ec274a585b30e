import CProcess
import ChatLogs
public import Core
public import Foundation
public import Postgres
public import StrictJSON

extension Connection {
    /// Stores a submission with its documents and episodes, and tells the feed about what was accepted.
    ///
    /// The bytes of a document that was refused are not kept, nor those of one whose speakers are unknown, nor those of
    /// formats that carry keys or other people's ids beside the conversation.
    ///
    /// A large chat takes several times its size in memory, and its statements as much again: the submission is used up, so
    /// that the one is gone when the others are made.
    public func insert(_ usedUp: consuming Submission, receiptHash: [UInt8]) throws {
        var submission = usedUp
        let fields = submission.fields
        try queue(
            """
            insert into submissions (bucket, id, status, receipt_hash, consent_training, consent_public, experiment,
                part, front_end, submitter, user_name, speaker_user, notes, received_at)
            values (\(submission.id.bucket), \(submission.id.uuid), \(submission.status.rawValue), \(Data(receiptHash)),
                \(fields.consentTraining), \(fields.consentPublic), \(fields.experiment),
                \(fields.part.map { Int32($0) }), \(fields.frontEnd), \(fields.submitter), \(fields.userName),
                \(fields.speakerUser), \(fields.notes), \(submission.receivedAt))
            """)
        var documents = Array(submission.documents.reversed())
        let count = documents.count
        submission.documents = []
        while var document = documents.popLast() {
            let index = Int32(count - documents.count - 1)
            let isLarge = document.upload.bytes.count > DocumentEpisodes.large
            // The file goes first: nothing else is made of it.
            try insert(&document, index: index, of: submission)
            guard document.status != .rejected, !document.episodes.isEmpty else { continue }
            // What a large chat was in many pieces while it was read, and then as what was understood of it, is free, but
            // no room for statements that are each in one piece.
            if isLarge { process_give_memory_back() }
            let rows = DocumentEpisodes(of: consume document, index: index, of: submission)
            if isLarge { process_give_memory_back() }
            try insert(rows, of: submission)
        }
    }

    /// Stores a document, which has its bytes no more: a statement has a copy of what it writes, and libpq makes one more.
    private func insert(_ document: inout Document, index: Int32, of submission: Submission) throws {
        let (reading, file) = (document.reading, document.upload)
        document.upload.bytes = []
        let isKept = document.status != .rejected && reading.keepsRawBytes
        let statement: SQL = """
            insert into documents (bucket, submission_id, index, filename, format, variant, status, reasons, sha256,
                byte_count, bytes)
            values (\(submission.id.bucket), \(submission.id.uuid), \(index), \(reading.filename), \(reading.format),
                \(reading.variant), \(document.status.rawValue), \(JSON.array(reading.reasons.map(\.json)).text)::json,
                \(Data(document.sha256)), \(file.bytes.count), \(isKept ? Data(file.bytes) : nil))
            """
        _ = consume file
        try queue(consume statement)
    }

    private func insert(_ rows: consuming DocumentEpisodes, of submission: Submission) throws {
        let bucket = submission.id.bucket
        let episodes = insertion(of: rows.episodes, of: submission, document: rows.document)
        rows.episodes = []
        try queue(consume episodes)
        let originals: SQL = """
            insert into episode_originals (bucket, episode_id, content)
            select \(bucket)::smallint, id, content
            from unnest(\(rows.kept)::uuid[], \(rows.originals)::json[]) as given(id, content)
            """
        rows.originals = []
        try queue(consume originals)
        try insertFigures(rows.figures, bucket: bucket)
        try insertOutbox(
            rows.accepted.map { ($0, 1) }, kind: .accepted, bucket: bucket, at: submission.receivedAt)
    }

    private func insertion(of rows: [EpisodeRow], of submission: Submission, document index: Int32) -> SQL {
        let bucket = submission.id.bucket
        return """
            insert into episodes (bucket, id, submission_id, document_index, session_index, revision, status, reasons,
                held_for, flags, turn_flags, format, turns, user_turns, model_turns, model_words_median, dialogue_sha256, lineage,
                prefix_sha256, content, created_at, updated_at)
            select \(bucket)::smallint, id, \(submission.id.uuid)::uuid, \(index)::integer, session_index, 1, status,
                reasons::text[], held_for::text[], flags::text[], turn_flags::text[], format, turns, user_turns, model_turns, model_words_median,
                dialogue_sha256, lineage, prefix_sha256::bytea[], content, \(submission.receivedAt)::timestamptz, \(submission.receivedAt)::timestamptz
            from unnest(\(rows.map(\.id))::uuid[], \(rows.map(\.sessionIndex))::integer[], \(rows.map(\.status))::text[],
                \(rows.map(\.reasons))::text[], \(rows.map(\.heldFor))::text[], \(rows.map(\.flags))::text[], \(rows.map(\.turnFlags))::text[],
                \(rows.map(\.format))::text[],
                \(rows.map(\.turns))::integer[], \(rows.map(\.userTurns))::integer[], \(rows.map(\.modelTurns))::integer[],
                \(rows.map(\.modelWordsMedian))::float8[], \(rows.map(\.dialogue))::bytea[],
                \(rows.map(\.lineage))::bytea[], \(rows.map(\.prefixes))::text[], \(rows.map(\.content))::json[])
                as given(id, session_index, status, reasons, held_for, flags, turn_flags, format, turns, user_turns, model_turns,
                    model_words_median, dialogue_sha256, lineage, prefix_sha256, content)
            """
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
        try insertOutbox(handedOut.map { ($0.0, Int($0.1)) }, kind: .withdrawn, bucket: id.bucket, at: now)
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
