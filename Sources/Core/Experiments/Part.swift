public import Foundation
public import StrictJSON

/// One released checkpoint of an experiment, 1...N.
public struct Part: Sendable {
    /// What differs from the part before it.
    public enum Changed: String, Sendable, CaseIterable { case nothing, data, hyperparameters, both }

    /// Slug of its experiment.
    public var experiment: String
    /// 1...parts planned.
    public var number: Int
    /// `{repo, revision, url}`.
    public var checkpoint: JSON
    /// When the community got it; nil while it is not out.
    public var releasedAt: Date?
    /// What differs from the part before it.
    public var changed: Changed
    /// Markdown.
    public var trainingNotes: String
    /// Markdown.
    public var testingNotes: String
    /// Name of the curation policy that made its data.
    public var policy: String?
    /// Name of the snapshot that it was trained with.
    public var snapshot: String?
    /// Free-form object, kept as it was sent.
    public var metrics: JSON
    /// What its feedback is to meet.
    public var gates: [DecisionGate]
    /// From when on the gates cannot be changed any more; nil while no release is planned.
    public var gatesFrozenAt: Date?
    /// First registration.
    public var createdAt: Date
    /// Last change.
    public var updatedAt: Date

    /// All members.
    public init(
        experiment: String, number: Int, checkpoint: JSON, releasedAt: Date?, changed: Changed, trainingNotes: String,
        testingNotes: String, policy: String?, snapshot: String?, metrics: JSON, gates: [DecisionGate],
        gatesFrozenAt: Date?, createdAt: Date, updatedAt: Date
    ) {
        self.experiment = experiment
        self.number = number
        self.checkpoint = checkpoint
        self.releasedAt = releasedAt
        self.changed = changed
        self.trainingNotes = trainingNotes
        self.testingNotes = testingNotes
        self.policy = policy
        self.snapshot = snapshot
        self.metrics = metrics
        self.gates = gates
        self.gatesFrozenAt = gatesFrozenAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// Decodes the body of `PUT /v1/experiments/{e}/parts/{n}`.
    public init(experiment: String, number: Int, body: JSONValue, now: Date) throws(Problem) {
        var fields = FieldReader(body)
        let checkpoint = Part.checkpoint(in: &fields)
        let released = fields.string("released_at")
        let releasedAt = released.flatMap(RFC3339.parse)
        if released != nil, releasedAt == nil {
            fields.fault("released_at", "bad_timestamp", "Not an RFC 3339 time.", "For example: 2023-03-03T12:00:00Z.")
        }
        let changed = fields.word("changed", Changed.self)
        let trainingNotes = fields.string("training_notes", maximum: 100_000)
        let testingNotes = fields.string("testing_notes", maximum: 100_000)
        let policy = fields.string("policy")
        let snapshot = fields.string("snapshot")
        let metrics = fields.object("metrics")
        let gates = DecisionGate.list(in: &fields)
        try fields.finish()
        self.init(
            experiment: experiment, number: number, checkpoint: checkpoint, releasedAt: releasedAt,
            changed: changed ?? .both, trainingNotes: trainingNotes ?? "", testingNotes: testingNotes ?? "",
            policy: policy, snapshot: snapshot, metrics: metrics?.json() ?? .object([]),
            gates: gates, gatesFrozenAt: releasedAt.map { max($0, now) }, createdAt: now, updatedAt: now)
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("experiment", .string(experiment)), ("part", .int(number)), ("checkpoint", checkpoint),
            ("released_at", releasedAt.map { .string(RFC3339.text($0)) } ?? .null),
            ("changed", .string(changed.rawValue)), ("training_notes", .string(trainingNotes)),
            ("testing_notes", .string(testingNotes)), ("policy", policy.map(JSON.string) ?? .null),
            ("snapshot", snapshot.map(JSON.string) ?? .null), ("metrics", metrics), ("gates", gates.json),
            ("gates_hash", gates.hash.map(JSON.string) ?? .null),
            ("gates_frozen_at", gatesFrozenAt.map { .string(RFC3339.text($0)) } ?? .null),
            ("created_at", .string(RFC3339.text(createdAt))), ("updated_at", .string(RFC3339.text(updatedAt))),
        ])
    }

    private static func checkpoint(in fields: inout FieldReader) -> JSON {
        guard let object = fields.object("checkpoint") else { return .object([]) }
        var nested = FieldReader(object, path: "/checkpoint")
        let members = ["repo", "revision", "url"].map { name in (name, nested.string(name, maximum: 500)) }
        if let url = members[2].1, !url.utf8.starts(with: "https://".utf8), !url.utf8.starts(with: "http://".utf8) {
            nested.fault("url", "bad_url", "Only http and https addresses are links here.", "Start it with https://.")
        }
        fields.merge(nested)
        return .object(members.map { ($0.0, $0.1.map(JSON.string) ?? .null) })
    }
}
