import Foundation
import StrictJSON

/// What became of the demo.
struct DemoReport: Sendable {
    /// The summary of one part.
    struct Row: Sendable, Equatable {
        var part: Int
        var raters: Int
        var negative: Int
        var neutral: Int
        var positive: Int
        /// Mean, low and high end; nil for too few raters.
        var net: [Double]?
        var label: String
    }

    /// What became of one upload.
    struct Fate: Sendable, Equatable {
        var file: String
        var expected: String
        var actual: String
        /// Code of the first fault, when it was refused.
        var reason: String
        /// Conversations that were accepted.
        var episodes: Int
    }

    /// One row for each part.
    var rows: [Row]
    /// How many ratings were sent.
    var ratings: Int
    /// One for each upload.
    var fates: [Fate]

    /// Uploads that did not fare as they should.
    var unexpected: [Fate] { fates.filter { $0.actual != $0.expected } }

    /// For people: a table of the parts, then a line about the logs, then one for each surprise.
    var text: String {
        ([table, logs]
            + unexpected.map { fate in
                let reason = fate.reason.isEmpty ? "" : " (\(fate.reason))"
                return "unexpected: \(fate.file) should be \(fate.expected) and is \(fate.actual)\(reason)"
            }).joined(separator: "\n")
    }

    private var logs: String {
        let good = fates.filter { $0.actual == $0.expected }
        let refused = good.filter { $0.actual == "refused" }
        let taken = good.count - refused.count
        let episodes = fates.reduce(0) { $0 + $1.episodes }
        let reasons = Set(refused.map(\.reason)).sorted().joined(separator: ", ")
        return "\(ratings) ratings. \(fates.count) logs: \(taken) accepted with \(episodes) conversations, "
            + "\(refused.count) refused as expected\(reasons.isEmpty ? "" : " (\(reasons))"), "
            + "\(unexpected.count) unexpected."
    }

    private var table: String {
        let head = ["Part", "Raters", "Negative", "Neutral", "Positive", "Net sentiment", "Label"]
        let cells = rows.map { row in
            [row.part, row.raters, row.negative, row.neutral, row.positive].map(String.init)
                + [Self.interval(row.net), row.label.replacing("_", with: " ")]
        }
        let widths = head.indices.map { column in ([head] + cells).map { $0[column].utf8.count }.max() ?? 0 }
        return ([head] + cells).map { line in
            line.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.utf8.count)
                return column == line.count - 1 ? cell : space + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func interval(_ net: [Double]?) -> String {
        guard let net, net.count == 3 else { return "too few raters" }
        let texts = net.map { String(format: "%+.2f", $0 == 0 ? 0 : $0) }
        return "\(texts[0]) [\(texts[1]), \(texts[2])]"
    }
}

extension DemoReport.Row {
    /// Reads a part's summary; nil when it is not one.
    init?(_ summary: JSONValue) {
        guard let part = summary["part"]?.int, let raters = summary["raters"]?.int, let counts = summary["counts"],
            let negative = counts["negative"]?.int, let neutral = counts["neutral"]?.int,
            let positive = counts["positive"]?.int, let label = summary["label"]?.string
        else { return nil }
        let net = ["mean", "low", "high"].compactMap { summary["net_sentiment"]?[$0]?.double }
        self.init(
            part: part, raters: raters, negative: negative, neutral: neutral, positive: positive,
            net: net.count == 3 ? net : nil, label: label)
    }
}
