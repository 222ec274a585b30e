/// White space as Python's `str.split()` and `str.strip()` see it: 29 code points. Every threshold on words in the
/// toolboxes was measured with it.
enum WhiteSpace {
    /// Length in bytes of the white-space scalar at `index`, or 0.
    @inline(__always)
    static func length(in text: [UInt8], at index: Int) -> Int {
        let byte = text[index]
        if byte < 0x80 { return byte == 0x20 || 0x09...0x0D ~= byte || 0x1C...0x1F ~= byte ? 1 : 0 }
        return wideLength(in: text, at: index)
    }

    /// Whether a scalar outside ASCII is white space.
    static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Number of words: maximal runs without white space.
    static func words(in text: [UInt8]) -> Int {
        var words = 0
        var inWord = false
        var index = 0
        while index < text.count {
            let length = length(in: text, at: index)
            if length > 0 {
                inWord = false
                index += length
            } else {
                if !inWord { words += 1 }
                inWord = true
                index += 1
            }
        }
        return words
    }

    /// The text without white space at both ends.
    static func trimmed(_ text: [UInt8]) -> [UInt8] {
        let range = trimmedRange(of: text)
        return range == 0..<text.count ? text : Array(text[range])
    }

    /// Where the text without white space at both ends is.
    static func trimmedRange(of text: [UInt8]) -> Range<Int> {
        var start = 0
        while start < text.count {
            let length = length(in: text, at: start)
            if length == 0 { break }
            start += length
        }
        var end = text.count
        while end > start {
            let length = lengthBefore(end, in: text)
            if length == 0 { break }
            end -= length
        }
        return start..<end
    }

    /// Length in bytes of the white-space scalar that ends before `index`, or 0.
    static func lengthBefore(_ index: Int, in text: [UInt8]) -> Int {
        guard index > 0 else { return 0 }
        for size in 1...3 where index >= size && length(in: text, at: index - size) == size { return size }
        return 0
    }

    private static func wideLength(in text: [UInt8], at index: Int) -> Int {
        switch text[index] {
        case 0xC2: index + 1 < text.count && (text[index + 1] == 0x85 || text[index + 1] == 0xA0) ? 2 : 0
        case 0xE1, 0xE2, 0xE3:
            isWide(UTF8Bytes.scalar(in: text, at: index).value) ? 3 : 0
        default: 0
        }
    }
}
