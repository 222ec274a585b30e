public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Stores a policy as the next version of its name, unless the latest says the same.
    /// - Returns: the version, and whether it is new
    public func put(_ policy: Policy, at now: Date) throws -> (version: PolicyVersion, isNew: Bool) {
        // Two at once would take the same number.
        try execute("select pg_advisory_xact_lock(hashtextextended(\(policy.name), 13))")
        let latest = try self.policy(policy.name)
        if let latest, latest.policy.json == policy.json { return (latest, false) }
        let next = PolicyVersion(policy: policy, number: (latest?.number ?? 0) + 1, createdAt: now)
        try execute(
            """
            insert into policies (name, version, hash, content, created_at)
            values (\(policy.name), \(Int32(next.number)), \(policy.version), \(policy.json.text)::json, \(now))
            """)
        return (next, true)
    }

    /// A version of a policy, the latest where none is asked for; nil when it is not stored.
    public func policy(_ name: String, version: Int? = nil) throws -> PolicyVersion? {
        guard let version else { return try policies(where: "name = \(name)").first }
        guard let number = Int32(exactly: version) else { return nil }
        return try policies(where: "name = \(name) and version = \(number)").first
    }

    /// Every version of a policy, the latest first.
    public func versions(ofPolicy name: String) throws -> [PolicyVersion] { try policies(where: "name = \(name)") }

    /// The latest version of every policy that is stored, by name.
    public func policies() throws -> [PolicyVersion] {
        try policies(where: "version = (select max(version) from policies as other where other.name = policies.name)")
    }

    private func policies(where condition: SQL) throws -> [PolicyVersion] {
        let rows: [(Int32, String, Date)] = try query(
            """
            select version, content::text, created_at from policies
            where \(condition) order by name collate "C", version desc
            """)
        return try rows.map { row in
            PolicyVersion(
                policy: try Policy(canonical: Array(row.1.utf8)), number: Int(row.0), createdAt: row.2)
        }
    }
}
