/// Finds speech out of character: `OOC` lines and doubled brackets. A whole turn in single parentheses without `OOC`
/// is thought or action for many users and is only remarked.
enum OutOfCharacterScan {
    /// How much of a normalised text is out of character.
    static func extent(of text: [UInt8], profile: TextProfile) -> OutOfCharacter {
        if profile.isDisjoint(with: [.parenthesis, .bracket]) { return isOOC(text, at: 0) ? .full : .none }
        var start = 0
        while start < text.count, start < 2, text[start] == 0x28 || text[start] == 0x5B { start += 1 }
        let marks = start
        while start < text.count, text[start] == 0x20 { start += 1 }
        if isOOC(text, at: start) { return marks == 0 || isClosedOnlyAtEnd(text) ? .full : .partial }
        if marks == 2, text.has([0x28, 0x28], at: 0), text.hasSuffix([0x29, 0x29]), isClosedOnlyAtEnd(text) {
            return .full
        }
        var index = brackets.firstIndex(in: text, from: 0)
        while index + 1 < text.count {
            let bracket = text[index]
            if text[index + 1] == bracket || bracket == 0x28 && isOOC(text, at: index + 1) { return .partial }
            index = brackets.firstIndex(in: text, from: index + 1)
        }
        return .none
    }

    /// Whether the whole text is one pair of single parentheses.
    static func isWholeParenthesis(_ text: [UInt8]) -> Bool {
        text.count > 2 && text[0] == 0x28 && text[1] != 0x28 && isClosedOnlyAtEnd(text)
    }

    private static func isOOC(_ text: [UInt8], at index: Int) -> Bool {
        guard text.hasIgnoringCase(mark, at: index) else { return false }
        let end = index + 3
        return end >= text.count || !(text[end].isASCIILetter || text[end].isASCIIDigit || text[end] >= 0x80)
    }

    private static let mark = Array("ooc".utf8)
    private static let brackets = ByteSet([0x28, 0x5B])

    /// Whether the bracket that opens the text closes with its last byte and not before.
    private static func isClosedOnlyAtEnd(_ text: [UInt8]) -> Bool {
        var depth = 0
        for index in 0..<text.count {
            if text[index] == 0x28 || text[index] == 0x5B { depth += 1 }
            if text[index] == 0x29 || text[index] == 0x5D { depth -= 1 }
            if depth <= 0 { return index == text.count - 1 }
        }
        return false
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ other: [UInt8]) -> Bool { has(other, at: count - other.count) }
}
