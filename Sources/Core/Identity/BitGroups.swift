/// Bytes as text, some bits a character, most significant first, without padding (RFC 4648).
struct BitGroups {
    /// One character for each value.
    let alphabet: [UInt8]
    /// Bits a character: 5 or 6.
    let width: Int

    /// 5 bits a character in lower case: easy to read aloud, to copy and to select by double click.
    static let base32 = BitGroups(alphabet: Array("abcdefghijklmnopqrstuvwxyz234567".utf8), width: 5)

    /// 6 bits a character, nothing that an address would have to escape.
    static let base64URL = BitGroups(
        alphabet: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8), width: 6)

    func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= width {
                bits -= width
                text.append(alphabet[buffer >> bits & (alphabet.count - 1)])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { text.append(alphabet[buffer << (width - bits) & (alphabet.count - 1)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for a character outside the alphabet or for left-over bits that are not zero: one text for each value.
    func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = 0
        var bits = 0
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            buffer = buffer << width | value
            bits += width
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
            buffer &= (1 << bits) - 1
        }
        return bits < width && buffer == 0 ? bytes : nil
    }
}
