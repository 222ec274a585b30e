public import StrictJSON

extension PolicyRun {
    /// The answer of `POST /v1/policies/dry-run`.
    /// - Parameter difference: what changes from another policy, if one was named
    public func json(difference: PolicyDifference? = nil) -> JSON {
        .object([
            (
                "policy",
                .object([
                    ("name", .string(policy.name)), ("version", .string(policy.version)),
                    ("seed", .string(policy.seed)),
                ])
            ),
            ("seen", total.seen.json), ("kept", total.kept.json), ("dropped", (total.seen - total.kept).json),
            ("by_filter", .array(byFilter.map(\.json))),
            ("by_source", Self.groups("format", bySource)),
            ("by_front_end", Self.groups("front_end", byFrontEnd)),
            ("by_length_band", Self.groups("length_band", byLengthBand)),
            ("histogram", .array(histogramJSON)),
            ("victims", .array(victims.map(\.json))),
            ("errors", .array(faults.map(\.json))),
            ("difference", difference?.json ?? .null),
        ])
    }

    private static func groups(_ name: String, _ groups: [(label: String, passage: Passage)]) -> JSON {
        .array(groups.map { .object([(name, .string($0.label))] + $0.passage.members) })
    }

    /// Classes from `from` up to but not with `to`, which is null for the last.
    private var histogramJSON: [JSON] {
        let edges = WordHistogram.edges
        return edges.indices.map { index in
            .object([
                ("from", .int(edges[index])), ("to", index + 1 < edges.count ? .int(edges[index + 1]) : .null),
                ("before", .int(histograms.before.counts[index])), ("after", .int(histograms.after.counts[index])),
            ])
        }
    }
}

extension PolicyRun.FilterPassage {
    /// Numbers are of responses; those of episodes and windows are beside them.
    var json: JSON {
        let dropped = passage.seen - passage.kept
        return .object([
            ("filter", .string(filter.name)), ("parameters", .object(filter.parameters)),
            ("seen", .int(passage.seen.responses)), ("kept", .int(passage.kept.responses)),
            ("dropped", .int(dropped.responses)), ("dropped_windows", .int(dropped.windows)),
            ("dropped_episodes", .int(dropped.episodes)),
        ])
    }
}

extension PolicyRun.Victim {
    fileprivate var json: JSON {
        .object([
            ("episode", .string(episode)), ("window", .int(window)), ("words", .int(words)),
            ("filter", .string(filter)), ("reason", .string(reason.description)),
        ])
    }
}
