public import Foundation
import Statistics
public import StrictJSON

/// A look at one gate of a part as it is logged; never changed, never taken away.
public struct GateLook: Sendable, Hashable {
    /// What happened to the figures just before.
    public enum Cause: String, Sendable, Hashable, CaseIterable {
        /// Somebody rated, for the first time or anew.
        case rating
        /// A rater corrected a rating.
        case correction
        /// A rater took a rating back.
        case withdrawal
        /// A maintainer decided about a rating.
        case moderation
        /// Comments were read again by another version of the sentiment model.
        case rescore
    }

    /// 1, 2, … over the part; all gates of a part share a look's number.
    public var number: Int
    /// Index in the part's gates, from 0.
    public var gate: Int
    /// Raters who had a value.
    public var raters: Int
    /// The sum of their values.
    public var sum: Int
    /// What the gate said, taken by itself.
    public var outcome: DecisionGate.Outcome
    /// What happened before.
    public var cause: Cause
    /// When.
    public var at: Date

    /// All members.
    public init(
        number: Int, gate: Int, raters: Int, sum: Int, outcome: DecisionGate.Outcome, cause: Cause, at: Date
    ) {
        self.number = number
        self.gate = gate
        self.raters = raters
        self.sum = sum
        self.outcome = outcome
        self.cause = cause
        self.at = at
    }

    /// The looks that a change of the figures causes, one for each gate.
    public static func all(
        _ gates: [DecisionGate], number: Int, figures: PartFigures, cause: Cause, at moment: Date
    ) -> [GateLook] {
        gates.enumerated().map { index, gate in
            let look = gate.look(at: figures)
            return GateLook(
                number: number, gate: index, raters: look.raters, sum: look.sum, outcome: look.outcome, cause: cause,
                at: moment)
        }
    }

    /// As answered by the API; the mean and its bounds follow from the two integers.
    public func json(of gate: DecisionGate) -> JSON {
        let bounds = gate.look(raters: raters, sum: sum).shown
        return .object([
            ("look", .int(number)), ("gate", .int(self.gate)), ("raters", .int(raters)), ("sum", .int(sum)),
            ("value", bounds?.value.map(JSON.double) ?? .null),
            ("interval", .interval(bounds?.interval)),
            ("outcome", .string(outcome.rawValue)), ("cause", .string(cause.rawValue)),
            ("at", .string(RFC3339.text(at))),
        ])
    }
}
