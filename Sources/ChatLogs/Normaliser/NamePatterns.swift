import StrictJSON

/// The names of a session's people, ready to be found in its texts and replaced by macros.
///
/// A match is exact in case and stands alone: no letter, digit or underscore may touch it, except in scripts that are
/// written without spaces. Names under three characters and ordinary words ("You", "Will") are never masked: they
/// would tear holes into sentences.
struct NamePatterns: Sendable {
    private struct Pattern: Sendable {
        var name: [UInt8]
        /// Its first three bytes, to be compared before the rest; no name is shorter.
        var head: UInt32
        var macro: [UInt8]
        var isUser: Bool
        var startsWithWord: Bool
        var endsWithWord: Bool
    }

    /// Most patterns of one session; a hostile file with thousands of names gets the first ones masked.
    private static let limit = 64

    private var patterns: [Pattern] = []
    /// The last bytes of the names' first scalars: of a script that is not ASCII every letter may begin with the same
    /// byte.
    private var anchors = ByteSet([])
    /// What kinds of bytes there are in what replaces the names.
    private(set) var maskProfile: TextProfile = []

    /// Whether there is nothing to look for.
    var isEmpty: Bool { patterns.isEmpty }

    /// Adds a name and, where it has several words, the first of them.
    mutating func add(_ name: [UInt8], macro: [UInt8], isUser: Bool) {
        let name = CanonicalComposition.composed(WhiteSpace.trimmed(name))?.text ?? WhiteSpace.trimmed(name)
        insert(name, macro: macro, isUser: isUser, minimumScalars: 3)
        if let space = name.firstIndex(of: 0x20) {
            // People are called by short first names; a character's may be an article or a title.
            insert(Array(name[..<space]), macro: macro, isUser: isUser, minimumScalars: isUser ? 3 : 4)
        }
    }

    private mutating func insert(_ name: [UInt8], macro: [UInt8], isUser: Bool, minimumScalars: Int) {
        let scalars = name.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        guard patterns.count < Self.limit, minimumScalars...64 ~= scalars, !name.contains(0x7B), !name.contains(0x7D),
            !CommonWords.contains(name), !patterns.contains(where: { $0.name == name }),
            let last = UTF8Bytes.scalar(in: name, before: name.count)
        else { return }
        let first = UTF8Bytes.scalar(in: name, at: 0)
        let pattern = Pattern(
            name: name, head: Self.head(of: name, at: 0), macro: macro, isUser: isUser,
            startsWithWord: Self.isWord(first.value), endsWithWord: Self.isWord(last.value))
        // Longest first, so that "Sam Smith" is found before "Sam".
        let place = patterns.firstIndex { $0.name.count < name.count } ?? patterns.count
        patterns.insert(pattern, at: place)
        maskProfile.formUnion(TextProfile(macro))
        anchors = ByteSet(patterns.map { $0.name[UTF8Bytes.scalar(in: $0.name, at: 0).length - 1] })
    }

    /// The text with names replaced, or nil when there are none.
    func masked(_ text: [UInt8]) -> (text: [UInt8], users: Int, characters: Int)? {
        guard !patterns.isEmpty else { return nil }
        var output: [UInt8] = []
        var copied = 0
        var users = 0
        var characters = 0
        var anchor = anchors.firstIndex(in: text, from: 0)
        while anchor < text.count {
            let start = UTF8Bytes.startOfScalar(in: text, around: anchor)
            if let index = pattern(in: text, at: start) {
                if copied == 0 { output.reserveCapacity(text.count) }
                output += text[copied..<start]
                output += patterns[index].macro
                copied = start + patterns[index].name.count
                if patterns[index].isUser { users += 1 } else { characters += 1 }
            }
            anchor = anchors.firstIndex(in: text, from: max(copied, anchor + 1))
        }
        guard users + characters > 0 else { return nil }
        output += text[copied...]
        return (output, users, characters)
    }

    /// Index of the longest name that stands alone at a place.
    private func pattern(in text: [UInt8], at start: Int) -> Int? {
        guard start + 2 < text.count else { return nil }
        let head = Self.head(of: text, at: start)
        return patterns.withUnsafeBufferPointer { patterns in
            for index in patterns.indices where patterns[index].head == head {
                if text.has(patterns[index].name, at: start), standsAlone(patterns[index], in: text, at: start) {
                    return index
                }
            }
            return nil
        }
    }

    private static func head(of bytes: [UInt8], at index: Int) -> UInt32 {
        UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
    }

    private func standsAlone(_ pattern: Pattern, in text: [UInt8], at index: Int) -> Bool {
        let end = index + pattern.name.count
        let before = UTF8Bytes.scalar(in: text, before: index)
        if let before, before.value == 0x7B, end < text.count, text[end] == 0x7D { return false }
        if pattern.startsWithWord, let before, Self.isWord(before.value) { return false }
        guard pattern.endsWithWord, end < text.count else { return true }
        return !Self.isWord(UTF8Bytes.scalar(in: text, at: end).value)
    }

    /// Whether a scalar is part of words that are set off by spaces.
    private static func isWord(_ value: UInt32) -> Bool {
        if value < 0x80 {
            let byte = UInt8(value)
            return byte.isASCIILetter || byte.isASCIIDigit || byte == 0x5F
        }
        // Thai, Lao, Burmese, Khmer, kana, ideographs, Hangul (whose particles follow names directly).
        switch value {
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x2E80...0x9FFF, 0xAC00...0xD7AF,
            0xF900...0xFAFF, 0x20000...0x3FFFF:
            return false
        default: break
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return false }
        return properties.isAlphabetic || properties.numericType != nil || CombiningMarks.contains(value)
    }
}
