/// Ages below eighteen that a text gives to somebody.
enum StatedAge {
    /// How an age is stated.
    enum Kind {
        /// Of now: `I'm 14.`, `aged 12`, `16 years old`.
        case present
        /// Of another time, as in `I was 14 years old`; in stories that may be now.
        case past
    }

    /// The number that a token of digits and letters begins with, when what follows may belong to an age: `15`, `15yo`,
    /// `15yrs`, `15f`.
    static func number(
        in token: Range<Int>, of text: UnsafeBufferPointer<UInt8>
    ) -> (value: Int, range: Range<Int>)? {
        var value = 0
        var end = token.lowerBound
        while end < token.upperBound, text[end].isASCIIDigit, value < 100 {
            value = value * 10 + Int(text[end] - 0x30)
            end += 1
        }
        guard 1...17 ~= value else { return nil }
        return (value, token.lowerBound..<end)
    }

    /// How the number at a place is stated as somebody's age; nil when it is not.
    static func found(_ value: Int, at range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Kind? {
        guard 1...17 ~= value else { return nil }
        if isPartOfNumber(text, at: range.lowerBound) { return nil }
        let hasUnit = hasUnit(text, at: range.upperBound, value)
        guard hasUnit || mayState(text, before: range.lowerBound) else { return nil }
        let before = Words(text, before: range.lowerBound)
        if before.contain(anyOf: tens) { return nil }
        if hasUnit {
            return before.ends(with: ["was"]) || before.ends(with: ["were"]) ? .past : .present
        }
        if before.ends(with: ["aged"]) || before.ends(with: ["age"]) || before.ends(with: ["age", "of"]) {
            return before.ends(with: ["age", "of"]) ? .past : .present
        }
        guard value > 5, standsAlone(text, at: range.upperBound) else { return nil }
        for words in present where before.ends(with: words) { return .present }
        for words in past where before.ends(with: words) { return .past }
        return nil
    }

    private static let present: [[StaticString]] = [
        ["i", "m"], ["im"], ["i", "am"], ["she", "s"], ["shes"], ["she", "is"], ["he", "s"], ["hes"], ["he", "is"],
        ["m", "only"], ["am", "only"], ["is", "just"], ["m", "just"], ["just", "turned"],
        ["she", "is", "only"], ["she", "s", "only"], ["he", "is", "only"], ["he", "s", "only"], ["char", "is"],
        ["user", "is"], ["you", "re"], ["you", "are"], ["youre"],
    ]
    private static let past: [[StaticString]] = [
        ["i", "was"], ["she", "was"], ["he", "was"], ["was", "only"], ["turned"],
    ]
    private static let tens: [StaticString] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
    ]

    /// Whether the word before an age ends as those do that state one: most numbers are told to be none by that.
    private static func mayState(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
        var end = index
        while end > 0, index - end < Words.reach, !text[end - 1].isASCIIWord { end -= 1 }
        return end > 0 && index - end < Words.reach && endings.contains(text[end - 1].lowercasedASCII)
    }

    private static let endings = ByteSet(
        (present + past + [["was"], ["were"], ["aged"], ["age"], ["of"]]).compactMap { words in
            words.last.map { $0.utf8Start[$0.utf8CodeUnitCount - 1] }
        })

    /// Whether the digits belong to `1,016`, `18.16`, `1/16`, `$16` or `-16`.
    private static func isPartOfNumber(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard start > 0 else { return false }
        switch text[start - 1] {
        case 0x24, 0x2F, 0x2B: return true
        case 0x2C, 0x2E, 0x3A: return start > 1 && text[start - 2].isASCIIDigit
        default: return false
        }
    }

