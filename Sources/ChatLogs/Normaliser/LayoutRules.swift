/// Rules on white space between and around lines.
enum LayoutRules {
    /// White space before each line feed removed.
    static func trailingSpace(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        var output: [UInt8] = []
        var copied = 0
        var count = 0
        var next = newline.firstIndex(in: text, from: 0)
        while next < text.count {
            let index = next
            next = newline.firstIndex(in: text, from: index + 1)
            var end = index
            while end > copied {
                let length = WhiteSpace.lengthBefore(end, in: text)
                if length == 0 || text[end - 1] == 0x0A { break }
                end -= length
            }
            guard end < index else { continue }
            output += text[copied..<end]
            copied = index
            count += 1
        }
        guard count > 0 else { return nil }
        output += text[copied...]
        return (output, count)
    }

    /// Runs of three and more line feeds cut to two.
    static func blankLines(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: newline) { index in
            guard index + 2 < text.count, text[index + 1] == 0x0A, text[index + 2] == 0x0A else { return nil }
            var end = index
            while end < text.count, text[end] == 0x0A { end += 1 }
            return (end - index, blankLine)
        }
    }

    /// White space at both ends removed.
    static func outerSpace(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        let range = WhiteSpace.trimmedRange(of: text)
        return range == 0..<text.count ? nil : (Array(text[range]), 1)
    }

    private static let blankLine: [UInt8] = [0x0A, 0x0A]
    private static let newline = ByteSet([0x0A])
}
