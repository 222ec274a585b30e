import ChatLogs
import StrictJSON

/// What a mirror holds of the feed: the parameters of its pulls. One mirror never mixes two.
struct MirrorSelection: Equatable {
    /// The one experiment; nil for all.
    var experiment: String?
    /// The policy that episodes passed: NAME@VERSION, so that a later version does not mix with it; for a moment, until
    /// the service has said which is the latest, NAME alone.
    var policy: String?
    /// Name of the row format.
    var format = RowFormat.episode.name
    /// What submitters had to agree to beyond training; nil for nothing.
    var consent: String?

    /// Whether every event of the feed is in its pages.
    var isWhole: Bool { experiment == nil && policy == nil && consent == nil }

    /// Whether the mirror's lines are canonical episodes, one for each; otherwise an episode has any number of rows.
    var holdsEpisodes: Bool { format == RowFormat.episode.name }

    /// As parameters of a pull.
    var query: [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        if let experiment { query.append(("experiment", experiment)) }
        if let policy { query.append(("policy", policy)) }
        if !holdsEpisodes { query.append(("format", format)) }
        if let consent { query.append(("consent", consent)) }
        return query
    }

    /// Whether a pull that asks for `other` goes on with this mirror; a policy without a version is the one that is held.
    func isContinued(by other: MirrorSelection) -> Bool {
        var other = other
        if let asked = other.policy, let held = policy, !asked.contains("@"), held.hasPrefix(asked + "@") {
            other.policy = held
        }
        return self == other
    }

    /// For people.
    var text: String {
        [
            experiment.map { "experiment \($0)" } ?? "all experiments", policy.map { "policy \($0)" },
            "format \(format)", consent.map { "consent \($0)" },
        ].compactMap { $0 }.joined(separator: ", ")
    }
}

extension MirrorSelection {
    /// As written to `state.json`.
    var members: [JSON.Member] {
        [
            ("experiment", experiment.map(JSON.string) ?? .null), ("policy", policy.map(JSON.string) ?? .null),
            ("format", .string(format)), ("consent", consent.map(JSON.string) ?? .null),
        ]
    }

    /// Reads what was written; states of before formats say nothing of them.
    init(_ state: JSONValue) {
        experiment = state["experiment"]?.string
        policy = state["policy"]?.string
        format = state["format"]?.string ?? RowFormat.episode.name
        consent = state["consent"]?.string
    }
}
