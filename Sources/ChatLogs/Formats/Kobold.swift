import StrictJSON

/// KoboldAI's saves: a prompt and actions, in which only chat mode has speakers.
extension LogFormat {
    /// A save with settings and without text.
    static let koboldEmpty = LogFormat(
        refused: "kobold_lite", title: "KoboldAI settings",
        Reason(.settings, "the save has settings, but its story is empty"),
        Reason(.noText, "the story is empty"),
        recognises: { source in
            guard let save = save(source) else { return false }
            let actions = save["actions"]
            return (save.bytes("prompt") ?? []).isEmpty && actions?["actions"] == nil && (actions?.count ?? 0) == 0
        })

    /// A save of KoboldAI Lite.
    static let koboldLite = kobold("kobold_lite", "a KoboldAI Lite save") { $0.has("savedsettings") }

    /// A save of the second interface.
    static let koboldUI2 = kobold("kobold_ui2", "a KoboldAI save (UI2)") { $0["actions"]?["actions"] != nil }

    /// A save of the first interface. Without lines of speakers it is a story.
    static let kobold = kobold("kobold_v1", "a KoboldAI save") { _ in true }

    /// KoboldAI and Lite saves whose text has no speakers.
    static let koboldStory = LogFormat(
        refused: "kobold_v1", title: "a KoboldAI story", Reason(.storyOnly, "the save is a story without speakers"),
        recognises: { source in
            guard let save = save(source), save["actions"]?["actions"] == nil else { return false }
            let settings = save["savedsettings"]
            switch settings?["opmode"]?.int ?? settings?.label("opmode").flatMap({ Int($0) }) {
            case 1?, 2?: return true
            case nil: return !hasSpeakers(save)
            default: return false
            }
        })

    /// NovelAI stories.
    static let novelAI = LogFormat(
        refused: "novelai_story", title: "a NovelAI story", Reason(.storyOnly, "the file is a story without speakers"),
        recognises: { $0.object?.has("storyContainerVersion") ?? false })

    private static func kobold(
        _ name: String, _ title: String, recognises: @escaping @Sendable (JSONValue) -> Bool
    ) -> LogFormat {
        LogFormat(unread: name, title: title, recognises: { save($0).map(recognises) ?? false })
    }

    private static func save(_ source: LogSource) -> JSONValue? {
        source.object.flatMap { $0.has("gamestarted") ? $0 : nil }
    }

    /// Whether the save's text has lines of at least two speakers, or instruction tags.
    private static func hasSpeakers(_ save: JSONValue) -> Bool {
        var text = save.bytes("prompt") ?? []
        for action in save["actions"].map({ Array($0.elements) }) ?? [] { text += action.stringBytes ?? [] }
        return SpeakerCensus(text).isConversation || text.firstIndex(of: Array("### Instruction".utf8)) != nil
            || text.firstIndex(of: Array("{{[INPUT]}}".utf8)) != nil
    }
}
