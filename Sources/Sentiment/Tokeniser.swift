/// Cuts the UTF-8 bytes of a comment into tokens, in one pass and with at most one token per byte.
///
/// It works on bytes because comparing Swift strings takes quadratic time on hostile runs of combining marks.
/// Malformed UTF-8 is taken byte by byte as parts of unknown words. URLs and @names say nothing and are left out.
struct Tokeniser {
    private let bytes: [UInt8]
    private var at = 0
    private(set) var tokens: [Token] = []

    static func tokens(of bytes: [UInt8]) -> [Token] {
        var tokeniser = Tokeniser(bytes: bytes)
        tokeniser.run()
        return tokeniser.tokens
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 4 + 1)
    }

    private mutating func run() {
        while at < bytes.count {
            let scalar = Scalar(in: bytes, at: at)
            switch scalar.kind {
            case .letter: isLink ? skipToSpace() : readWord()
            case .digit: readNumber()
            case .emoji: readEmoji(scalar)
            case .joiner, .apostrophe, .other: readMark(scalar)
            }
        }
    }

    private func byte(_ index: Int) -> UInt8 {
        index >= 0 && index < bytes.count ? bytes[index] : 0
    }

    private func hasPrefix(_ prefix: StaticString) -> Bool {
        at + prefix.utf8CodeUnitCount <= bytes.count
            && (0..<prefix.utf8CodeUnitCount).allSatisfy { bytes[at + $0] | 0x20 == prefix.utf8Start[$0] | 0x20 }
    }

    private var isLink: Bool { hasPrefix("http://") || hasPrefix("https://") || hasPrefix("www.") }

    private mutating func skipToSpace() {
        while at < bytes.count, bytes[at] > 0x20 { at += 1 }
    }

    private mutating func readWord() {
        var long = ByteHash()
        var short = ByteHash()
        while at < bytes.count {
            let scalar = Scalar(in: bytes, at: at)
            if scalar.kind == .apostrophe || scalar.kind == .joiner {
                guard Scalar(in: bytes, at: at + scalar.length).kind == .letter else { break }
                at += scalar.length
                continue
            }
            guard scalar.kind == .letter || scalar.kind == .digit else { break }
            guard scalar.length == 1 else {
                for offset in 0..<scalar.length {
                    long.add(bytes[at + offset])
                    short.add(bytes[at + offset])
                }
                at += scalar.length
                continue
            }
            let letter = lowercase(bytes[at])
            let start = at
            while at < bytes.count, lowercase(bytes[at]) == letter { at += 1 }
            let run = at - start
            for _ in 0..<min(run, 2) { long.add(letter) }
            for _ in 0..<(run > 2 ? 1 : run) { short.add(letter) }
        }
        tokens.append(Token(kind: .word, key: long.value, shortKey: short.value))
    }

    /// A number, or a mark such as 7/10 or 4/5.
    private mutating func readNumber() {
        let start = at
        while isDigit(byte(at)) || ((byte(at) == 0x2E || byte(at) == 0x2C) && isDigit(byte(at + 1))) { at += 1 }
        if let mark = markOutOf(from: start) {
            tokens.append(Token(kind: .mark(mark)))
        } else {
            tokens.append(Token(kind: .number))
        }
    }

    /// A mark on the lexicon's scale, -3 for none of the points and 3 for all; moves behind it.
    private mutating func markOutOf(from start: Int) -> Double? {
        guard byte(at) == 0x2F, at - start <= 4, let points = Double(String(decoding: bytes[start..<at], as: UTF8.self))
        else { return nil }
        var end = at + 1
        while isDigit(byte(end)), end - at <= 3 { end += 1 }
        let isTen = end == at + 3 && byte(at + 1) == 0x31 && byte(at + 2) == 0x30
        let isFive = end == at + 2 && byte(at + 1) == 0x35
        guard isTen || isFive, byte(end) != 0x2F, points <= (isTen ? 10 : 5) else { return nil }
        at = end
        return 6 * points / (isTen ? 10 : 5) - 3
    }

    private mutating func readEmoji(_ scalar: Scalar) {
        append(symbol: ByteHash.of(bytes[at..<(at + scalar.length)]))
        at += scalar.length
    }

    /// The third and later of equal symbols in a row say no more than the second.
    private mutating func append(symbol key: UInt64) {
        let token = Token(kind: .symbol, key: key, shortKey: key)
        if tokens.count >= 2, tokens[tokens.count - 1] == token, tokens[tokens.count - 2] == token { return }
        tokens.append(token)
    }

    private mutating func readMark(_ scalar: Scalar) {
        if let emoticon = emoticon() {
            append(symbol: emoticon.key)
            at += emoticon.length
            return
        }
        switch scalar.value {
        case 0x2E, 0x0A, 0x0D, 0x2026, 0x3002: append(.stop)
        case 0x3F, 0xFF1F: append(.question)
        case 0x21, 0xFF01: append(.exclamation)
        case 0x2C, 0x3A, 0x3B, 0x28, 0x29, 0x2013, 0x2014: append(.pause)
        case 0x40: while isLetterOrDigit(byte(at + 1)) || byte(at + 1) == 0x5F { at += 1 }
        default: break
        }
        at += scalar.length
    }

    private mutating func append(_ kind: Token.Kind) {
        tokens.append(Token(kind: kind))
    }

    /// The longest emoticon here, if it stands free: ":D" but not "note:Dogs".
    private func emoticon() -> (key: UInt64, length: Int)? {
        guard !isLetterOrDigit(byte(at - 1)) else { return nil }
        for length in [4, 3, 2] where at + length <= bytes.count && !isLetterOrDigit(byte(at + length)) {
            let key = ByteHash.of(bytes[at..<(at + length)])
            if Lexicon.emoticons.contains(key) { return (key, length) }
        }
        return nil
    }
}
