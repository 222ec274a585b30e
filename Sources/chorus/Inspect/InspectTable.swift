import ChatLogs

/// What was understood of some files, as lines for people: one for each document, remarks below it.
struct InspectTable {
    private var rows: [[String]] = [["FILE", "FORMAT", "CONVERSATIONS", "TURNS", "STATUS"]]
    private var remarks: [[String]] = [[]]

    /// Adds a document.
    mutating func add(_ reading: DocumentReading) {
        var format = reading.formatTitle ?? "not recognised"
        if let variant = reading.variant { format += " (\(variant))" }
        rows.append([
            Self.printable(reading.filename ?? "-"), format, String(reading.sessions.count),
            String(reading.sessions.reduce(0) { $0 + $1.turns.count }), reading.status.rawValue,
        ])
        remarks.append(Self.remarks(on: reading))
    }

    /// The whole table.
    var text: String {
        // The last column ends the line and needs no padding.
        let widths = (0..<4).map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 } + [0]
        return zip(rows, remarks).map { row, remarks in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: max(0, width - cell.unicodeScalars.count))
            }
            return ([cells.joined(separator: "  ")] + remarks.map { "    \($0)" }).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Why something is not taken, who speaks where that is the question, and what the rules did.
    private static func remarks(on reading: DocumentReading) -> [String] {
        var lines = reading.reasons.map(line)
        var reasons: [(line: String, sessions: [Int])] = []
        for session in reading.sessions {
            for reason in session.reasons.map(line) {
                if let known = reasons.firstIndex(where: { $0.line == reason }) {
                    reasons[known].sessions.append(session.index + 1)
                } else {
                    reasons.append((reason, [session.index + 1]))
                }
            }
        }
        let isOnly = reading.sessions.count == 1
        lines += reasons.map { isOnly ? $0.line : "conversation \(ranges($0.sessions)): \($0.line)" }
        if let speakers = reading.sessions.first(where: { !$0.speakers.isEmpty })?.speakers {
            lines.append("speakers: " + speakers.map { "\(printable($0.name)) (\($0.turns))" }.joined(separator: ", "))
        }
        if !reading.droppedLines.isEmpty { lines.append("unreadable lines: \(ranges(reading.droppedLines))") }
        var counts: [String: Int] = [:]
        for finding in reading.sessions.flatMap(\.findings) { counts[finding.rule, default: 0] += finding.count }
        let findings = Rule.allCases.compactMap { rule in counts[rule.rawValue].map { "\(rule.rawValue) \($0)" } }
        if !findings.isEmpty { lines.append(findings.joined(separator: ", ")) }
        return lines
    }

    private static func line(_ reason: Reason) -> String {
        "\(reason.code.rawValue): \(reason.detail)\(reason.line.map { ", line \($0)" } ?? ""). \(reason.hint)"
    }

    /// `1-4, 7` of 1, 2, 3, 4, 7.
    static func ranges(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }

    /// Without what would move a terminal's cursor or reorder its text.
    private static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isUnsafe =
                        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
                    return isUnsafe ? "\u{FFFD}" : scalar
                }))
    }
}
