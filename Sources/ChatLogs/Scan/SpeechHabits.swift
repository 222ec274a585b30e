/// The two habits that the toolbox's tomato filter looks for.
enum SpeechHabits {
    /// Whether the word at `index` stutters: four characters or more, the second `-`, the first and third the same
    /// letter in any case.
    @inline(__always)
    static func stutters(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let hyphen = index + (text[index] < 0x80 ? 1 : text.scalar(at: index).length)
        guard hyphen + 1 < text.count, text[hyphen] == 0x2D else { return false }
        let first = text.scalar(at: index).value
        let (third, length) = text.scalar(at: hyphen + 1)
        guard WordScalars.lowercased(first) == WordScalars.lowercased(third) else { return false }
        let end = hyphen + 1 + length
        return end < text.count && !isSpace(text.scalar(at: end).value) && !isSpace(third)
    }

    /// Whether an action, from its opening asterisk on, has one of the words of embarrassment. The misspelling is the
    /// toolbox's own and stays, because its thresholds were found with it.
    static func isEmbarrassed(_ text: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Bool {
        for index in range {
            // Looked for by rare letters of theirs: where a frequent one stands is guessed wrong too often.
            switch text[index] | 0x20 {
            case 0x62:
                if has("blush", at: index, text, range) || has("embarass", at: index - 2, text, range) { return true }
            case 0x76: if has("nervous", at: index - 3, text, range) { return true }
            case 0x6D:
                if has("like a tomato", at: index - 9, text, range) || has("as a tomato", at: index - 7, text, range) {
                    return true
                }
            default: break
            }
        }
        return false
    }

    @inline(__always)
    private static func has(
        _ word: StaticString, at index: Int, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index >= range.lowerBound, index + count <= range.upperBound else { return false }
        for offset in 0..<count where text[index + offset].lowercasedASCII != word.utf8Start[offset] { return false }
        return true
    }

    private static func isSpace(_ scalar: UInt32) -> Bool {
        scalar == 0x20 || 0x09...0x0D ~= scalar || 0x1C...0x1F ~= scalar || WhiteSpace.isWide(scalar)
    }
}
