import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// Where an episode came from.
    static let source = Filter.Kind(
        name: "source", judges: .episodes,
        about: """
            Keeps episodes whose source is of one of the formats `allow`, or of none of `exclude`; names as in \
            [formats.md](formats.md). One of the two has to be said.
            """,
        read: { fields in
            let names = LogFormat.all.map(\.name)
            let allow = fields.choices("allow", among: names)
            let exclude = fields.choices("exclude", among: names) ?? []
            fields.requireOne(of: "allow", "exclude")
            return Filter(
                "source",
                [
                    ("allow", allow.map { .array($0.map { .string($0) }) } ?? .null),
                    ("exclude", .array(exclude.map { .string($0) })),
                ],
                .episode(
                    keeps: { (allow?.contains($0.dialogue.format) ?? true) && !exclude.contains($0.dialogue.format) },
                    reason: { Sentence(.reasonFormat, [.value: .verbatim($0.dialogue.format)]) }))
        })
}
