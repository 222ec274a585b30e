/// Messages copied from SillyTavern's page: above each a line with the name and one with the time, and before them
/// the number, the duration, the length and the count of swipes that the page shows.
enum TavernPaste {
    /// Whether a text is such a paste: two messages begin in it.
    static func isPasted(_ source: LogSource) -> Bool {
        source.root == nil && source.firstRows.isEmpty && heads(source.headLines) > 1
    }

    /// The same lines as `[time] Name:`, each where the time was; other texts as they are.
    static func rewritten(_ source: LogSource) -> LogSource {
        guard isPasted(source) else { return source }
        var lines: [[UInt8]] = []
        for line in source.lines {
            let line = Array(line.text)
            if let name = lines.last, isHead(name, time: line) {
                lines[lines.count - 1] = []
                var place = lines.count - 2
                while place >= 0, lines[place].isEmpty || isCount(lines[place]) {
                    lines[place] = []
                    place -= 1
                }
                lines.append([0x5B] + line + [0x5D, 0x20] + WhiteSpace.trimmed(name) + [0x3A])
            } else {
                lines.append(line)
            }
        }
        return LogSource(
            text: Array(lines.joined(separator: [0x0A])), filename: source.filename, root: nil, firstRows: [])
    }

    private static func heads(_ lines: TextLines) -> Int {
        var last: [UInt8] = []
        var count = 0
        for line in lines {
            let line = Array(line.text)
            if isHead(last, time: line) { count += 1 }
            last = line
        }
        return count
    }

    private static func isHead(_ name: [UInt8], time: [UInt8]) -> Bool {
        guard 12...32 ~= time.count, time[0].isASCIILetter, time.contains(0x3A), time.contains(0x2C),
            Timestamp(text: time)?.milliseconds != nil
        else { return false }
        return SpeakerGrammar.isName(WhiteSpace.trimmed(name)[...])
    }

    /// `#12`, `5.2s`, `33t`, `1/3`.
    private static func isCount(_ line: [UInt8]) -> Bool {
        guard line.count <= 8, line.contains(where: \.isASCIIDigit), line.contains(where: marks.contains) else {
            return false
        }
        return line.allSatisfy { $0.isASCIIDigit || marks.contains($0) }
    }

    private static let marks = ByteSet(Array("#./st".utf8))
}
