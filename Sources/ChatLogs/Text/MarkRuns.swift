import StrictJSON

/// Runs of combining marks. Long ones make String comparison quadratic, so the gate counts them
/// before any text becomes a String that is compared or hashed.
enum MarkRuns {
    /// Most marks in a row that the gate lets through.
    static let longestRun = 30

    /// Where the first run of more than `limit` marks starts in valid UTF-8, or nil.
    static func firstRun(in text: [UInt8], longerThan limit: Int) -> Int? {
        var run = 0
        var start = 0
        var index = UTF8Bytes.firstNonASCII(in: text, from: 0)
        while index < text.count {
            // Marks have lead bytes from 0xCC on.
            if text[index] < 0xCC {
                run = 0
                index += text[index] < 0x80 ? 1 : 2
                continue
            }
            let (value, length) = UTF8Bytes.scalar(in: text, at: index)
            if CombiningMarks.contains(value) {
                if run == 0 { start = index }
                run += 1
                if run > limit { return start }
            } else {
                run = 0
            }
            index += length
        }
        return nil
    }
}
