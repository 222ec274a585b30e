/// Strips the speaker's own name from the beginning of a turn: models that saw `Name: text` repeat it.
enum LeadingNameRule {
    /// The text without leading `name:`, as often as it stands there, or nil when it does not.
    static func stripped(_ text: [UInt8], names: [[UInt8]]) -> (text: [UInt8], count: Int)? {
        var start = skippingSpace(in: text, from: 0)
        var count = 0
        scan: while start < text.count {
            for name in names where !name.isEmpty && text.has(name, at: start) {
                let colon = skippingSpace(in: text, from: start + name.count)
                guard colon < text.count, text[colon] == 0x3A else { continue }
                start = skippingSpace(in: text, from: colon + 1)
                count += 1
                continue scan
            }
            break
        }
        return count > 0 ? (Array(text[start...]), count) : nil
    }

    private static func skippingSpace(in text: [UInt8], from start: Int) -> Int {
        var index = start
        while index < text.count {
            let length = WhiteSpace.length(in: text, at: index)
            if length == 0 { break }
            index += length
        }
        return index
    }
}
