/// Removes what has the shape of an API key, always and everywhere, also from the raw text.
enum SecretRule {
    /// What stands in the text instead.
    static let mark = Array("[SECRET]".utf8)

    /// The text without secrets, or nil when there are none.
    static func masked(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: starts) { index in
            if index > 0, isKeyByte(text[index - 1]) { return nil }
            for shape in shapes where text.has(shape.prefix, at: index) {
                var end = index + shape.prefix.count
                while end < text.count, isKeyByte(text[end]) { end += 1 }
                let length = end - index - shape.prefix.count
                if length >= shape.minimum, length <= shape.maximum { return (end - index, mark) }
            }
            return nil
        }
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2D || byte == 0x5F
    }

    private struct Shape: Sendable {
        let prefix: [UInt8]
        let minimum: Int
        let maximum: Int

        init(_ prefix: String, _ minimum: Int, _ maximum: Int = 4096) {
            self.prefix = Array(prefix.utf8)
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// Prefixes that issuers give their keys, and how many characters follow.
    private static let shapes: [Shape] = [
        Shape("sk-", 20), Shape("hf_", 20), Shape("ghp_", 30), Shape("gho_", 30), Shape("ghs_", 30),
        Shape("ghu_", 30), Shape("github_pat_", 30), Shape("glpat-", 20), Shape("AKIA", 16, 16),
        Shape("AIza", 35, 35), Shape("xoxb-", 20), Shape("xoxp-", 20), Shape("xoxa-", 20), Shape("r8_", 30),
        Shape("pk_live_", 20), Shape("sk_live_", 20),
    ]
    private static let starts = ByteSet(shapes.compactMap(\.prefix.first))
}
