/// Moves the model's thinking, `<think>…</think>`, `<thinking>…</thinking>` and `<Thoughts>…</Thoughts>`, out of the
/// text.
enum ReasoningRule {
    /// The text without closed blocks and the blocks' content, or nil when there are none.
    ///
    /// Works on the output, so that a tag which only forms when a block between its halves goes is seen as well: what
    /// remains has no block any more.
    static func moved(_ text: [UInt8]) -> (text: [UInt8], count: Int, reasoning: [UInt8])? {
        guard text.firstIndex(of: [0x3C, 0x2F]) != nil else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var open: [(start: Int, kind: Int)] = []
        var reasoning: [UInt8] = []
        var count = 0
        for byte in text {
            output.append(byte)
            guard byte == 0x3E else { continue }
            if let kind = openings.firstIndex(where: { output.endsIgnoringCase(with: $0) }) {
                open.append((output.count - openings[kind].count, kind))
            } else if let kind = closings.firstIndex(where: { output.endsIgnoringCase(with: $0) }) {
                while let last = open.popLast() {
                    guard last.kind == kind else { continue }
                    let inner = output[(last.start + openings[kind].count)..<(output.count - closings[kind].count)]
                    if !reasoning.isEmpty { reasoning += [0x0A, 0x0A] }
                    reasoning += WhiteSpace.trimmed(Array(inner))
                    output.removeSubrange(last.start...)
                    count += 1
                    break
                }
            }
        }
        return count > 0 ? (output, count, reasoning) : nil
    }

    private static let openings = ["<think>", "<thinking>", "<thoughts>"].map { Array($0.utf8) }
    private static let closings = ["</think>", "</thinking>", "</thoughts>"].map { Array($0.utf8) }
}

extension [UInt8] {
    fileprivate func endsIgnoringCase(with lowercased: [UInt8]) -> Bool {
        hasIgnoringCase(lowercased, at: count - lowercased.count)
    }
}
