import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func putPolicy(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let (stored, isNew) = try await store(name, body.root, by: AuditActor(context.token))
        return .json(stored.json, status: isNew ? .created : .ok)
    }

    /// Stores a policy as the next version of its name, unless the latest says the same.
    /// - Parameter name: the name of the address; nil to take the body's
    func store(
        _ name: String?, _ body: JSONValue, by actor: AuditActor
    ) async throws -> (version: PolicyVersion, isNew: Bool) {
        let moment = now()
        return try await pool.transaction { db in
            let policy = try Policy(name: name, body: body, bases: try db.bases())
            guard policy.name != Policy.pygmalion2023.name else {
                throw Problem(409, "policy_built_in", "This policy comes with the program and does not change.")
            }
            let (stored, isNew) = try db.put(policy, at: moment)
            try db.record(
                AuditEntry(
                    .putPolicy, of: policy.name, by: actor, at: moment,
                    details: .object([("version", .int(stored.number)), ("new", .bool(isNew))])))
            return (stored, isNew)
        }
    }

    func listPolicies(_ request: Request, _ context: CurateContext) async throws -> Response {
        .json(.object([("policies", .array(try await latestPolicies().map(\.summary)))]))
    }

    /// The latest version of every stored policy, then what comes with the program.
    func latestPolicies() async throws -> [PolicyVersion] {
        let stored = try await pool.withConnection { db in try db.policies() }
        let names = Set(stored.map(\.policy.name))
        return stored
            + Policy.presets.keys.filter { !names.contains($0) }.sorted().compactMap(PolicyVersion.init(preset:))
    }

    func getPolicy(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let version = request.uri.queryParameters["version"].map(String.init)
        return .json(try await policy(name, version: version).json)
    }

    func listPolicyVersions(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let versions = try await versions(ofPolicy: name)
        return .json(.object([("name", .string(name)), ("versions", .array(versions.map(\.summary)))]))
    }

    /// Every version of a policy, the latest first.
    func versions(ofPolicy name: String) async throws -> [PolicyVersion] {
        let stored = try await pool.withConnection { db in try db.versions(ofPolicy: name) }
        let versions = stored.isEmpty ? [PolicyVersion(preset: name)].compactMap(\.self) : stored
        guard !versions.isEmpty else { throw Self.unknownPolicy }
        return versions
    }

    func dryRunPolicy(_ request: Request, _ context: CurateContext) async throws -> Response {
        let query = try QueryReader(request, known: ["against"])
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let run = try await self.run(try await policyToTry(body.root))
        guard let against = query.text("against") else { return .json(run.json()) }
        let other = try await self.policy(named: against).policy
        return .json(run.json(difference: PolicyDifference(from: try await self.run(other), to: run)))
    }

    /// A policy that is tried needs no name.
    func policyToTry(_ body: JSONValue) async throws -> Policy {
        let bases = try await pool.withConnection { db in try db.bases() }
        return try Policy(name: body["name"] != nil ? nil : "dry-run", body: body, bases: bases)
    }

    /// Applies a policy to every accepted episode, after measuring what was not measured yet. What changes while it reads
    /// may be seen in one half and not in the other: for figures of a trial that is good enough.
    func run(_ policy: Policy) async throws -> PolicyRun {
        try await measureEpisodes()
        // Over two connections: most of the time goes into fetching numbers, which one processor does no faster.
        async let first = pool.withConnection { db in try db.figures(for: policy, in: 0...127) }
        async let second = pool.withConnection { db in try db.figures(for: policy, in: 128...255) }
        return await PolicyRun.run(policy, on: EpisodeFigures.inOrder(try await first + second))
    }

    /// Measures what came in before there were figures.
    func measureEpisodes() async throws { try await measuring.finish(in: pool) }

    /// The policy of a reference, NAME or NAME@VERSION.
    /// - Throws: 404 when there is no such policy or version
    func policy(named reference: String) async throws -> PolicyVersion {
        let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return try await policy(parts[0], version: parts.count > 1 ? parts[1] : nil)
    }

    /// A version of a policy, the latest where none is named; what comes with the program is version 0.
    func policy(_ name: String, version: String?) async throws -> PolicyVersion {
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
