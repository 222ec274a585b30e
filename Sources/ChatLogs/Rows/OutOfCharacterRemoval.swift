/// Takes speech out of character out of a turn: `((…))`, `[[…]]`, `(OOC: …)`, `[OOC: …]`. What is not closed goes to
/// the end of its line.
enum OutOfCharacterRemoval {
    /// The text without such parts and without the space that they leave; linear in its length.
    static func removed(_ text: [UInt8]) -> [UInt8] {
        guard brackets.firstIndex(in: text, from: 0) < text.count else { return text }
        let closings = Self.closings(text)
        let changed = rewriting(text, at: brackets) { index in
            guard opens(text, at: index) else { return nil }
            let end = closings[index] ?? newline.firstIndex(in: text, from: index)
            return (end - index, [])
        }
        guard let changed else { return text }
        return tidied(changed.text)
    }

    private static func opens(_ text: [UInt8], at index: Int) -> Bool {
        text.has([text[index], text[index]], at: index)
            || text.hasIgnoringCase(mark, at: index + 1)
                && !(index + 4 < text.count && (text[index + 4].isASCIILetter || text[index + 4].isASCIIDigit))
    }

    /// For each bracket that is closed, where the text goes on after it.
    private static func closings(_ text: [UInt8]) -> [Int: Int] {
        var closings: [Int: Int] = [:]
        var open: (round: [Int], square: [Int]) = ([], [])
        for index in text.indices {
            switch text[index] {
            case 0x28: open.round.append(index)
            case 0x5B: open.square.append(index)
            case 0x29: if let start = open.round.popLast() { closings[start] = index + 1 }
            case 0x5D: if let start = open.square.popLast() { closings[start] = index + 1 }
            default: break
            }
        }
        return closings
    }

    private static func tidied(_ text: [UInt8]) -> [UInt8] {
        let text =
            rewriting(text, at: space) { index in
                var end = index
                while end < text.count, text[end] == 0x20 { end += 1 }
                return end - index > 1 ? (end - index, [0x20]) : nil
            }?.text ?? text
        let lines = LayoutRules.trailingSpace(text)?.text ?? text
        return WhiteSpace.trimmed(LayoutRules.blankLines(lines)?.text ?? lines)
    }

    private static let mark = Array("ooc".utf8)
    private static let brackets = ByteSet([0x28, 0x5B])
    private static let newline = ByteSet([0x0A])
    private static let space = ByteSet([0x20])
}
