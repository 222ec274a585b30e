import StrictJSON

/// The steps of a reading one by one, for the benchmark: what each takes tells where time goes.
package struct ReadingStages {
    private let bytes: [UInt8]
    private var decoded: [UInt8] = []
    private var found: (format: LogFormat, source: LogSource)?
    private var drafts: [SessionDraft] = []
    private var sessions: [SessionReading] = []

    /// The steps of reading one file with default options.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Bytes to UTF-8.
    package mutating func decode() {
        decoded = DecodedText(bytes)?.bytes ?? []
    }

    /// The format, and the JSON parse of documents that are one value.
    package mutating func detect() {
        guard !decoded.isEmpty, case .recognised(let format, let source) = Detection.detect(decoded, filename: nil)
        else {
            return
        }
        found = (format, source)
    }

    /// Sessions as the file has them, and the JSON parse of documents that are lines.
    package mutating func draft() {
        guard let found else { return }
        drafts = found.format.parse(found.source, ReadingOptions()).sessions
    }

    /// Everything after: rules, flags, metrics, fingerprints.
    package mutating func assemble() {
        sessions = drafts.enumerated().map { index, draft in
            SessionAssembly(draft, options: ReadingOptions(), isEncodingSuspect: false).session(index: index)
        }
    }

    /// The share of the last step that is metrics and fingerprints, done once more on the finished turns.
    package func measure() {
        for session in sessions {
            var measures = Measures()
            for var turn in session.turns { measures.add(&turn, text: Array(turn.text.utf8)) }
            measures.finish()
        }
    }
}
