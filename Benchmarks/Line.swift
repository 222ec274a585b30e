import Foundation
import StrictJSON

/// One line of the table: how fast we do a work, how fast the reference does it, and what the target is.
struct Line: Sendable {
    /// What is done, on what.
    var work: String
    /// Unit of both figures.
    var unit: String
    /// Our figure.
    var ours: Double
    /// What it is compared with.
    var reference: String
    /// The reference's figure.
    var peer: Double
    /// Ours by the reference's: the median over the rounds, each taken within one round.
    var ratio: Double
    /// What we want to reach.
    var target: Target?

    /// A bound, from below where nothing else is said.
    enum Target: Sendable {
        /// Of our own figure.
        case figure(Double)
        /// Of our own figure, from above.
        case figureAtMost(Double)
        /// Of the ratio.
        case ratio(Double)
        /// Of the ratio, from above.
        case ratioAtMost(Double)
    }

    /// Whether the target is reached; nil without one.
    var isReached: Bool? {
        switch target {
        case .figure(let least): ours >= least
        case .figureAtMost(let most): ours <= most
        case .ratio(let least): ratio >= least
        case .ratioAtMost(let most): ratio <= most
        case nil: nil
        }
    }

    static let tableHead = """
        | work | ours | reference | its figure | ratio | target |
        |---|--:|---|--:|--:|---|
        """

    var tableRow: String {
        let verdict = isReached.map { $0 ? "reached" : "missed" }
        let goal: String? =
            switch target {
            case .figure(let least): "≥ \(Self.short(least)) \(unit)"
            case .figureAtMost(let most): "≤ \(Self.short(most)) \(unit)"
            case .ratio(let least): "≥ \(Self.short(least))×"
            case .ratioAtMost(let most): "≤ \(Self.short(most))×"
            case nil: nil
            }
        let last = [goal, verdict].compactMap { $0 }.joined(separator: ", ")
        return "| \(work) | \(Self.short(ours)) \(unit) | \(reference) | \(Self.short(peer)) \(unit) "
            + "| \(Self.short(ratio))× | \(last) |"
    }

    /// For programs.
    var json: JSON {
        var members: [JSON.Member] = [
            ("work", .string(work)), ("unit", .string(unit)), ("ours", .double(ours)),
            ("reference", .string(reference)), ("reference_figure", .double(peer)), ("ratio", .double(ratio)),
        ]
        if let isReached { members.append(("target_reached", .bool(isReached))) }
        return .object(members)
    }

    /// Three significant digits.
    private static func short(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String(format: "%.3g", value)
    }
}

/// The figures of a run as a file.
enum Report {
    static func write(_ lines: [Line], options: BenchOptions, flush: Double, to path: String) throws {
        let report = JSON.object([
            ("smoke", .bool(options.isSmoke)), ("seconds", .double(options.seconds)),
            ("fdatasync_milliseconds", .double(flush * 1000)),
            ("lines", .array(lines.map(\.json))),
        ])
        try Data(report.bytes()).write(to: URL(filePath: path))
    }
}
