import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// What the reader remarked.
    static let flags = Filter.Kind(
        name: "flags", judges: .episodes,
        about: """
            Drops what carries one of the flags `exclude`. With `action` `drop_episode`, the default here, one anywhere \
            in the episode is enough; with `drop_window` one in any turn of the window, with `drop_response` one on the \
            response itself.
            """,
        read: { fields in
            let exclude = fields.choices("exclude", among: EpisodeFlags.names, required: true) ?? []
            let action = fields.word("action", FilterAction.self) ?? .dropEpisode
            @Sendable func found(_ flags: UInt32, _ episode: EpisodeFigures) -> Bool {
                flags != 0 && flags & episode.dialogue.mask(of: exclude) != 0
            }
            @Sendable func reason(_ flags: UInt32, _ episode: EpisodeFigures) -> Sentence {
                let found = exclude.filter { flags & episode.dialogue.mask(of: [$0]) != 0 }
                return Sentence(.reasonFlags, [.value: .verbatim(found.joined(separator: ", "))])
            }
            let rule: Filter.Rule =
                switch action {
                case .dropEpisode:
                    .episode(keeps: { !found($0.dialogue.flags, $0) }, reason: { reason($0.dialogue.flags, $0) })
                case .dropWindow: .window(keeps: { !found($1.flags, $0) }, reason: { reason($1.flags, $0) })
                case .dropResponse:
                    .window(
                        keeps: { !found($1.response.flags, $0) }, reason: { reason($1.response.flags, $0) })
                }
            return Filter(
                "flags", [("exclude", .array(exclude.map { .string($0) })), ("action", .string(action.rawValue))],
                rule)
        })
}
