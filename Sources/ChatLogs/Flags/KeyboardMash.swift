/// Turns in which somebody only hit the keyboard.
enum KeyboardMash {
    /// Bytes of a turn that are looked at.
    private static let reach = 256
    /// Function words of any language that a turn may have: almost all turns have more, and need no closer look.
    private static let mostFunctionWords = 2

    /// Whether at least half of the letters at the beginning of a text, and at least eight, are in words that no
    /// language writes: seven consonants in a row, or six letters without a vowel, of four different ones; or four
    /// neighbouring keys. Sounds such as `brrrr` and `hmmmmmm` have too few different letters.
    static func isMash(_ text: [UInt8], functionWords: Int) -> Bool {
        guard functionWords <= mostFunctionWords else { return false }
        let end = min(text.count, reach)
        var letters = 0
        var mashed = 0
        var index = 0
        while index < end {
            guard text[index].isASCIILetter else {
                if text[index] >= 0x80 { letters += 1 }
                index += 1
                continue
            }
            let start = index
            while index < end, text[index].isASCIILetter { index += 1 }
            letters += index - start
            if index - start >= 6, isMash(text, start..<index) { mashed += index - start }
        }
        return mashed >= 8 && mashed * 2 >= letters
    }

    private static func isMash(_ text: [UInt8], _ word: Range<Int>) -> Bool {
        var run = 0
        var different: UInt32 = 0
        for index in word {
            let letter = text[index].lowercasedASCII
            if vowels.contains(letter) {
                run = 0
                different = 0
            } else {
                run += 1
                different |= 1 << UInt32(letter - 0x61)
                if run >= 7 || run == word.count, different.nonzeroBitCount > 3 { return true }
            }
            for keys in rows where index + keys.count <= word.upperBound && text.hasIgnoringCase(keys, at: index) {
                return true
            }
        }
        return false
    }

    private static let vowels = ByteSet(Array("aeiouy".utf8))
    private static let rows = ["asdf", "sdfg", "dfgh", "fghj", "ghjk", "hjkl", "zxcv", "xcvb", "cvbn", "rtyu"].map {
        Array($0.utf8)
    }
}
