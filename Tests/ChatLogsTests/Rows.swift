import ChatLogs
import StrictJSON

/// Dialogues and rows of chats, as tests compare them.
enum Rows {
    static let source = EpisodeSource(
        submissionID: "s", documentIndex: 0, format: "f", variant: nil, sha256: "00")
    static let consent = EpisodeConsent(training: true, publicRelease: true, humanReview: true, termsVersion: "1")

    static func dialogue(_ session: SessionReading, id: String = "e") -> Dialogue {
        Dialogue(session, id: id, source: source, consent: consent, experiment: nil)
    }

    /// The same dialogue by way of the bytes that are stored.
    static func stored(_ session: SessionReading, id: String = "e") throws -> Dialogue {
        let episode = session.episode(id: id, source: source, consent: consent, experiment: nil)
        return try Dialogue(canonical: episode.bytes())
    }

    /// The rows of one format as lines of JSON.
    static func lines(_ format: String, _ dialogue: Dialogue, _ options: RowOptions = RowOptions()) -> [String] {
        RowFormat.named(format)?.rows(of: dialogue, options).map { String(decoding: $0.bytes(), as: UTF8.self) } ?? []
    }

    /// The rows of one format, parsed.
    static func rows(
        _ format: String, _ dialogue: Dialogue, _ options: RowOptions = RowOptions()
    ) throws -> [JSONValue] {
        try lines(format, dialogue, options).map { try JSONDocument(Array($0.utf8), limits: .request).root }
    }
}