    /// `years old` and its shorter forms, right after the number.
    private static func hasUnit(_ text: UnsafeBufferPointer<UInt8>, at end: Int, _ value: Int) -> Bool {
        var index = end
        while index < text.count, index - end < 3, text[index] == 0x20 || text[index] == 0x2D { index += 1 }
        guard index < text.count, text[index] | 0x20 == 0x79 || text[index] | 0x20 == 0x66 else { return false }
        let isTight = index == end
        for (unit, needsTight) in units where !needsTight || isTight && value > 9 {
            let count = unit.utf8CodeUnitCount
            guard index + count <= text.count else { continue }
            var isEqual = true
            for offset in 0..<count where text[index + offset].lowercasedASCII != unit.utf8Start[offset] {
                isEqual = false
                break
            }
            if isEqual, index + count == text.count || !text[index + count].isASCIIWord { return true }
        }
        return false
    }

    private static let units: [(StaticString, needsTight: Bool)] = [
        ("years old", false), ("year old", false), ("years-old", false), ("year-old", false), ("yrs old", false),
        ("yr old", false), ("y/o", false), ("y.o", false), ("yo", false), ("years of age", false), ("yrs", true),
        ("yr", true), ("years young", false), ("year olds", false), ("f", true),
    ]

    /// Whether the number ends what is said, so that it counts nothing: `I'm 14.` and not `I'm 14 minutes late`.
    private static func standsAlone(_ text: UnsafeBufferPointer<UInt8>, at end: Int) -> Bool {
        guard end < text.count else { return true }
        switch text[end] {
        case 0x0A, 0x21, 0x29, 0x2A, 0x3B, 0x3F, 0x22, 0x7E: return true
        case 0x2C, 0x2E: return end + 1 >= text.count || !text[end + 1].isASCIIDigit
        case 0x20:
            guard end + 1 < text.count else { return true }
            let next = Words(text, after: end + 1)
            return next.first.map { after in follow.contains { after.is($0) } } ?? true
        default: return false
        }
    }

    private static let follow: [StaticString] = [
        "and", "but", "now", "too", "today", "so", "years", "when", "yet", "actually",
    ]
}

/// The few words before or after a place, without copying them.
private struct Words {
    /// How far from a place words are looked for, bytes.
    static let reach = 24

    /// The nearest first.
    private var ranges = InlineArray<3, Range<Int>>(repeating: 0..<0)
    private var count = 0
    private let text: UnsafeBufferPointer<UInt8>

    /// The three words before `index`; what lies farther away than the reach is not seen.
    init(_ text: UnsafeBufferPointer<UInt8>, before index: Int) {
        self.text = text
        var end = index
        while count < 3, end > 0 {
            while end > 0, index - end < Self.reach, !text[end - 1].isASCIIWord { end -= 1 }
            var start = end
            while start > 0, index - start < Self.reach, text[start - 1].isASCIIWord { start -= 1 }
            guard start < end else { return }
            ranges[count] = start..<end
            count += 1
            end = start
        }
    }

    /// The word at `index`.
    init(_ text: UnsafeBufferPointer<UInt8>, after index: Int) {
        self.text = text
        var end = index
        while end < text.count, text[end].isASCIIWord { end += 1 }
        if end > index { (ranges[0], count) = (index..<end, 1) }
    }

    /// The first word.
    var first: Word? { count > 0 ? word(0) : nil }

    /// Whether the last words are these.
    func ends(with words: [StaticString]) -> Bool {
        guard words.count <= count else { return false }
        for place in words.indices where !word(words.count - 1 - place).is(words[place]) { return false }
        return true
    }

    /// Whether one of the words is among the last two.
    func contain(anyOf words: [StaticString]) -> Bool {
        (0..<min(2, count)).contains { place in words.contains { word(place).is($0) } }
    }

    private func word(_ place: Int) -> Word { Word(text: text, range: ranges[place]) }

    struct Word {
        let text: UnsafeBufferPointer<UInt8>
        let range: Range<Int>

        /// Whether it is this word, in any case.
        func `is`(_ word: StaticString) -> Bool {
            guard word.utf8CodeUnitCount == range.count else { return false }
            for (offset, byte) in text[range].enumerated() where byte.lowercasedASCII != word.utf8Start[offset] {
                return false
            }
            return true
        }
    }
}
