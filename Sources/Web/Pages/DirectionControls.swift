/// The controls of Unicode's bidirectional algorithm in a text: what one opens is closed where the text or its line ends,
/// and what closes nothing is left out.
///
/// An element that isolates its text does so with the same controls: a text that opens one more than it closes would take
/// the end of its element for its own, and turn what stands behind it.
struct DirectionControls {
    private enum Opened {
        case embedding, isolate
    }

    /// All have three bytes.
    static let length = 3
    private static let endOfEmbedding: [UInt8] = [0xE2, 0x80, 0xAC]
    private static let endOfIsolate: [UInt8] = [0xE2, 0x81, 0xA9]

    private var open: [Opened] = []

    /// Takes a control, or the end of a line, that begins with the byte 0xE2.
    /// - Returns: what takes its place; nil for anything else
    mutating func taken(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        let control = Array(bytes.prefix(Self.length))
        guard control.count == Self.length, control[0] == 0xE2 else { return nil }
        switch (control[1], control[2]) {
        case (0x80, 0xAA), (0x80, 0xAB), (0x80, 0xAD), (0x80, 0xAE): open.append(.embedding)
        case (0x81, 0xA6...0xA8): open.append(.isolate)
        case (0x80, 0xAC):
            guard open.last == .embedding else { return [] }
            open.removeLast()
        case (0x81, 0xA9):
            // It ends embeddings inside of it too.
            guard let last = open.lastIndex(of: .isolate) else { return [] }
            open.removeSubrange(last...)
        case (0x80, 0xA8), (0x80, 0xA9): return end() + control
        default: return nil
        }
        return control
    }

    /// What closes everything that is open.
    mutating func end() -> [UInt8] {
        defer { open = [] }
        return open.reversed().flatMap { $0 == .embedding ? Self.endOfEmbedding : Self.endOfIsolate }
    }
}
