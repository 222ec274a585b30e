/// Removes what has the shape of an API key, always and everywhere, also from the raw text.
enum SecretRule {
    /// What stands in the text instead.
    static let mark = Array("[SECRET]".utf8)

    /// The text without secrets, or nil when there are none.
    static func masked(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        var output: [UInt8] = []
        var copied = 0
        var count = 0
        var index = 0
        while let run = longRun(in: text, from: index) {
            index = run.upperBound
            guard shapes.contains(where: { $0.fits(text, run) }) else { continue }
            output += text[copied..<run.lowerBound]
            output += mark
            copied = run.upperBound
            count += 1
        }
        guard count > 0 else { return nil }
        output += text[copied...]
        return (output, count)
    }

    /// The next run of bytes that keys are made of, long enough for the shortest key. Words are shorter, so that one
    /// byte in so many is looked at.
    private static func longRun(in text: [UInt8], from first: Int) -> Range<Int>? {
        var probe = first + shortest - 1
        while probe < text.count {
            guard keyBytes.contains(text[probe]) else {
                probe += shortest
                continue
            }
            var start = probe
            while start > first, keyBytes.contains(text[start - 1]) { start -= 1 }
            var end = probe + 1
            while end < text.count, keyBytes.contains(text[end]) { end += 1 }
            if end - start >= shortest { return start..<end }
            probe = end + shortest
        }
        return nil
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

        /// Whether a run begins with the prefix and has as many bytes after it as a key.
        func fits(_ text: [UInt8], _ run: Range<Int>) -> Bool {
            let length = run.count - prefix.count
            return length >= minimum && length <= maximum && text.has(prefix, at: run.lowerBound)
        }
    }

    /// Prefixes that issuers give their keys, and how many characters follow.
    private static let shapes: [Shape] = [
        Shape("sk-", 20), Shape("hf_", 20), Shape("ghp_", 30), Shape("gho_", 30), Shape("ghs_", 30),
        Shape("ghu_", 30), Shape("github_pat_", 30), Shape("glpat-", 20), Shape("AKIA", 16, 16),
        Shape("AIza", 35, 35), Shape("xoxb-", 20), Shape("xoxp-", 20), Shape("xoxa-", 20), Shape("r8_", 30),
        Shape("pk_live_", 20), Shape("sk_live_", 20),
    ]
    private static let shortest = shapes.map { $0.prefix.count + $0.minimum }.min() ?? 1
    private static let keyBytes = ByteSet(Array("-_0123456789".utf8) + Array(0x41...0x5A) + Array(0x61...0x7A))
}
