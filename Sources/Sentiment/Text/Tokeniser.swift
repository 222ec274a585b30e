/// Cuts the UTF-8 bytes of a comment into tokens, in one pass and with at most one token per byte.
///
/// It works on bytes because comparing Swift strings takes quadratic time on hostile runs of combining marks.
/// Malformed UTF-8 is passed over.
struct Tokeniser {
    /// In "part 3/10" there is no score.
    private static let part = ByteHash.of("part".utf8)

    /// The comment between zeros, so that what is near its ends can be asked without asking where they are.
    private let bytes: UnsafePointer<UInt8>
    private let size: Int
    private let tokens: UnsafeMutablePointer<Token>
    private let active: UnsafeMutablePointer<Int32>
    private var count = 0
    private var at = 0

    /// Writes the tokens of a comment of so many bytes, which stands in the memory already, and counts its words.
    static func read(_ size: Int, in memory: borrowing ReadingMemory, phrases: PhraseTable) -> WordCounts {
        var tokeniser = Tokeniser(size, in: memory)
        tokeniser.run(phrases)
        return tokeniser.lookUp(phrases)
    }

    private init(_ size: Int, in memory: borrowing ReadingMemory) {
        bytes = UnsafePointer(memory.text)
        self.size = size
        tokens = memory.tokens
        active = memory.active
    }

    /// The table is handed on and not kept: to keep it is to count who does.
    private mutating func run(_ phrases: PhraseTable) {
        while at < size {
            let chunk = eightBytes(at: at)
            if chunk.letters > 0 {
                chunk.mayBeLink && isLink ? readLink() : readPlainWord(chunk, phrases)
                continue
            }
            let byte = bytes[at]
            if byte == 0x20 {
                at += 1
                continue
            }
            if byte < 0x80, byte != 0x5C {
                isDigit(byte) ? readNumber() : readMark(value: UInt32(byte), length: 1, phrases)
                continue
            }
            let scalar = Scalar(in: text, at: at)
            switch scalar.kind {
            case .letter: readWord(phrases)
            case .digit: readEscapedDigit(length: scalar.length)
            case .emoji: readSymbol(length: scalar.length)
            case .joiner, .apostrophe, .other: readMark(value: scalar.value, length: scalar.length, phrases)
            }
        }
    }

    /// Finds the words in the lexicon: after the reading and in a row, so that the memory is waited for once and not by
    /// each of them.
    private func lookUp(_ phrases: PhraseTable) -> WordCounts {
        var counts = WordCounts(tokens: count)
        for index in 0..<count {
            let word = phrases.word(tokens[index].key)
            tokens[index].word = word
            let kind = tokens[index].kind
            counts.words &+= kind == .word ? 1 : 0
            counts.foreign &+= word.role == .foreign ? 1 : 0
            counts.unknown &+= (kind == .word ? 1 : 0) & (word.number == 0 ? 1 : 0)
            // Written in any case, and kept where something may come of it: no branch that nobody can foresee.
            active[counts.active] = Int32(truncatingIfNeeded: index)
            counts.active &+= 1 &- ((kind.rawValue <= Token.Kind.symbol.rawValue ? 1 : 0) & (word.use == .none ? 1 : 0))
        }
        return counts
    }

    @inline(__always)
    private mutating func append(
        _ kind: Token.Kind, from start: Int, key: UInt64 = 0, stem: UInt32 = 0, strength: Float = 0
    ) {
        tokens[count] = Token(
            key: key, stem: stem, start: UInt16(truncatingIfNeeded: start), end: UInt16(truncatingIfNeeded: at),
            strength: strength, kind: kind)
        count += 1
    }

