/// Which scalars make words, and their lower case: words are those of `\w` in Python's `re`, so that counts agree with
/// the vectoriser whose thresholds curators use. Combining marks are no part of a word there.
enum WordScalars {
    /// Whether a scalar is a letter, a number or `_`. Constant time.
    @inline(__always)
    static func contains(_ scalar: UInt32) -> Bool {
        // What most texts outside ASCII are made of is told without a table: Cyrillic letters and ideographs.
        if 0x410...0x44F ~= scalar || 0x4E00...0x9FA5 ~= scalar { return true }
        guard scalar < UInt32(bits.count * 64) else { return 0x20000...0x323AF ~= scalar }
        return bits[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1
    }

    /// The lower-case scalar. What becomes several scalars is cut to the first; case above U+1FFF is folded for
    /// full-width Latin only.
    @inline(__always)
    static func lowercased(_ scalar: UInt32) -> UInt32 {
        if 0x410...0x44F ~= scalar { return scalar < 0x430 ? scalar + 0x20 : scalar }
        if scalar < 0x2000 { return UInt32(lower[Int(scalar)]) }
        return 0xFF21...0xFF3A ~= scalar ? scalar + 0x20 : scalar
    }

    /// For each byte of ASCII its lower-case form when it belongs to a word, and 0 otherwise.
    static let ascii: [UInt8] = (0..<256).map { value in
        let byte = UInt8(value)
        return byte.isASCIILetter || byte.isASCIIDigit || byte == 0x5F ? byte.lowercasedASCII : 0
    }

    /// One bit for each scalar of planes 0 and 1, read once from the standard library.
    private static let bits: [UInt64] = {
        var words = [UInt64](repeating: 0, count: 0x20000 / 64)
        for value in UInt32(0x30)..<0x20000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber:
                words[Int(value >> 6)] |= 1 << UInt64(value & 63)
            default: break
            }
        }
        words[1] |= 1 << (0x5F - 64)
        return words
    }()

    private static let lower: [UInt16] = (UInt32(0)..<0x2000).map { value in
        let mapped = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
        return UInt16(truncatingIfNeeded: mapped)
    }
}
