/// The figures of an episode as it is stored: with every turn that was said, and as it is usually cut.
public struct FigurePair: Sendable, Equatable {
    /// With turns out of character and empty ones.
    public let everyTurn: DialogueFigures
    /// Without; nil where that makes no difference.
    public let spoken: DialogueFigures?

    /// Measures a canonical episode in the usual windows.
    public init(canonical: [UInt8]) throws(Dialogue.Fault) {
        let root = try Dialogue.root(of: canonical)
        let dialogue = try Dialogue(root: root, canonical: canonical)
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