    private var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: size) }

    // MARK: Words

    private func hasPrefix(_ prefix: StaticString) -> Bool {
        at + prefix.utf8CodeUnitCount <= size
            && (0..<prefix.utf8CodeUnitCount).allSatisfy { bytes[at + $0] | 0x20 == prefix.utf8Start[$0] | 0x20 }
    }

    private var isLink: Bool {
        hasPrefix("http://") || hasPrefix("https://") || hasPrefix("www.")
    }

    private mutating func readLink() {
        let start = at
        while at < size, bytes[at] > 0x20 { at += 1 }
        append(.link, from: start, key: PhraseTable.linkKey)
    }

    /// Most words are a few ASCII letters, none of them three times in a row: their hash is all there is to them.
    @inline(__always) private mutating func readPlainWord(_ first: EightBytes, _ phrases: PhraseTable) {
        var hash: UInt64 = 0
        var end = at
        var chunk = first
        while chunk.letters == 8 {
            hash = ByteHash.mix(hash, chunk.lowered)
            end &+= 8
            guard !chunk.hasStretch, !eightBytes(at: end &- 2).hasStretch else {
                readWord(phrases)
                return
            }
            chunk = eightBytes(at: end)
        }
        end &+= chunk.letters
        guard !chunk.hasStretch, !goesOn(bytes[end]) else {
            if end - at < 8, readContraction(chunk, end: end) { return }
            readWord(phrases)
            return
        }
        if chunk.letters > 0 { hash = ByteHash.mix(hash, chunk.shortWord) }
        let start = at
        at = end
        append(.word, from: start, key: hash, stem: end &- start > 4 ? first.four : 0)
    }

    /// A short word with an apostrophe in it, straight or curved; false where it is anything else.
    private mutating func readContraction(_ first: EightBytes, end: Int) -> Bool {
        let isCurved = bytes[end] == 0xE2 && bytes[end + 1] == 0x80 && bytes[end + 2] == 0x99
        guard isCurved || bytes[end] == 0x27 else { return false }
        let second = eightBytes(at: end + (isCurved ? 3 : 1))
        guard let word = first.joined(to: second) else { return false }
        let start = at
        let behind = end + (isCurved ? 3 : 1) + second.letters
        guard !goesOn(bytes[behind]) else { return false }
        at = behind
        let isLong = first.letters + second.letters > 4
        append(.word, from: start, key: ByteHash.mix(0, word), stem: isLong ? UInt32(truncatingIfNeeded: word) : 0)
        return true
    }

    /// What may go on with a word, such as an apostrophe, a digit or a letter outside ASCII.
    @inline(__always) private func goesOn(_ byte: UInt8) -> Bool {
        byte > 0x26 && (byte >= 0x80 || byte == 0x27 || byte == 0x5C || isDigit(byte))
    }

    /// Behind the end stand zeros.
    @inline(__always) private func eightBytes(at index: Int) -> EightBytes {
        let raw = UnsafeRawPointer(bytes + index)
        return EightBytes(UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)))
    }

    private mutating func readWord(_ phrases: PhraseTable) {
        let start = at
        var spelling = Spelling()
        while at < size {
            let byte = bytes[at]
            let letter = letterOfWords(byte)
            if letter != 0 {
                spelling.add(letter: letter)
                at += 1
                continue
            }
            guard byte >= 0x80 || byte == 0x27 || byte == 0x5C else { break }
            let scalar = Scalar(in: text, at: at)
            switch scalar.kind {
            case .letter: for offset in 0..<scalar.length { spelling.add(byte: bytes[at + offset]) }
            case .apostrophe, .joiner:
                guard Scalar(in: text, at: at + scalar.length).kind == .letter else {
                    appendWord(spelling, from: start, phrases)
                    return
                }
            default:
                appendWord(spelling, from: start, phrases)
                return
            }
            at += scalar.length
        }
        appendWord(spelling, from: start, phrases)
    }

    private mutating func appendWord(_ spelling: Spelling, from start: Int, _ phrases: PhraseTable) {
        let isShort =
            spelling.isStretched && phrases.word(spelling.long.value).number == 0
            && phrases.word(spelling.short.value).number != 0
        let hash = isShort ? spelling.short : spelling.long
        append(.word, from: start, key: hash.value, stem: hash.stem)
    }

    // MARK: Numbers

    /// A number, or a score such as 7/10 or 4/5.
    private mutating func readNumber() {
        let start = at
        while isDigit(bytes[at]) || ((bytes[at] == 0x2E || bytes[at] == 0x2C) && isDigit(bytes[at + 1])) { at += 1 }
        if let score = scoreOutOf(from: start) {
            append(.score, from: start, strength: score)
        } else {
            append(.number, from: start, key: PhraseTable.numberKey)
        }
    }

    /// A digit that is spelt as an escape such as `\u0030`, which nobody means as a score.
    private mutating func readEscapedDigit(length: Int) {
        let start = at
        at += length
        append(.number, from: start, key: PhraseTable.numberKey)
    }

    /// A score on the lexicon's scale, -3 for none of the points and 3 for all; moves behind it.
    private mutating func scoreOutOf(from start: Int) -> Float? {
        guard bytes[at] == 0x2F, at - start <= 4, count == 0 || tokens[count - 1].key != Self.part,
            let points = Float(String(decoding: text[start..<at], as: UTF8.self))
        else { return nil }
        var end = at + 1
        while isDigit(bytes[end]), end - at <= 3 { end += 1 }
        let isTen = end == at + 3 && bytes[at + 1] == 0x31 && bytes[at + 2] == 0x30
        let isFive = end == at + 2 && bytes[at + 1] == 0x35
        guard isTen || isFive, bytes[end] != 0x2F, points <= (isTen ? 10 : 5) else { return nil }
        at = end
        return 6 * points / (isTen ? 10 : 5) - 3
    }
}

