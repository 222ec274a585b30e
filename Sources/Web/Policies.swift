import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func putPolicy(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        guard name != Policy.pygmalion2023.name else {
            throw Problem(409, "policy_built_in", "This policy comes with the program and does not change.")
        }
        let moment = now()
        let actor = AuditActor(context.token)
        let (stored, isNew) = try await pool.transaction { db in
            let policy = try Policy(name: name, body: body.root, bases: try db.bases())
            let (stored, isNew) = try db.put(policy, at: moment)
            try db.record(
                AuditEntry(
                    .putPolicy, of: name, by: actor, at: moment,
                    details: .object([("version", .int(stored.number)), ("new", .bool(isNew))])))
            return (stored, isNew)
        }
        return .json(stored.json, status: isNew ? .created : .ok)
    }

    func listPolicies(_ request: Request, _ context: CurateContext) async throws -> Response {
        let stored = try await pool.withConnection { db in try db.policies() }
        let names = Set(stored.map(\.policy.name))
        let presets = Policy.presets.keys.filter { !names.contains($0) }.sorted().compactMap(
            PolicyVersion.init(preset:))
        return .json(.object([("policies", .array((stored + presets).map(\.summary)))]))
    }

    func getPolicy(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let version = request.uri.queryParameters["version"].map(String.init)
        return .json(try await policy(name, version: version).json)
    }

    func listPolicyVersions(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        var versions = try await pool.withConnection { db in try db.versions(ofPolicy: name) }
        if versions.isEmpty, let preset = PolicyVersion(preset: name) { versions = [preset] }
        guard !versions.isEmpty else { throw Self.unknownPolicy }
        return .json(.object([("name", .string(name)), ("versions", .array(versions.map(\.summary)))]))
    }

    func dryRunPolicy(_ request: Request, _ context: CurateContext) async throws -> Response {
        let query = try QueryReader(request, known: ["against"])
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let bases = try await pool.withConnection { db in try db.bases() }
        let policy = try Policy(name: body.root["name"] != nil ? nil : "dry-run", body: body.root, bases: bases)
        let run = try await self.run(policy)
        guard let against = query.text("against") else { return .json(run.json()) }
        // NAME or NAME@VERSION.
        let parts = against.split(separator: "@", maxSplits: 1).map(String.init)
        let other = try await self.policy(parts.first ?? "", version: parts.count > 1 ? parts[1] : nil).policy
        return .json(run.json(difference: PolicyDifference(from: try await self.run(other), to: run)))
    }

    /// Applies a policy to every accepted episode, after measuring what was not measured yet.
    func run(_ policy: Policy) async throws -> PolicyRun {
        try await measureEpisodes()
        let figures = try await pool.withConnection { db in try db.figures(for: policy) }
        return await PolicyRun.run(policy, on: figures)
    }

    /// Measures what came in before there were figures.
    func measureEpisodes() async throws {
        var measured = 1
        while measured > 0 {
            try Task.checkCancellation()
            measured = try await pool.transaction { db in try db.measureEpisodes() }
        }
    }

    private func policy(_ name: String, version: String?) async throws -> PolicyVersion {
        let found = try await pool.withConnection { db in try db.policyVersion(name, version) }
        guard let found else { throw Self.unknownPolicy }
        return found
    }

    private static let unknownPolicy = Problem(404, "unknown_policy", "There is no such policy, or no such version.")
}

extension Connection {
    /// A version of a policy, the latest where none is named; what comes with the program is version 0.
    /// - Parameter version: as it was sent
    func policyVersion(_ name: String, _ version: String?) throws -> PolicyVersion? {
        let number = version.map { Int($0) ?? -1 }
        if let stored = try policy(name, version: number) { return stored }
        return number == nil || number == 0 ? PolicyVersion(preset: name) : nil
    }

    /// Finds what a policy may be based on: the latest version of a stored one, else what comes with the program.
    fileprivate func bases() throws -> @Sendable (String) -> Policy? {
        let stored = Dictionary(
            try policies().map { ($0.policy.name, $0.policy) }, uniquingKeysWith: { one, _ in one })
        return { stored[$0] ?? Policy.presets[$0] }
    }
}
