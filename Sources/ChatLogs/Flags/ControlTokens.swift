/// Training markup inside a turn. Rendered into a training row it could forge a system prompt or end the example.
enum ControlTokens {
    /// How many there are and where the first is (bytes).
    static func found(in text: [UInt8]) -> (count: Int, first: Range<Int>)? {
        var count = 0
        var first: Range<Int>?
        var index = starts.firstIndex(in: text, from: 0)
        while index < text.count {
            if let length = length(in: text, at: index) {
                if first == nil { first = index..<index + length }
                count += 1
                index += length
            } else {
                index += 1
            }
            if index < text.count, starts.contains(text[index]) { continue }
            index = starts.firstIndex(in: text, from: index)
        }
        return first.map { (count, $0) }
    }

    /// Length of the token at a place; nil when there is none. The second byte tells most places apart: a text may be
    /// nothing but first ones.
    private static func length(in text: [UInt8], at index: Int) -> Int? {
        guard index + 1 < text.count, seconds.contains(text[index + 1]) else { return nil }
        return bySecond[Int(text[index + 1])].first { text.has($0, at: index) }?.count
    }

    /// The text with a zero-width space after the first character of each, so that it reads the same and is none.
    /// No two of them can overlap, so none is left.
    static func broken(_ text: [UInt8]) -> [UInt8] {
        rewriting(text, at: starts) { index in
            guard length(in: text, at: index) != nil else { return nil }
            return (1, [text[index], 0xE2, 0x80, 0x8B])
        }?.text ?? text
    }

    private static let tokens = [
        "<|system|>", "<|user|>", "<|model|>", "<|assistant|>", "<|im_start|>", "<|im_end|>", "<|endoftext|>",
        "<|BEGIN-VISIBLE-CHAT|>", "<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>", "</s>", "<s>", "[INST]",
        "[/INST]", "<START>", "END_OF_DIALOG", "### Instruction:", "### Response:",
    ].map { Array($0.utf8) }
    private static let starts = ByteSet(tokens.compactMap(\.first))
    private static let seconds = ByteSet(tokens.map { $0[1] })
    private static let bySecond = (0..<256).map { second in tokens.filter { Int($0[1]) == second } }
}