// MARK: Marks

extension Tokeniser {
    /// The third and later of equal symbols in a row say no more than the second.
    private mutating func readSymbol(length: Int) {
        let start = at
        var hash = ByteHash()
        for offset in 0..<length { hash.add(bytes[at + offset]) }
        at += length
        if count >= 2, tokens[count - 1].key == hash.value, tokens[count - 2].key == hash.value { return }
        append(.symbol, from: start, key: hash.value)
    }

    private mutating func readMark(value: UInt32, length: Int, _ phrases: PhraseTable) {
        if let length = emoticonLength(phrases) {
            readSymbol(length: length)
            return
        }
        let start = at
        at += length
        switch value {
        case 0x2E, 0x0A, 0x0D, 0x2026, 0x3002: appendOnce(.stop, from: start)
        case 0x3F, 0xFF1F: append(.question, from: start, key: 0)
        case 0x21, 0xFF01: append(.exclamation, from: start, key: 0)
        case 0x3B, 0x28, 0x29: append(.clauseEnd, from: start)
        case 0x2C, 0x3A, 0x2013, 0x2014, 0x7C: append(.pause, from: start)
        case 0x2D where bytes[at] <= 0x20 || bytes[at] == 0x2D: append(.pause, from: start)
        case 0x22, 0x201C, 0x201D, 0xAB, 0xBB: append(.quote, from: start)
        case 0x40: readName(from: start)
        case 0x2A where bytes[at - 2] <= 0x20 || bytes[at - 2] == 0x22: readAsterisk(from: start)
        default: break
        }
    }

    /// A row of dots is one stop.
    private mutating func appendOnce(_ kind: Token.Kind, from start: Int) {
        if count > 0, tokens[count - 1].kind == kind {
            tokens[count - 1].end = UInt16(truncatingIfNeeded: at)
        } else {
            append(kind, from: start)
        }
    }

    /// An asterisk that stands alone is meant itself; one at a word is emphasis.
    private mutating func readAsterisk(from start: Int) {
        let next = bytes[at]
        guard next <= 0x20 || next == 0x22 || next == 0x2E || next == 0x2C else { return }
        append(.symbol, from: start, key: PhraseTable.asteriskKey)
    }

    private mutating func readName(from start: Int) {
        while isLetterOrDigit(bytes[at]) || bytes[at] == 0x5F { at += 1 }
        if at > start + 1 { append(.name, from: start, key: PhraseTable.nameKey) }
    }

    /// Bytes of the longest emoticon here, if it stands free: ":D" but not "note:Dogs".
    private func emoticonLength(_ phrases: PhraseTable) -> Int? {
        switch bytes[at] {
        case 0x3A, 0x3B, 0x3D, 0x3C, 0x3E, 0x5E, 0x2D, 0x5C, 0x2F: break  // : ; = < > ^ - \ /
        default: return nil
        }
        guard at + 1 < size, bytes[at + 1] > 0x20, !isLetterOrDigit(bytes[at - 1]) else { return nil }
        for length in [4, 3, 2] where at + length <= size && !isLetterOrDigit(bytes[at + length]) {
            var hash = ByteHash()
            for offset in 0..<length { hash.add(bytes[at + offset]) }
            if phrases.emoticons.contains(hash.value) { return length }
        }
        return nil
    }
}
