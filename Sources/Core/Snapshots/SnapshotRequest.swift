public import ChatLogs
public import StrictJSON

/// What a snapshot is to be made of: everything that decides about its bytes but the episodes themselves.
public struct SnapshotRequest: Sendable {
    /// Its name in addresses: `[a-z0-9][a-z0-9-]{0,62}`, for ever.
    public var name: String
    /// What it is for.
    public var description: String
    /// Which version of a policy filters, with the snapshot's seed in it.
    public var policy: PolicyVersion
    /// The rows.
    public var format: RowFormat
    /// Which part of what the policy keeps; nil for all of it.
    public var share: Share?
    /// Only episodes whose submitters agreed to publication; anybody may fetch it.
    public var isPublic: Bool
    /// The snapshot that it takes the place of.
    public var ancestor: String?

    /// One part of a split.
    public struct Share: Sendable, Equatable {
        /// The split.
        public var split: Split
        /// The part, 1...parts.
        public var part: Int
    }

    /// Decodes the body of `POST /v1/snapshots`: `{name, policy, format, split, seed, public, description, succeeds}`.
    /// What it does not say is its ancestor's, where it names one.
    /// - Parameters:
    ///   - policies: finds a version of a policy, the latest where none is named
    ///   - snapshots: finds what an earlier snapshot was made of
    /// - Throws: every fault with its place, and what the two look-ups throw
    public init(
        body: JSONValue, policies: (_ name: String, _ version: String?) throws -> PolicyVersion?,
        snapshots: (_ name: String) throws -> SnapshotRequest?
    ) throws {
        var fields = FieldReader(body)
        name = fields.string("name", maximum: 63, required: true) ?? ""
        if !name.isEmpty, !Slug.isValid(name) {
            fields.fault("name", "bad_slug", Slug.rule, "For example: v8-part-2.")
        }
        ancestor = fields.string("succeeds", maximum: 63)
        let earlier = try ancestor.flatMap(snapshots)
        if ancestor != nil, earlier == nil {
            fields.fault("succeeds", "unknown_value", "There is no snapshot of this name.", "GET /v1/snapshots.")
        }
        description = fields.string("description", maximum: 10_000) ?? earlier?.description ?? ""
        format = fields.rowFormat() ?? earlier?.format ?? .canonical
        isPublic = fields.bool("public") ?? earlier?.isPublic ?? false
        policy = try fields.policyVersion(policies) ?? earlier?.policy ?? PolicyVersion(everythingFor: name)
        if !fields.has("policy"), earlier == nil {
            fields.fault(
                "policy", "required", "`policy` is missing.",
                "GET /v1/policies lists them; pygmalion-2023-03 is built in.")
        }
        policy.policy.seed = fields.string("seed") ?? policy.policy.seed
        share = earlier?.share
        share?.split.seed = policy.policy.seed
        if let object = fields.object("split") {
            do throws(Problem) {
                let read = try Split.read(object, path: "/split", seed: policy.policy.seed)
                share = Share(split: read.split, part: read.part)
            } catch {
                fields.merge(error)
            }
        }
        try fields.finish()
    }

    /// As it is kept, and in manifests: everything is said.
    public var json: JSON {
        .object([
            ("name", .string(name)), ("description", .string(description)),
            (
                "policy",
                .object([
                    ("name", .string(policy.policy.name)), ("version", .int(policy.number)),
                    ("hash", .string(policy.policy.version)), ("content", policy.policy.json),
                ])
            ),
            ("format", .string(format.name)), ("split", share?.json ?? .null), ("seed", .string(policy.policy.seed)),
            ("public", .bool(isPublic)), ("succeeds", ancestor.map(JSON.string) ?? .null),
        ])
    }

    /// Whether both make the same of the same episodes, under the same name.
    public func isAlike(_ other: SnapshotRequest) -> Bool { json == other.json }
}

extension SnapshotRequest {
    /// Reads what `json` wrote.
    /// - Throws: `Problem` when somebody else wrote it
    public init(canonical: [UInt8]) throws {
        let root = try JSONDocument(canonical, limits: .own).root
        guard let content = root["policy"]?["content"], let version = root["policy"]?["version"]?.int else {
            throw Problem(500, "snapshot_unreadable", "What this snapshot is made of cannot be read.")
        }
        let policy = PolicyVersion(
            policy: try Policy(canonical: content.json().bytes()), number: version, createdAt: nil)
        let members = root.members.filter { !["policy", "succeeds"].contains($0.key) }.map { ($0.key, $0.value.json()) }
        let rest = JSON.object(members + [("policy", .string(policy.policy.name))])
        try self.init(
            body: JSONDocument(rest.bytes(), limits: .own).root, policies: { _, _ in policy }, snapshots: { _ in nil })
        ancestor = root["succeeds"]?.string
    }
}

extension SnapshotRequest.Share {
    /// `{parts, part, stratify[]}`.
    public var json: JSON {
        .object([
            ("parts", .int(split.parts)), ("part", .int(part)),
            ("stratify", .array(split.stratify.map { .string($0.rawValue) })),
        ])
    }
}

extension PolicyVersion {
    /// What stands in where none can be found, so that every fault is told at once.
    fileprivate init(everythingFor name: String) {
        self.init(policy: Policy(name: name), number: 0, createdAt: nil)
    }
}

extension RowFormat {
    /// `episode`: what a snapshot holds where nothing is said.
    fileprivate static var canonical: RowFormat { all[0] }
}

extension FieldReader {
    fileprivate mutating func rowFormat() -> RowFormat? {
        guard let name = string("format") else { return nil }
        if let format = RowFormat.named(name) { return format }
        let known = RowFormat.all.map(\.name).joined(separator: ", ")
        fault("format", "unknown_value", "There is no row format of this name.", "One of: \(known).")
        return nil
    }

    /// `NAME` or `NAME@VERSION`.
    fileprivate mutating func policyVersion(
        _ policies: (String, String?) throws -> PolicyVersion?
    ) throws -> PolicyVersion? {
        guard let text = string("policy") else { return nil }
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if let found = try policies(parts[0], parts.count > 1 ? parts[1] : nil) { return found }
        fault("policy", "unknown_value", "There is no such policy, or no such version.", "GET /v1/policies lists them.")
        return nil
    }
}
