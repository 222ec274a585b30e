import Core
import ChatLogs
import Foundation
import Postgres
import StrictJSON

/// An episode that a decision changed, and the decision that would lead back.
struct EpisodeChange {
    var episode: UUID
    var was: Decision

    var json: JSON {
        .object([("id", .string(ID<Episode>(episode).description)), ("was", .string(was.rawValue))])
    }

    /// From details of the audit, in their order.
    static func all(in details: JSONValue) -> [EpisodeChange] {
        guard let changes = details["episodes"] else { return [] }
        return changes.elements.compactMap { change in
            guard let id = change["id"]?.string.flatMap({ ID<Episode>($0) }),
                let was = change["was"]?.string.flatMap(Decision.init)
            else { return nil }
            return EpisodeChange(episode: id.uuid, was: was)
        }
    }
}

extension Connection {
    /// Carries out a decision about one episode; the feed follows.
    /// - Returns: nil when it was so already
    func settle(_ episode: UUID, _ decision: Decision, at now: Date) throws -> EpisodeChange? {
        guard let before = try heldEpisode(episode) else { return nil }
        // Nothing that may be sexual and involve a minor is let out here.
        let decision = decision == .accept && before.isForSafety ? .quarantine : decision
        guard decision != before.decision else { return nil }
        if decision == .accept {
            try accept(before, at: now)
        } else {
            let reason: ReasonCode = decision == .reject ? .refusedByMaintainer : .heldByMaintainer
            let heldFor = decision == .quarantine ? before.heldFor : []
            try set(
                decision == .reject ? .rejected : .quarantined, heldFor.isEmpty ? [reason.rawValue] : heldFor,
                of: before,
                at: now)
            // Files of snapshots that hold it go with it, and do not come back; what is held back only stays in them.
            if decision == .reject { try takeBack([episode], bucket: before.bucket, at: now) }
            if before.status == .accepted {
                try insertOutbox([EpisodeEvent(.rejected, episode, revision: before.revision + 1, at: now)])
                try restorePredecessors(of: [episode], at: now)
            }
        }
        return EpisodeChange(episode: episode, was: before.decision)
    }

    private func accept(_ before: EpisodeBefore, at now: Date) throws {
        if before.status == .quarantined { try noteAcceptance(of: before) }
        if let lineage = before.lineage, let prefixes = before.prefixes,
            let heir = try heir(of: prefixes, lineage: lineage, otherThan: before.id)
        {
            // A longer version took its place meanwhile; it comes back when that one goes.
            try set(.rejected, [ReasonCode.supersededByLonger.rawValue], of: before, supersededBy: heir, at: now)
            return
        }
        try set(.accepted, [], of: before, at: now)
        try insertOutbox([EpisodeEvent(.accepted, before.id, revision: before.revision + 1, at: now)])
        guard let lineage = before.lineage, let prefixes = before.prefixes else { return }
        let shorter: [UUID] = try query(
            """
            select id from episodes
            where lineage = \(lineage) and status = 'accepted' and id <> \(before.id)
                and prefix_sha256[cardinality(prefix_sha256)] = any(\(prefixes)::bytea[])
            order by id
            """)
        for episode in shorter { try supersede(episode, by: before.id, at: now) }
    }

    /// What is handed out says that it is accepted.
    private func noteAcceptance(of before: EpisodeBefore) throws {
        let content: String? = try first(
            "select content::text from episodes where bucket = \(before.bucket) and id = \(before.id)")
        guard let content else { return }
        try execute(
            """
            update episodes set content = \(try Episode.accepted(canonical: Array(content.utf8)).text)::json
            where bucket = \(before.bucket) and id = \(before.id)
            """)
    }

    private func set(
        _ status: Submission.Status, _ reasons: [String], of before: EpisodeBefore, supersededBy heir: UUID? = nil,
        at now: Date
    ) throws {
        try execute(
            """
            update episodes set status = \(status.rawValue), reasons = \(reasons)::text[], superseded_by = \(heir),
                revision = \(Int32(before.revision + 1)), updated_at = \(now)
            where bucket = \(before.bucket) and id = \(before.id)
            """)
    }

    private func heldEpisode(_ id: UUID) throws -> EpisodeBefore? {
        let row: (String, Int32, [String], Bool, UUID?, Data?, [Data]?)? = try first(
            """
            select status, revision, held_for, \(Self.isForSafety), superseded_by, lineage, prefix_sha256 from episodes
            where bucket = \(ID<Episode>(id).bucket) and id = \(id) and content is not null for update
            """)
        guard let row, let status = Submission.Status(rawValue: row.0) else { return nil }
        return EpisodeBefore(
            id: id, status: status, revision: Int(row.1), heldFor: row.2, isForSafety: row.3,
            isSuperseded: row.4 != nil, lineage: row.5, prefixes: row.6)
    }
}

/// An episode as a decision finds it.
private struct EpisodeBefore {
    var id: UUID
    var status: Submission.Status
    var revision: Int
    var heldFor: [String]
    var isForSafety: Bool
    var isSuperseded: Bool
    var lineage: Data?
    var prefixes: [Data]?

    var bucket: Int16 { ID<Episode>(id).bucket }

    /// The decision that makes it what it is: what gave way to a longer version was accepted, and is again when that goes.
    var decision: Decision {
        switch status {
        case .accepted: .accept
        case .quarantined: .quarantine
        case .rejected, .withdrawn: isSuperseded ? .accept : .reject
        }
    }
}
