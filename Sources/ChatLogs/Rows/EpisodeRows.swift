import StrictJSON

extension RowFormat {
    /// The canonical episode in columns.
    public static let episode = RowFormat(
        name: "episode", title: "Canonical episode",
        about: """
            One row for each episode: `episode/1` with every turn, alternate, flag and finding, in columns of one kind \
            each. Its `id` is what other rows' `identifier` begins with. What has no fixed members (`external_ids`, \
            `tree`, `nsfw`) is one JSON text. The feed hands out the same with its nulls and objects as they are.
            """,
        loses: """
            Raw texts and users' names, which never leave the service; whether a value was absent or empty: "", 0 and \
            false stand for null.
            """,
        fields: EpisodeColumns.fields,
        render: { dialogue, options in
            // Without filters an episode is a row even where no response can be trained.
            if options.windows != nil, RowRendering(dialogue, options, naming: .macros).responses.isEmpty { return [] }
            guard let root = try? Dialogue.root(of: dialogue.canonical) else { return [] }
            return [EpisodeColumns.row(of: root)]
        })
}

/// `episode/1` as readers of columns take it: every member, always of the same kind.
enum EpisodeColumns {
    /// The members that rows have, in the episode's order.
    static let fields: [RowField] = [
        RowField("schema", .string), RowField("id", .string), RowField("source", .record(source)),
        RowField("consent", .record(consent)), RowField("experiment", .record(experiment)),
        RowField("title", .string), RowField("language", .string), RowField("nsfw", .json),
        RowField("tags", .list(.string)), RowField("participants", .list(.record(participant))),
        RowField("context", .record(context)), RowField("turns", .list(.record(turn))), RowField("tree", .json),
        RowField("normalisation", .record(normalisation)), RowField("metrics", .record(metrics)),
        RowField("fingerprints", .record(fingerprints)), RowField("flags", .list(.string)),
        RowField("decisions", .record(decisions)),
        RowField("ratings", .record([RowField("submitter", .json), RowField("reviewers", .json)])),
    ]

    /// A row of an episode.
    static func row(of root: JSONValue) -> JSON { RowField.Kind.record(fields).column(root) }

    private static func list(_ kind: RowField.Kind, _ names: String...) -> [RowField] {
        names.map { RowField($0, kind) }
    }

    private static let source =
        list(.string, "submission_id") + list(.int64, "document_index", "session_index")
        + list(.string, "format", "format_variant", "parser", "filename", "sha256", "exported_at")
        + list(.json, "external_ids")
    private static let consent =
        list(.bool, "training", "public_release", "human_review") + list(.string, "terms_version")
    private static let experiment =
        list(.string, "experiment", "model_version") + list(.int64, "part")
        + list(.string, "checkpoint", "attributed_by")
    private static let participant =
        list(.string, "key", "kind", "name", "macro", "persona", "card_id") + list(.bool, "is_bot_account")
    private static let context =
        list(.string, "system_prompt", "scenario")
        + [
            RowField(
                "author_note", .record(list(.string, "text") + list(.int64, "depth", "interval", "position", "role")))
        ] + list(.string, "memory") + list(.json, "world_info")
        + [RowField("example_dialogues", .list(.list(.record(list(.string, "participant", "text")))))]
    private static let generator = RowField("generator", .record(list(.string, "api", "model")))
    private static let findings = RowField(
        "findings", .list(.record(list(.string, "rule") + list(.int64, "count") + [RowField("span", .list(.int64))])))
    private static let alternate =
        list(.string, "text", "raw_text") + list(.bool, "selected") + list(.string, "created_at") + [generator]
        + list(.string, "kind")
    private static let turn =
        list(.int64, "index")
        + list(.string, "participant", "role", "text", "raw_text", "created_at", "created_at_raw")
        + list(.bool, "tz_known", "is_greeting", "is_hidden") + list(.string, "ooc") + list(.bool, "edited")
        + list(.string, "origin") + [generator] + list(.bool, "train") + list(.float64, "weight")
        + [RowField("alternates", .list(.record(alternate)))] + list(.int64, "selected_alternate")
        + list(.string, "reasoning")
        + [
            RowField("attachments", .list(.record(list(.string, "kind", "ref") + list(.bool, "dropped")))),
            RowField("source_span", .record(list(.int64, "line") + list(.string, "path"))),
        ] + [RowField("flags", .list(.string)), findings]
    private static let normalisation =
        list(.string, "profile")
        + [
            RowField("actions", .list(.record(list(.string, "rule") + list(.int64, "count")))),
            RowField("redactions", .list(.record(list(.string, "kind") + list(.int64, "count")))),
        ] + list(.list(.int64), "dropped_lines")
    private static let metrics =
        list(.int64, "turns", "user_turns", "model_turns")
        + list(.float64, "model_words_median", "model_words_mean") + list(.int64, "words_total", "alternates")
        + list(
            .float64, "lang_non_en_ratio", "first_turn_similarity", "stutter_ratio", "embarrassed_ratio")
        + list(.int64, "refusal_hits", "slop_hits") + list(.float64, "slop_per_1000_words")
        + list(.int64, "combining_marks_run") + list(.string, "turn_roles") + list(.list(.int64), "turn_words")
        + list(.string, "stutters", "embarrassments")
        + list(.list(.float64), "similarities", "window_similarities")
    private static let fingerprints =
        list(.string, "turns_sha256", "dialogue_sha256")
        + list(.list(.string), "prefix_sha256", "dialogue_prefixes") + list(.string, "minhash", "simhash")
    private static let decisions =
        list(.string, "status") + list(.list(.string), "reasons") + list(.float64, "drop_probability", "sample_u")
}

extension RowField.Kind {
    /// A value of this kind: the given one, or the neutral one where it is absent, null, or something else.
    func column(_ value: JSONValue?) -> JSON {
        switch self {
        case .string: value?.stringBytes.map { .string($0.text) } ?? ""
        case .int64: .int(value?.int ?? 0)
        case .float64: .fraction(value?.double ?? 0)
        case .bool: .bool(value?.bool ?? false)
        case .list(let element): .array(value?.elements.map { element.column($0) } ?? [])
        case .record(let members): .object(members.map { ($0.name, $0.kind.column(value?[$0.name])) })
        case .json: .string(value.flatMap { $0.isNull ? nil : $0.json().bytes().text } ?? "")
        }
    }
}
