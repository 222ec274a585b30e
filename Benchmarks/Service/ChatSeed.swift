import ChatLogs
import Core
import Foundation
import Postgres
import Storage

/// Accepted episodes for rows that measure what is done with them.
enum ChatSeed {
    /// Stores chats, each a submission of its own, as an upload would.
    /// - Parameter bytes: of each log
    static func insert(_ count: Int, bytes: Int, in pool: Pool) async throws {
        let book = Phrasebook.english
        for number in 0..<count {
            // Of different lengths, and so different chats.
            let log = TavernLog.bytes(book, size: bytes + number * 200)
            let moment = Date(timeIntervalSince1970: 1_677_844_800 + Double(number))
            let submission = Submission(
                id: ID(bucket: UInt8(number % 256), at: moment),
                fields: try SubmissionFields([("consent_training", "true"), ("consent_public", "true")]),
                uploads: [Upload(filename: "chat.jsonl", bytes: log)], receivedAt: moment)
            try await pool.transaction { db in try db.insert(submission, receiptHash: [UInt8](repeating: 0, count: 32))
            }
        }
        while try await pool.withConnection({ db in try db.sequence(now: Date()) }) > 0 {}
    }

    /// Copies episodes under new ids until there are so many; texts are not copied.
    static func multiply(to count: Int, in pool: Pool) async throws {
        try await pool.withConnection { db in
            let held: Int = try db.first("select count(*) from episodes") ?? 1
            try db.execute("set statement_timeout = 0")
            try db.execute(
                """
                create temporary table copies as
                select e.bucket, e.id as old, overlay(overlay(gen_random_uuid()::text
                    placing left(e.id::text, 18) from 1) placing right(e.id::text, 2) from 35)::uuid as id
                from episodes as e, generate_series(1, \(count / max(1, held) - 1))
                """)
            try db.execute(
                """
                insert into episodes (bucket, id, submission_id, document_index, session_index, revision, status,
                    reasons, flags, turn_flags, format, turns, user_turns, model_turns, model_words_median, content,
                    held_for, created_at, updated_at)
                select e.bucket, c.id, e.submission_id, e.document_index, e.session_index, 1, 'accepted', e.reasons,
                    e.flags, e.turn_flags, e.format, e.turns, e.user_turns, e.model_turns, e.model_words_median, '{}',
                    '{}', e.created_at, e.updated_at
                from copies as c join episodes as e on e.bucket = c.bucket and e.id = c.old
                """)
            try db.execute(
                """
                insert into episode_figures (bucket, episode_id, every_turn, spoken, sketch)
                select f.bucket, c.id, f.every_turn, f.spoken, f.sketch
                from copies as c join episode_figures as f on f.bucket = c.bucket and f.episode_id = c.old
                """)
            try db.execute("analyze")
            try db.execute("drop table copies")
        }
    }
}
