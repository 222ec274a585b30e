/// Masks telephone numbers: `+` and 8 to 15 digits in groups, or the North American 3-3-4 with separators.
enum PhoneRule {
    /// The text without telephone numbers, or nil when there are none.
    static func masked(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        var output: [UInt8] = []
        var copied = 0
        var count = 0
        var index = starts.firstIndex(in: text, from: 0)
        while index < text.count {
            guard canStart(in: text, at: index) else {
                index = starts.firstIndex(in: text, from: index + 1)
                continue
            }
            let (end, isPhone) =
                text[index] == 0x2B ? international(in: text, from: index) : local(in: text, from: index)
            if isPhone {
                output += text[copied..<index]
                output += mark
                copied = end
                count += 1
            }
            index = starts.firstIndex(in: text, from: end)
        }
        guard count > 0 else { return nil }
        output += text[copied...]
        return (output, count)
    }

    private static func canStart(in text: [UInt8], at index: Int) -> Bool {
        guard index > 0 else { return true }
        let before = text[index - 1]
        // `]` would end a number that was masked already.
        return !WordTouch.before(index, in: text) && !glue.contains(before)
    }

    /// A number after `+`: the whole run is one number or none is in it, so that masking a part cannot make another.
    private static func international(in text: [UInt8], from start: Int) -> (end: Int, isPhone: Bool) {
        let separators = separators
        var end = start + 1
        var digits = 0
        var lastDigit = start
        while end < text.count, text[end].isASCIIDigit || separators.contains(text[end]) {
            if text[end].isASCIIDigit {
                digits += 1
                lastDigit = end
            }
            end += 1
        }
        let isWord = lastDigit == end - 1 && WordTouch.after(end, in: text)
        guard 8...15 ~= digits, lastDigit - start < 32, !isWord else { return (end, false) }
        return (lastDigit + 1, true)
    }

    /// `(555) 123-4567`, `555-123-4567`, `1 555.123.4567`. Without any separator ten digits are just a number.
    private static func local(in text: [UInt8], from start: Int) -> (end: Int, isPhone: Bool) {
        let separators = separators
        var end = start
        if text[end] == 0x31, end + 1 < text.count, separators.contains(text[end + 1]) { end += 1 }
        for group in 0..<3 {
            let length = group == 2 ? 4 : 3
            let separatorStart = end
            while end < text.count, end - separatorStart < 2, separators.contains(text[end]) { end += 1 }
            let groupStart = end
            while end < text.count, end - groupStart <= length, text[end].isASCIIDigit { end += 1 }
            guard end - groupStart == length else { return (start + 1, false) }
        }
        return WordTouch.after(end, in: text) ? (start + 1, false) : (end, true)
    }

    private static let mark = Array("[PHONE]".utf8)
    private static let starts = ByteSet(Array(0x30...0x39) + [0x2B, 0x28])
    private static let separators = ByteSet([0x20, 0x2D, 0x2E, 0x28, 0x29])
    private static let glue = ByteSet([0x2B, 0x2D, 0x2E, 0x28, 0x29, 0x5D, 0x5F])
}
