public import Core
import ChatLogs
import Foundation
public import Postgres

extension Connection {
    /// Settles a submission with what its submitter sent before: leaves out what is there already, and lets shorter
    /// versions give way. To be called in the transaction that inserts the submission, in its submitter's turn.
    public func settle(_ submission: inout Submission) throws {
        let relatives = try relatives(of: submission)
        for (episode, successor) in submission.settle(with: relatives) {
            try supersede(episode, by: successor.uuid, at: submission.receivedAt)
        }
    }

    /// What is kept of the submitter and begins like a conversation of the submission, oldest first; nothing without a
    /// submitter's name.
    public func relatives(of submission: Submission) throws -> [Lineage.Relative] {
        let lineages = submission.lineages
        guard !lineages.isEmpty else { return [] }
        return try query(Self.relatives(in: lineages)).map { Lineage.Relative($0) }
    }

    /// Asks for what is kept of some lineages, oldest first.
    static func relatives(in lineages: Set<[UInt8]>) -> SQL {
        """
        select lineage, id, status, prefix_sha256 from episodes
        where lineage = any(\(lineages.map { Data($0) })::bytea[]) and status in ('accepted', 'quarantined')
        order by created_at, id
        """
    }

    /// The answer, by lineage.
    static func relatives(from answer: QueuedAnswer) throws -> [[UInt8]: [Lineage.Relative]] {
        let rows: [RelativeRow] = try answer.rows()
        return Dictionary(grouping: rows) { Array($0.0) }.mapValues { $0.map { Lineage.Relative($0) } }
    }

    /// As `lock`, for several submitters and without waiting.
    /// - Returns: rows of the number of each, from 1, and whether it may go on
    func tryLock(submitters: [String]) throws -> QueuedAnswer {
        try queue(
            """
            select n, pg_try_advisory_xact_lock(hashtextextended(submitter, 8))
            from unnest(\(submitters)::text[]) with ordinality as given(submitter, n)
            """)
    }

    /// Makes changes of what one submitter sent take turns until the transaction ends. It comes before the key of an upload
    /// is taken, as it does where several are stored at once: in another order two of them could wait for each other.
    public func lock(submitter: String) throws {
        try queue("select pg_advisory_xact_lock(hashtextextended(\(submitter), 8))")
    }

    /// The same for the submitter of a submission, if it names one.
    func lockSubmitter(of id: ID<Submission>) throws {
        let names: [String] = try query(
            """
            select submitter from submissions
            where bucket = \(id.bucket) and id = \(id.uuid) and submitter is not null
            """)
        if let name = names.first { try lock(submitter: name) }
    }

    /// The longest version that is handed out of a conversation that one begins; of equal ones the first.
    func heir(of prefixes: [Data], lineage: Data, otherThan episode: UUID? = nil) throws -> UUID? {
        try first(
            """
            select id from episodes
            where lineage = \(lineage) and status = 'accepted' and \(prefixes.last) = any(prefix_sha256)
                and id is distinct from \(episode)
            order by cardinality(prefix_sha256) desc, id limit 1
            """)
    }

    /// Takes an episode out of the feed in favour of a longer version. Its text stays, for the day on which the longer
    /// one is withdrawn.
    func supersede(_ episode: UUID, by successor: UUID, at now: Date) throws {
        let bucket = ID<Episode>(episode).bucket
        let before: (String, Int32)? = try first(
            "select status, revision + 1 from episodes where bucket = \(bucket) and id = \(episode) for update")
        guard let before else { return }
        try execute(
            """
            update episodes set status = 'rejected', reasons = '{superseded_by_longer}', superseded_by = \(successor),
                revision = \(before.1), updated_at = \(now)
            where bucket = \(bucket) and id = \(episode)
            """)
        guard before.0 == Submission.Status.accepted.rawValue else { return }
        try insertOutbox([EpisodeEvent(.rejected, episode, revision: Int(before.1), at: now)])
    }

    /// Brings back what had given way to episodes that are not handed out any more, unless another longer version is there.
    func restorePredecessors(of successors: [UUID], at now: Date) throws {
        let rows: [(UUID, [Data], Data, Int32)] = try query(
            """
            select id, prefix_sha256, lineage, revision + 1 from episodes
            where status = 'rejected' and superseded_by = any(\(successors)::uuid[])
            order by cardinality(prefix_sha256) desc, id for update
            """)
        for (episode, prefixes, lineage, revision) in rows {
            let bucket = ID<Episode>(episode).bucket
            if let heir = try heir(of: prefixes, lineage: lineage) {
                try execute(
                    "update episodes set superseded_by = \(heir) where bucket = \(bucket) and id = \(episode)")
                continue
            }
            try execute(
                """
                update episodes set status = 'accepted', reasons = '{}', superseded_by = null, revision = \(revision),
                    updated_at = \(now)
                where bucket = \(bucket) and id = \(episode)
                """)
            try insertOutbox([EpisodeEvent(.accepted, episode, revision: Int(revision), at: now)])
        }
    }
}

private typealias RelativeRow = (Data, UUID, String, [Data])

extension Lineage.Relative {
    fileprivate init(_ row: RelativeRow) {
        self.init(
            episode: row.1, isAccepted: row.2 == Submission.Status.accepted.rawValue, prefixes: row.3.map { Array($0) })
    }
}
