import StrictJSON

/// KoboldAI's saves: a prompt and actions, whose text has speakers only in some modes.
extension LogFormat {
    /// A save of KoboldAI Lite. Its settings hold keys of services, so that its bytes are not to be stored.
    static let koboldLite = LogFormat(
        name: "kobold_lite", title: "KoboldAI Lite save",
        about: """
            KoboldAI Lite, `saved_story.json`: chat, adventure and instruction mode; a story without speakers is \
            refused. Settings are never stored, nor are the file's bytes.
            """,
        keepsRawBytes: false,
        recognises: { save($0)?.has("savedsettings") ?? false }, parse: parseKobold)

    /// A save of the second interface.
    static let koboldUI2 = LogFormat(
        name: "kobold_ui2", title: "KoboldAI save (UI2)",
        about: "KoboldAI's second interface, `.v2.json` or `.kaistory`. Rejected options are alternates.",
        recognises: { save($0)?["actions"]?["actions"] != nil }, parse: parseKobold)

    /// A save of the first interface.
    static let kobold = LogFormat(
        name: "kobold_v1", title: "KoboldAI save",
        about: "KoboldAI's first interface: chat and adventure mode. Alternative texts of an action are alternates.",
        recognises: { save($0) != nil }, parse: parseKobold)

    /// NovelAI stories.
    static let novelAI = LogFormat(
        refused: "novelai_story", title: "a NovelAI story", Reason(.storyOnly, "the file is a story without speakers"),
        recognises: { $0.object?.has("storyContainerVersion") ?? false })

    private static func save(_ source: LogSource) -> JSONValue? {
        source.object.flatMap { $0.has("gamestarted") && ($0.has("prompt") || $0.has("actions")) ? $0 : nil }
    }

    private static func parseKobold(_ source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        guard let object = source.object else { return transcript }
        var session = transcript.newSession()
        guard let save = KoboldSave(object, fitting: &session) else {
            transcript.append(session)
            return transcript
        }
        guard !WhiteSpace.trimmedRange(of: KoboldImages.removed(save.text)?.text ?? save.text).isEmpty else {
            let settings = Reason(.settings, "the save has settings, but its story is empty")
            return Transcript(refusal: [settings, Reason(.noText, "the story is empty")])
        }
        guard let reading = KoboldReading(save, options: options, room: session.room) else {
            return Transcript(refusal: [Reason(.storyOnly, "the save is a story without speakers")])
        }
        transcript.variant = reading.script.mode.rawValue
        reading.read(into: &session)
        transcript.append(session)
        return transcript
    }
}
