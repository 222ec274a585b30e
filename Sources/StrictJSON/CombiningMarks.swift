/// Which code points attach to the one before them: Unicode general categories Mn, Mc and Me.
public enum CombiningMarks {
    /// Whether a scalar value is a combining mark. Constant time.
    public static func contains(_ scalar: UInt32) -> Bool {
        // Nothing below U+0300 combines, nor does general punctuation, which chats are full of.
        guard scalar >= 0x300, scalar &- 0x2000 >= 0x70 else { return false }
        guard scalar < UInt32(bits.count * 64) else { return (0xE0100...0xE01EF).contains(scalar) }
        return bits[Int(scalar >> 6)] >> (scalar & 63) & 1 == 1
    }

    /// One bit for each scalar of planes 0 and 1, read once from the standard library, so that it is never out of date.
    private static let bits: [UInt64] = {
        var words = [UInt64](repeating: 0, count: 0x20000 / 64)
        for value in UInt32(0x300)..<0x20000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: words[Int(value >> 6)] |= 1 << (value & 63)
            default: break
            }
        }
        return words
    }()
}
