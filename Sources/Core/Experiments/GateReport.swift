import Foundation
import Statistics
public import StrictJSON

/// How the gates of a part stand: for its report and for `GET /v1/experiments/{e}/parts/{n}/gates`.
public struct GateReport: Sendable {
    /// Version of what decides; part of every answer.
    public static let method = "gates/1"

    /// The part with its gates.
    public var part: Part
    /// Of each gate that was decided, the look that did: the first that is not open.
    public var decisions: [Int: GateLook]
    /// Of each gate that was looked at, the latest look.
    public var latest: [Int: GateLook]

    /// All inputs, looks by the index of their gate.
    public init(part: Part, decisions: [Int: GateLook], latest: [Int: GateLook]) {
        self.part = part
        self.decisions = decisions
        self.latest = latest
    }

    /// How one gate stands.
    public struct Standing: Sendable {
        /// What was laid down.
        public var gate: DecisionGate
        /// What it came to; final unless it is open.
        public var outcome: DecisionGate.Outcome
        /// The look that decided it.
        public var decision: GateLook?
        /// The latest look, which decides nothing any more once there is a decision.
        public var latest: GateLook?

        /// The gate in a sentence: "Net sentiment above 0 with 40 raters; otherwise: stop."
        public var condition: String { gate.condition }

        /// What came of it in a sentence that can be pasted into the logbook.
        public var sentence: String {
            guard let look = decision ?? latest else { return "Nobody has rated since the gate was laid down." }
            return gate.sentence(raters: look.raters, sum: look.sum)
        }
    }

    /// How each gate stands, in order.
    public var standings: [Standing] {
        part.gates.enumerated().map { index, gate in
            Standing(
                gate: gate, outcome: decisions[index]?.outcome ?? .open, decision: decisions[index],
                latest: latest[index])
        }
    }

    /// The answer, with one page of the log.
    /// - Parameters:
    ///   - looks: in the order of their numbers
    ///   - next: the number of the last of them, when there are more
    public func json(looks: [GateLook], next: Int?) -> JSON {
        .object([
            ("experiment", .string(part.experiment)), ("part", .int(part.number)), ("method", .string(Self.method)),
            ("alpha", .double(DecisionGate.alpha)), ("hash", part.gates.hash.map(JSON.string) ?? .null),
            ("frozen_at", part.gatesFrozenAt.map { .string(RFC3339.text($0)) } ?? .null),
            ("released_at", part.releasedAt.map { .string(RFC3339.text($0)) } ?? .null),
            ("gates", .array(standings.map(\.json))), ("looks", .array(looks.compactMap(json))),
            ("next", next.map(JSON.int) ?? .null),
        ])
    }

    private func json(_ look: GateLook) -> JSON? {
        part.gates.indices.contains(look.gate) ? look.json(of: part.gates[look.gate]) : nil
    }
}

extension GateReport.Standing {
    /// As answered by the API.
    public var json: JSON {
        .object([
            ("gate", gate.json), ("condition", .string(condition)), ("outcome", .string(outcome.rawValue)),
            ("needed", gate.needed.map(JSON.double) ?? .null), ("decision", decision?.json(of: gate) ?? .null),
            ("latest", latest?.json(of: gate) ?? .null), ("sentence", .string(sentence)),
        ])
    }
}

extension DecisionGate.Look {
    /// The mean and its bounds where they may be shown: below five raters there are counts only.
    var shown: Gate.Look? { raters >= FeedbackLabel.fewestRaters ? bounds : nil }
}

extension DecisionGate {
    /// "Net sentiment above 0 with 40 raters; otherwise: stop."
    public var condition: String {
        let consequences = [action.map { "then: \($0)" }, otherwise.map { "otherwise: \($0)" }].compactMap(\.self)
        let words = metric.words.prefix(1).uppercased() + metric.words.dropFirst()
        let what = "\(words) \(comparison.rawValue) \(Self.plain(threshold)) with \(raters) raters"
        return ([what] + consequences.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 })
            .joined(separator: "; ") + "."
    }

    /// What a look says in a sentence.
    func sentence(raters: Int, sum: Int) -> String {
        let look = look(raters: raters, sum: sum)
        let seen = look.shown.map { bounds in
            let value = Self.plain(bounds.value ?? 0, digits: 2)
            let (low, high) = (Self.plain(bounds.interval.low, digits: 2), Self.plain(bounds.interval.high, digits: 2))
            return " (\(value), between \(low) and \(high) over all looks)"
        }
        let line = Self.plain(threshold)
        let many = raters == 1 ? "1 rater" : "\(raters) raters"
        switch (look.outcome, look.bounds.side) {
        case (.open, _): return "Open: \(many) of \(self.raters)\(seen ?? "")."
        case (_, let side?):
            let verdict = look.outcome == .met ? "Met" : "Failed"
            return "\(verdict) with \(many): \(metric.words) is \(side.rawValue) \(line)\(seen ?? "")."
        case (_, nil):
            return "Failed: with \(many) it is not shown that \(metric.words) is \(comparison.rawValue) \(line)"
                + "\(seen ?? "")."
        }
    }

    /// A number for people, without trailing zeros.
    private static func plain(_ value: Double, digits: Int = 6) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let rounded = (value * scale).rounded() / scale
        return String(decoding: JSON.double(rounded == 0 ? 0 : rounded).bytes(), as: UTF8.self)
    }
}
