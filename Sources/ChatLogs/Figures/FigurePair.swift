import StrictJSON

/// The figures of an episode as it is stored: with every turn that was said, and as it is usually cut.
public struct FigurePair: Sendable, Equatable {
    /// With turns out of character and empty ones.
    public let everyTurn: DialogueFigures
    /// Without; nil where that makes no difference.
    public let spoken: DialogueFigures?

    /// Measures a canonical episode in the usual windows.
    public init(canonical: [UInt8]) throws(Dialogue.Fault) {
        let root = try Dialogue.root(of: canonical)
        self.init(try Dialogue(root: root, canonical: canonical), root)
    }

    /// Measures a session as it would be once it is an episode, without writing and reading all of it: a large one takes
    /// several times its size in memory.
    /// - Parameter format: of its document, `LogFormat.name`
    public init(_ session: SessionReading, format: String) throws(Dialogue.Fault) {
        var frame = session
        frame.turns = []
        // Ids, consent and the like are in no figure.
        let written = frame.episode(
            id: "", source: EpisodeSource(submissionID: "", documentIndex: 0, format: format, variant: nil, sha256: ""),
            consent: EpisodeConsent(training: true, publicRelease: false, humanReview: false, termsVersion: ""),
            experiment: nil)
        let dialogue = Dialogue(session, episode: "", canonical: [])
        self.init(dialogue, try Dialogue.root(of: written.bytes()))
    }

    private init(_ dialogue: Dialogue, _ root: JSONValue) {
        everyTurn = DialogueFigures(dialogue, root, cut: .pygmalion2023)
        let isSame = dialogue.lines.allSatisfy { $0.ooc == .none && !$0.text.utf8.isEmpty }
        spoken = isSame ? nil : DialogueFigures(dialogue, root, cut: RowCut())
    }

    /// The sketch as bytes, low ones first.
    public var sketchBytes: [UInt8] {
        everyTurn.sketch.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    }
}

extension DialogueFigures {
    /// Takes the sketch over that was stored beside the figures.
    public mutating func readSketch(_ bytes: some Collection<UInt8>) {
        var values: [UInt32] = []
        values.reserveCapacity(bytes.count / 4)
        var value: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            value |= UInt32(byte) << UInt32(8 * (index % 4))
            if index % 4 == 3 {
                values.append(value)
                value = 0
            }
        }
        sketch = values
    }
}
