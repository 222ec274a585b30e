public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Deletes what was rejected before a moment: texts, names, bytes and what was made of them. What is left says that it
    /// was rejected, when, and why.
    /// - Returns: how many submissions, at most `limit`; those that somebody else changes now are left for later
    public func deleteRejected(before moment: Date, limit: Int = 100) throws -> Int {
        let ids: [UUID] = try query(
            """
            select id from submissions as s
            where decision = 'reject' and decided_at < \(moment) and status <> 'withdrawn' and exists (
                select from episodes as e where e.bucket = s.bucket and e.submission_id = s.id and e.content is not null)
            order by decided_at limit \(limit) for update skip locked
            """)
        for id in ids.map({ ID<Submission>($0) }) { try deleteText(of: id) }
        return ids.count
    }

    private func deleteText(of id: ID<Submission>) throws {
        try execute(
            """
            update submissions set submitter = null, user_name = null, speaker_user = null, notes = null,
                front_end = null
            where bucket = \(id.bucket) and id = \(id.uuid)
            """)
        try execute(
            """
            update documents set bytes = null, filename = null
            where bucket = \(id.bucket) and submission_id = \(id.uuid)
            """)
        try deleteFigures(ofSubmission: id)
        try execute(
            """
            delete from episode_originals where bucket = \(id.bucket) and episode_id in
                (select id from episodes where bucket = \(id.bucket) and submission_id = \(id.uuid))
            """)
        try execute(
            """
            update episodes set content = null, dialogue_sha256 = null, lineage = null, prefix_sha256 = null
            where bucket = \(id.bucket) and submission_id = \(id.uuid)
            """)
    }
}
