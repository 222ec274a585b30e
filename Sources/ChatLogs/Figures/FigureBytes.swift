extension DialogueFigures {
    /// Version of the stored form, its first byte; figures of another version are measured anew.
    public static let version: UInt8 = 1

    /// A compact form to store, without the sketch, which most policies do not need: about 20 bytes a turn.
    public var bytes: [UInt8] {
        var writer = FigureWriter()
        writer.bytes.reserveCapacity(64 + turns.count * 24 + prefixes.count * 8)
        writer.bytes.append(Self.version)
        for text in [format, character, language ?? ""] { writer.append(text) }
        writer.append(UInt64(flagNames.count))
        for name in flagNames { writer.append(name) }
        writer.append(UInt64(flags))
        writer.append(slopPerThousandWords)
        writer.appendWhole(dialogue)
        writer.append(UInt64(prefixes.count))
        for prefix in prefixes { writer.appendWhole(prefix) }
        writer.append(UInt64(head.words))
        writer.append(UInt64(head.bytes))
        writer.appendWhole(head.identity)
        writer.append(UInt64(turns.count))
        for turn in turns { writer.append(turn) }
        return writer.bytes
    }

    /// Reads the stored form; nil for another version, and for bytes that end too early or go on.
    public init?(bytes: some Sequence<UInt8>) {
        let figures = bytes.withContiguousStorageIfAvailable { Self.read($0) }
        guard let figures = figures ?? Array(bytes).withUnsafeBufferPointer({ Self.read($0) }) else { return nil }
        self = figures
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> DialogueFigures? {
        var reader = FigureReader(bytes)
        guard reader.byte() == version else { return nil }
        var figures = DialogueFigures(format: reader.text(), turns: [])
        figures.character = reader.text()
        let language = reader.text()
        figures.language = language.isEmpty ? nil : language
        figures.flagNames = reader.list(ofAtLeast: 1) { $0.text() }
        figures.flags = UInt32(truncatingIfNeeded: reader.number())
        figures.slopPerThousandWords = Double(bitPattern: reader.whole())
        figures.dialogue = reader.whole()
        figures.prefixes = reader.list(ofAtLeast: 8) { $0.whole() }
        figures.head.words = UInt32(truncatingIfNeeded: reader.number())
        figures.head.bytes = UInt32(truncatingIfNeeded: reader.number())
        figures.head.identity = reader.whole()
        figures.turns = reader.list(ofAtLeast: 15) { $0.turn() }
        return reader.isComplete ? figures : nil
    }
}

/// Writes numbers as short as they are: seven bits a byte, low ones first.
private struct FigureWriter {
    var bytes: [UInt8] = []

    mutating func append(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func appendWhole(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ number: Double) { appendWhole(number.bitPattern) }

    mutating func append(_ text: String) {
        append(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ turn: TurnFigures) {
        // Most similarities of a user's turn are 0, and most turns have neither flags nor marks.
        let hasSimilarity = turn.similarity != 0
        bytes.append(turn.traits.rawValue | (hasSimilarity ? 0x80 : 0))
        append(UInt64(turn.index))
        append(UInt64(turn.flags))
        append(UInt64(turn.words))
        append(UInt64(turn.lineWords))
        append(UInt64(turn.lineBytes))
        bytes.append(turn.markRun)
        if hasSimilarity { append(turn.similarity) }
        appendWhole(turn.identity)
    }
}

/// Reads what `FigureWriter` wrote; after the end everything is 0, and `isComplete` is false.
private struct FigureReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var isShort = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Whether everything was there and nothing is left.
    var isComplete: Bool { !isShort && index == bytes.count }

    @inline(__always)
    mutating func byte() -> UInt8 {
        guard index < bytes.count else {
            isShort = true
            return 0
        }
        defer { index &+= 1 }
        return bytes[index]
    }

    @inline(__always)
    mutating func number() -> UInt64 {
        let first = byte()
        if first < 0x80 { return UInt64(first) }
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while shift < 64 {
            let next = byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
        isShort = true
        return 0
    }

    @inline(__always)
    mutating func whole() -> UInt64 {
        guard bytes.count &- index >= 8 else {
            isShort = true
            index = bytes.count
            return 0
        }
        defer { index &+= 8 }
        return UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    mutating func text() -> String {
        let count = number()
        guard count <= UInt64(bytes.count - index) else {
            isShort = true
            index = bytes.count
            return ""
        }
        defer { index += Int(count) }
        return String(decoding: bytes[index..<index + Int(count)], as: UTF8.self)
    }

    /// A list after its length, which the bytes that are left must be able to hold.
    mutating func list<Element>(ofAtLeast size: Int, _ read: (inout FigureReader) -> Element) -> [Element] {
        let count = number()
        guard count <= UInt64((bytes.count - index) / size) else {
            isShort = true
            index = bytes.count
            return []
        }
        var list: [Element] = []
        list.reserveCapacity(Int(count))
        for _ in 0..<Int(count) { list.append(read(&self)) }
        return list
    }

    mutating func turn() -> TurnFigures {
        let first = byte()
        return TurnFigures(
            index: UInt32(truncatingIfNeeded: number()), traits: TurnFigures.Traits(rawValue: first & 0x7F),
            flags: UInt32(truncatingIfNeeded: number()), words: UInt32(truncatingIfNeeded: number()),
            lineWords: UInt32(truncatingIfNeeded: number()), lineBytes: UInt32(truncatingIfNeeded: number()),
            markRun: byte(),
            similarity: first & 0x80 != 0 ? Double(bitPattern: whole()) : 0, identity: whole())
    }
}
