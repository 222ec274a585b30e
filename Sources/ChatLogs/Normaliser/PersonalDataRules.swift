/// Masks personal data that has a shape: e-mail and IPv4 addresses, Discord ids. Each rule looks at maximal runs, so
/// that what remains after masking cannot match again.
enum PersonalDataRules {
    /// E-mail addresses.
    static func email(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        var output: [UInt8] = []
        var copied = 0
        var count = 0
        var index = 0
        while let at = text[index...].firstIndex(of: 0x40) {
            index = at + 1
            var start = at
            while start > copied, isLocalByte(text[start - 1]) { start -= 1 }
            let end = domainEnd(in: text, from: at + 1)
            guard start < at, end > at + 1 else { continue }
            output += text[copied..<start]
            output += emailMark
            copied = end
            index = end
            count += 1
        }
        guard count > 0 else { return nil }
        output += text[copied...]
        return (output, count)
    }

    /// Discord mentions `<@123…>` and old account names `name#1234`.
    static func discordID(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        let mentions = rewriting(text, at: angle) { index in mention(in: text, at: index).map { ($0, discordMark) } }
        let current = mentions?.text ?? text
        guard let names = discordNames(current) else { return mentions }
        return (names.text, names.count + (mentions?.count ?? 0))
    }

    /// IPv4 addresses: four numbers up to 255, not part of a longer dotted number.
    static func ipAddress(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: digits) { index in
            if WordTouch.before(index, in: text) || index > 0 && text[index - 1] == 0x2E { return nil }
            guard let end = addressEnd(in: text, from: index) else { return nil }
            return (end - index, ipMark)
        }
    }

    /// Where four numbers up to 255 with dots between them end, if nothing of the kind follows.
    private static func addressEnd(in text: [UInt8], from start: Int) -> Int? {
        var end = start
        for part in 0..<4 {
            if part > 0 {
                guard end < text.count, text[end] == 0x2E else { return nil }
                end += 1
            }
            let first = end
            var value = 0
            while end < text.count, end - first < 4, text[end].isASCIIDigit {
                value = value * 10 + Int(text[end] - 0x30)
                end += 1
            }
            guard 1...3 ~= end - first, value < 256 else { return nil }
        }
        let goesOn = end + 1 < text.count && text[end] == 0x2E && text[end + 1].isASCIIDigit
        return goesOn || WordTouch.after(end, in: text) ? nil : end
    }

    private static func mention(in text: [UInt8], at index: Int) -> Int? {
        guard index + 1 < text.count, text[index + 1] == 0x40 else { return nil }
        var end = index + 2
        if end < text.count, text[end] == 0x21 || text[end] == 0x26 { end += 1 }
        let first = end
        while end < text.count, text[end].isASCIIDigit { end += 1 }
        guard 17...20 ~= end - first, end < text.count, text[end] == 0x3E else { return nil }
        return end + 1 - index
    }

    private static func discordNames(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        var output: [UInt8] = []
        var copied = 0
        var count = 0
        var index = 0
        while let hash = text[index...].firstIndex(of: 0x23) {
            index = hash + 1
            var end = hash + 1
            while end < text.count, text[end].isASCIIDigit { end += 1 }
            guard end - hash == 5, end == text.count || text[end] >= 0x80 || !isWordByte(text[end]) else { continue }
            var start = hash
            while start > copied, isWordByte(text[start - 1]) || text[start - 1] == 0x2E { start -= 1 }
            guard 2...32 ~= hash - start else { continue }
            output += text[copied..<start]
            output += discordMark
            copied = end
            index = end
            count += 1
        }
        guard count > 0 else { return nil }
        output += text[copied...]
        return (output, count)
    }

    private static func domainEnd(in text: [UInt8], from start: Int) -> Int {
        var end = start
        var lastDot: Int?
        while end < text.count, isWordByte(text[end]) || text[end] == 0x2D || text[end] == 0x2E {
            if text[end] == 0x2E { lastDot = end }
            end += 1
        }
        while end > start, text[end - 1] == 0x2E || text[end - 1] == 0x2D {
            end -= 1
            if lastDot == end { lastDot = text[start..<end].lastIndex(of: 0x2E) }
        }
        guard let lastDot, lastDot > start, end - lastDot > 2, text[lastDot + 1].isASCIILetter else { return start }
        return end
    }

    private static func isLocalByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || localMarks.contains(byte)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == 0x5F || byte >= 0x80
    }

    private static let emailMark = Array("[EMAIL]".utf8)
    private static let ipMark = Array("[IP]".utf8)
    private static let localMarks = ByteSet([0x2E, 0x5F, 0x25, 0x2B, 0x2D])
    private static let discordMark = Array("[DISCORD_ID]".utf8)
    private static let angle = ByteSet([0x3C])
    private static let digits = ByteSet(0x30...0x39)
}
