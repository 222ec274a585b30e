/// A format of chat logs: how to recognise it and how to read it, or why it is refused.
///
/// A format is a value in `Formats/`, listed in `all`. Adding one is a file, a folder of fixtures and a line there.
public struct LogFormat: Sendable {
    /// Stable name, stored with every episode.
    public let name: String
    /// The name for people.
    public let title: String
    /// Where it comes from and what is made of it, in Markdown, for `docs/formats.md`.
    public let about: String
    /// Whether sessions can be read from it; otherwise it is recognised in order to be refused with a reason.
    public let isReadable: Bool
    /// Whether a source is in this format. Called in the order of `all`; the first match wins.
    let recognises: @Sendable (LogSource) -> Bool
    /// Reads the sessions.
    let parse: @Sendable (LogSource, ReadingOptions) -> Transcript
    /// Whether the bytes of a file in this format may be stored.
    let keepsRawBytes: Bool

    /// A format that can be read.
    init(
        name: String, title: String, about: String, keepsRawBytes: Bool = true,
        recognises: @escaping @Sendable (LogSource) -> Bool,
        parse: @escaping @Sendable (LogSource, ReadingOptions) -> Transcript
    ) {
        self.name = name
        self.title = title
        self.about = about
        self.keepsRawBytes = keepsRawBytes
        isReadable = true
        self.recognises = recognises
        self.parse = parse
    }

    /// Something that is recognised and refused.
    init(
        refused name: String, title: String, _ reasons: Reason...,
        recognises: @escaping @Sendable (LogSource) -> Bool
    ) {
        self.name = name
        self.title = title
        about = reasons.map { "\($0.detail) (`\($0.code.rawValue)`). \($0.hint)" }.joined(separator: " ")
        isReadable = false
        keepsRawBytes = true
        self.recognises = recognises
        parse = { _, _ in Transcript(refusal: reasons) }
    }

    /// A character: refused as a chat, and kept for the chats that were sent along with it.
    init(
        character name: String, title: String, _ reason: Reason,
        recognises: @escaping @Sendable (LogSource) -> Bool, read: @escaping @Sendable (LogSource) -> CharacterCard?
    ) {
        self.name = name
        self.title = title
        about = "\(reason.detail) (`\(reason.code.rawValue)`). Sent along with chats, it becomes their persona."
        isReadable = false
        keepsRawBytes = true
        self.recognises = recognises
        parse = { source, _ in
            var transcript = Transcript(refusal: [reason])
            transcript.card = read(source)
            if transcript.card == nil { transcript.refusal[0].detail += "; the character has no name" }
            return transcript
        }
    }
}
