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
        for index in 0..<text.count {
            switch text[index] {
            case 0x28:
                if text.has([0x28, 0x28], at: index) || isOOC(text, at: index + 1) { return .partial }
            case 0x5B:
                if text.has([0x5B, 0x5B], at: index) { return .partial }
            default: break
            }
        }
        return .none
    }

    /// Whether the whole text is one pair of single parentheses.
    static func isWholeParenthesis(_ text: [UInt8]) -> Bool {
        text.count > 2 && text[0] == 0x28 && text[1] != 0x28 && isClosedOnlyAtEnd(text)
    }

    private static func isOOC(_ text: [UInt8], at index: Int) -> Bool {
        guard text.hasIgnoringCase(Array("ooc".utf8), at: index) else { return false }
        let end = index + 3
        return end >= text.count || !(text[end].isASCIILetter || text[end].isASCIIDigit || text[end] >= 0x80)
    }

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
