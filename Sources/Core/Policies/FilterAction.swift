import ChatLogs

/// What goes when a response does not pass.
enum FilterAction: String, CaseIterable, Sendable {
    /// The row that would train it; later rows still have it in their prompt.
    case dropResponse = "drop_response"
    /// Every row in which it occurs, trained or in the prompt.
    case dropWindow = "drop_window"
    /// The whole episode.
    case dropEpisode = "drop_episode"
}

extension Filter.Rule {
    /// Judges single responses. Greetings and narration are no responses.
    /// - Parameters:
    ///   - passes: whether a response of the episode passes
    ///   - reason: why it does not
    static func response(
        _ action: FilterAction, passes: @escaping @Sendable (EpisodeFigures, TurnFigures) -> Bool,
        reason: @escaping @Sendable (EpisodeFigures, TurnFigures) -> Sentence
    ) -> Filter.Rule {
        @Sendable func failing(_ episode: EpisodeFigures, _ turns: Range<Int>) -> TurnFigures? {
            episode.dialogue.turns[turns].first { $0.isTarget && !passes(episode, $0) }
        }
        switch action {
        case .dropResponse:
            return .window(
                keeps: { passes($0, $1.response) }, reason: { reason($0, $1.response) })
        case .dropWindow:
            return .window(
                keeps: { failing($0, $1.turns) == nil },
                reason: { episode, window in
                    failing(episode, window.turns).map { reason(episode, $0) } ?? .verbatim("")
                })
        case .dropEpisode:
            return .episode(
                keeps: { failing($0, $0.dialogue.turns.indices) == nil },
                reason: { episode in
                    failing(episode, episode.dialogue.turns.indices).map { reason(episode, $0) } ?? .verbatim("")
                })
        }
    }
}

extension FieldReader {
    /// The member `action`; `drop_response` where nothing is said.
    mutating func action() -> FilterAction { word("action", FilterAction.self) ?? .dropResponse }
}
