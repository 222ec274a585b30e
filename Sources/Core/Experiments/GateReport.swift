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
        public var condition: Sentence { gate.condition }

        /// What came of it in a sentence that can be pasted into the logbook.
        public var sentence: Sentence {
            guard let look = decision ?? latest else { return Sentence(.gateWithoutRaters) }
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
            ("gate", gate.json), ("condition", .string(condition.description)), ("outcome", .string(outcome.rawValue)),
            ("needed", gate.needed.map(JSON.double) ?? .null), ("decision", decision?.json(of: gate) ?? .null),
            ("latest", latest?.json(of: gate) ?? .null), ("sentence", .string(sentence.description)),
        ])
    }
}

extension DecisionGate.Look {
    /// The mean and its bounds where they may be shown: below five raters there are counts only.
    var shown: Gate.Look? { raters >= FeedbackLabel.fewestRaters ? bounds : nil }
}

extension DecisionGate {
    /// "Net sentiment above 0 with 40 raters; otherwise: stop."
    public var condition: Sentence {
        let gate = Sentence(
            comparison == .above ? .gateAbove : .gateBelow,
            [.metric: metric.words, .threshold: .verbatim(Self.plain(threshold)), .count: .number(raters)])
        let action = action.map(Self.consequence)
        let otherwise = otherwise.map(Self.consequence)
        return switch (action, otherwise) {
        case (nil, nil): Sentence(.condition, [.gate: gate])
        case (let action?, nil): Sentence(.conditionThen, [.gate: gate, .action: action])
        case (nil, let otherwise?): Sentence(.conditionOtherwise, [.gate: gate, .otherwise: otherwise])
        case (let action?, let otherwise?):
            Sentence(.conditionThenOtherwise, [.gate: gate, .action: action, .otherwise: otherwise])
        }
    }

    /// The sentence goes on behind it, or has a full stop of its own.
    private static func consequence(_ text: String) -> Sentence {
        .verbatim(text.hasSuffix(".") ? String(text.dropLast()) : text)
    }

    /// What a look says in a sentence.
    func sentence(raters: Int, sum: Int) -> Sentence {
        let look = look(raters: raters, sum: sum)
        let found = found(look)
        guard let bounds = look.shown else { return Sentence(.look, [.found: found]) }
        func figure(_ value: Double) -> Sentence { .verbatim(Self.plain(value, digits: 2)) }
        return Sentence(
            .lookWithBounds,
            [
                .found: found, .value: figure(bounds.value ?? 0), .low: figure(bounds.interval.low),
                .high: figure(bounds.interval.high),
            ])
    }

    private func found(_ look: Look) -> Sentence {
        let pattern: Sentence.Pattern
        switch (look.outcome, look.bounds.side) {
        case (.open, _): return Sentence(.gateOpen, [.raters: .raters(look.raters), .all: .number(raters)])
        case (.met, _): pattern = comparison == .above ? .gateMetAbove : .gateMetBelow
        case (.failed, .above?): pattern = .gateFailedAbove
        case (.failed, .below?): pattern = .gateFailedBelow
        case (.failed, nil): pattern = comparison == .above ? .gateNotShownAbove : .gateNotShownBelow
        }
        return Sentence(
            pattern,
            [.raters: .raters(look.raters), .metric: metric.words, .threshold: .verbatim(Self.plain(threshold))])
    }

    /// A number for people, without trailing zeros.
    private static func plain(_ value: Double, digits: Int = 6) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let rounded = (value * scale).rounded() / scale
        return String(decoding: JSON.double(rounded == 0 ? 0 : rounded).bytes(), as: UTF8.self)
    }
}
