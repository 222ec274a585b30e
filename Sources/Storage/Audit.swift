public import Core
public import Foundation
public import Postgres
import StrictJSON

extension Connection {
    /// Writes a line of the audit, in the transaction of what it tells of.
    public func record(_ entry: AuditEntry) throws {
        try execute(
            """
            insert into audit (id, at, actor_id, actor, action, subject, details)
            values (\(entry.id.uuid), \(entry.at), \(entry.actor.id), \(entry.actor.name), \(entry.action.rawValue),
                \(entry.subject), \(entry.details.text)::json)
            """)
    }

    /// Lines of the audit, newest first.
    public func audit(_ filter: AuditFilter) throws -> [AuditEntry] {
        var conditions: [SQL] = ["true"]
        if let actor = filter.actor {
            let id = ID<Token>(actor)?.uuid
            conditions.append("(actor = \(actor) or actor_id = \(id))")
        }
        if let action = filter.action { conditions.append("action = \(action.rawValue)") }
        if let before = filter.before { conditions.append("id < \(before.uuid)") }
        return try audit(where: SQL.join(conditions, separator: " and "), limit: filter.limit)
    }

    /// Lines of the audit by id, newest first; those that are not there are left out.
    public func audit(_ ids: [ID<AuditEntry>]) throws -> [AuditEntry] {
        try audit(where: "id = any(\(ids.map(\.uuid))::uuid[])", limit: ids.count)
    }

    private func audit(where condition: SQL, limit: Int) throws -> [AuditEntry] {
        let rows: [(UUID, Date, UUID?, String, String, String, String)] = try query(
            """
            select id, at, actor_id, actor, action, subject, details::text from audit
            where \(condition) order by id desc limit \(limit)
            """)
        return rows.compactMap { row in
            guard let action = AuditEntry.Action(rawValue: row.4) else { return nil }
            return AuditEntry(
                id: ID(row.0), at: row.1, actor: AuditActor(id: row.2, name: row.3), action: action, subject: row.5,
                details: .raw(Array(row.6.utf8)))
        }
    }
}
