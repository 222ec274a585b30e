public import StrictJSON

/// The canonical form `episode/1`. Every key is always written, in one order, so that equal episodes are equal bytes.
extension SessionReading {
    /// Name and version of what made the episode; stored with it, so that it can be made again when this changes.
    public static let parserVersion = "chatlogs@1"

    /// The episode as the feed hands it out: without raw texts, names of users and the file's name.
    public func episode(
        id: String, source: EpisodeSource, consent: EpisodeConsent, experiment: EpisodeExperiment?
    ) -> JSON {
        .object([
            ("schema", "episode/1"),
            ("id", .string(id)),
            ("source", sourceJSON(source)),
            (
                "consent",
                .object([
                    ("training", .bool(consent.training)), ("public_release", .bool(consent.publicRelease)),
                    ("human_review", .bool(consent.humanReview)), ("terms_version", .string(consent.termsVersion)),
                ])
            ),
            ("experiment", experiment.map(Self.experimentJSON) ?? .null),
            ("title", .text(title)),
            ("language", .text(metrics.language)),
            ("nsfw", .null),
            ("tags", .array([])),
            ("participants", .array(participants.map(\.json))),
            ("context", contextJSON),
            ("turns", .elements(turns.count) { [turns, participants] in turns[$0].json(participants) }),
            ("tree", .null),
            ("normalisation", normalisationJSON(source)),
            ("metrics", metrics.json),
            ("fingerprints", fingerprints.json),
            ("flags", .array(flags.map { .string($0) })),
            ("decisions", decisionsJSON),
            ("ratings", .object([("submitter", .null), ("reviewers", .array([]))])),
        ])
    }

    /// What the feed leaves out, by turn: raw texts and names. Kept apart and deleted on withdrawal.
    public func privateHalf() -> JSON {
        let masked = turns.indices.filter { index in
            turns[index].rawText != nil || turns[index].alternates.contains { $0.rawText != nil }
        }
        return .object([
            ("schema", "episode_private/1"),
            (
                "participants",
                .array(participants.map { .object([("key", .string($0.key)), ("name", .text($0.name))]) })
            ),
            (
                "turns",
                .elements(masked.count) { place in
                    let turn = turns[masked[place]]
                    return .object([
                        ("index", .int(turn.index)), ("raw_text", .text(turn.rawText)),
                        ("alternates", .array(turn.alternates.map { .text($0.rawText) })),
                    ])
                }
            ),
        ])
    }

    private func sourceJSON(_ source: EpisodeSource) -> JSON {
        .object([
            ("submission_id", .string(source.submissionID)),
            ("document_index", .int(source.documentIndex)),
            ("session_index", .int(index)),
            ("format", .string(source.format)),
            ("format_variant", .text(source.variant)),
            ("parser", .string(Self.parserVersion)),
            ("filename", .null),
            ("sha256", .string(source.sha256)),
            ("exported_at", .text(exportedAt?.iso8601)),
            ("external_ids", .object(externalIDs.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
        ])
    }

    private static func experimentJSON(_ experiment: EpisodeExperiment) -> JSON {
        .object([
            ("experiment", .string(experiment.experiment)),
            ("model_version", .text(experiment.modelVersion)),
            ("part", experiment.part.map { .int($0) } ?? .null),
            ("checkpoint", .text(experiment.checkpoint)),
            ("attributed_by", .string(experiment.attributedBy)),
        ])
    }

    private var contextJSON: JSON {
        .object([
            ("system_prompt", .text(context.systemPrompt)),
            ("scenario", .text(context.scenario)),
            ("author_note", context.authorNote?.json ?? .null),
            ("memory", .text(context.memory)),
            ("world_info", .array([])),
            (
                "example_dialogues",
                .array(
                    context.exampleDialogues.map { lines in
                        .array(
                            lines.map {
                                .object([
                                    ("participant", .string(participants[$0.participant].key)),
                                    ("text", .string($0.text)),
                                ])
                            })
                    })
            ),
        ])
    }

    private func normalisationJSON(_ source: EpisodeSource) -> JSON {
        func list(_ kind: Rule.Kind, _ key: String) -> JSON {
            .array(
                findings.filter { Rule(rawValue: $0.rule)?.kind == kind }.map {
                    .object([(key, .string($0.rule)), ("count", .int($0.count))])
                })
        }
        return .object([
            ("profile", "norm/1"),
            ("actions", list(.action, "rule")),
            ("redactions", list(.redaction, "kind")),
            ("dropped_lines", .array(source.droppedLines.map { .int($0) })),
        ])
    }

    private var decisionsJSON: JSON {
        .object([
            ("status", .string(status.rawValue)),
            ("reasons", .array(reasons.map { .string($0.code.rawValue) })),
            ("drop_probability", .null),
            ("sample_u", .null),
        ])
    }
}

extension JSON {
    /// A string, or null.
    static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
}
