import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// The toolbox's filter of languages, which it had off.
    static let language = Filter.Kind(
        name: "language", judges: .episodes,
        about: """
            Keeps episodes in which the model writes one of the languages `allow` (BCP 47 codes). Where the text is too \
            short to tell, `unknown` decides: `keep`, the default, or `drop`.
            """,
        read: { fields in
            let allow = fields.strings("allow", maximum: 50, required: true)
            let unknown = fields.word("unknown", KeepOrDrop.self) ?? .keep
            return Filter(
                "language", [("allow", .array(allow.map { .string($0) })), ("unknown", .string(unknown.rawValue))],
                .episode(
                    keeps: { $0.dialogue.language.map(allow.contains) ?? (unknown == .keep) },
                    reason: {
                        $0.dialogue.language.map { Sentence(.reasonLanguage, [.value: .verbatim($0)]) }
                            ?? Sentence(.reasonNoLanguage)
                    }))
        })
}

/// What becomes of episodes of which something is not known.
enum KeepOrDrop: String, CaseIterable, Sendable { case keep, drop }
