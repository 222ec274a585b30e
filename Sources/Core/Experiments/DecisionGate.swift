import Crypto
import Foundation
public import Statistics
public import StrictJSON

/// A condition that a part's feedback is to meet, laid down before the part is released: "if net sentiment is not above 0
/// with 40 raters, stop".
///
/// **What it states.** "Above" means *shown to be above*: all of a confidence sequence lies above the threshold. The
/// observed mean alone would not do: where the truth sits on the threshold it is above it half of the time, whoever looks
/// how often. So the part, or with `below` its critics, must bring the proof, and the gate
///
/// - is `met` at the first look at which the whole sequence lies on the side that the gate asks for;
/// - has `failed` at the first look at which it lies on the other side, or as soon as `raters` raters are there and it is
///   not met. The second says "not shown with so many raters", which is no claim about the truth;
/// - is `open` until then.
///
/// The first look that is not open decides for good. Both claims together, `met` and `failed` before all raters are there,
/// are wrong with a probability of at most 5 % over all looks: a gate with its threshold at the true mean is decided by
/// evidence, to either side, at most that often, if raters come one after the other and do not decide by the gate's state
/// whether to come. Each gate has its own 5 %. Corrections and withdrawals are looks like any other; the bound does not
/// speak of them, which is why the log says what caused a look.
public struct DecisionGate: Sendable, Hashable {
    /// The side of the threshold that is asked for.
    public enum Comparison: String, Sendable, Hashable, CaseIterable { case above, below }

    /// What is measured.
    public var metric: GateMetric
    /// The side that is asked for.
    public var comparison: Comparison
    /// What the mean is held against, strictly.
    public var threshold: Double
    /// With how many raters it must be met, 1...100 000; the sequence is sharpest there.
    public var raters: Int
    /// What is done when it is met, in the maintainers' words.
    public var action: String?
    /// What is done when it failed, in the maintainers' words.
    public var otherwise: String?

    /// How often all looks together may claim a side by chance.
    public static let alpha = 0.05

    /// All members.
    public init(
        metric: GateMetric, _ comparison: Comparison, _ threshold: Double, raters: Int, action: String? = nil,
        otherwise: String? = nil
    ) {
        self.metric = metric
        self.comparison = comparison
        self.threshold = threshold
        self.raters = raters
        self.action = action
        self.otherwise = otherwise
    }

    /// What a look at a gate finds.
    public enum Outcome: String, Sendable, Hashable, CaseIterable { case open, met, failed }

    /// One look.
    public struct Look: Sendable, Hashable {
        /// Raters who have a value.
        public var raters: Int
        /// The sum of their values.
        public var sum: Int
        /// What the sequence says: the mean, how far the truth may be from it, and on which side it is shown to be.
        public var bounds: Gate.Look
        /// What the gate says.
        public var outcome: Outcome
    }

    /// Looks at a part's figures.
    public func look(at figures: PartFigures) -> Look {
        let (raters, sum) = metric.measure(figures)
        return look(raters: raters, sum: sum)
    }

    /// Looks at the integers of a look that is logged.
    public func look(raters: Int, sum: Int) -> Look {
        let bounds = sequence.look(raters: raters, sum: Double(sum))
        let outcome: Outcome =
            switch (bounds.side, comparison) {
            case (.above, .above), (.below, .below): .met
            case (.above, .below), (.below, .above): .failed
            case (nil, _): raters >= self.raters ? .failed : .open
            }
        return Look(raters: raters, sum: sum, bounds: bounds, outcome: outcome)
    }

    /// The mean that just does not suffice with all raters there: it takes more (less, for `below`). Nil when no mean
    /// would do, so that the gate can only fail.
    public var needed: Double? {
        let radius = sequence.look(raters: raters, sum: 0).radius
        switch comparison {
        case .above: return threshold + radius < metric.range.upperBound ? threshold + radius : nil
        case .below: return threshold - radius > metric.range.lowerBound ? threshold - radius : nil
        }
    }

    private var sequence: Gate {
        Gate(threshold: threshold, range: metric.range, raters: raters, alpha: Self.alpha)
    }
}

extension DecisionGate {
    /// Most gates of one part.
    public static let most = 50

    /// Reads the member `gates` of a part; faults are noted there.
    static func list(in fields: inout FieldReader) -> [DecisionGate] {
        var gates: [DecisionGate] = []
        for (index, element) in fields.array("gates", maximum: most).enumerated() {
            var nested = FieldReader(element, path: "/gates/\(index)")
            // Of what is no object nothing is missing.
            let gate = nested.faults.isEmpty ? read(in: &nested) : nil
            fields.merge(nested)
            guard let gate else { continue }
            if gates.contains(gate) {
                fields.fault("gates/\(index)", "duplicate_gate", "This gate is there twice.", "Name it once.")
            }
            gates.append(gate)
        }
        return gates
    }

    /// Gates as they are kept. What was kept before gates had a form says nothing that could be judged and is left out.
    public static func list(kept text: String) -> [DecisionGate] {
        guard let document = try? JSONDocument(Array(text.utf8), limits: .request) else { return [] }
        return document.root.elements.compactMap { element in
            var fields = FieldReader(element)
            let gate = read(in: &fields)
            return (try? fields.finish()) == nil ? nil : gate
        }
    }

    private static func read(in fields: inout FieldReader) -> DecisionGate? {
        let metric = GateMetric.read(in: &fields)
        let range = metric?.range ?? -.greatestFiniteMagnitude...(.greatestFiniteMagnitude)
        let faults = fields.faults.count
        let above = fields.double("above", in: range)
        let below = fields.double("below", in: range)
        if above != nil, below != nil {
            fields.fault("below", "above_and_below", "A gate has one side.", "Make two gates of it.")
        }
        if above == nil, below == nil, fields.faults.count == faults {
            fields.fault("", "required", "A gate needs a threshold.", "Give `above` or `below`.")
        }
        let raters = fields.int("raters", in: 1...100_000, required: true)
        let action = fields.string("action", maximum: 500)
        let otherwise = fields.string("otherwise", maximum: 500)
        guard fields.faults.isEmpty, let threshold = above ?? below else { return nil }
        let comparison: Comparison = above == nil ? .below : .above
        guard let metric, let raters else { return nil }
        if threshold == (comparison == .above ? metric.range.upperBound : metric.range.lowerBound) {
            fields.fault(
                comparison.rawValue, "out_of_range", "Nothing can be \(comparison.rawValue) the end of the range.",
                "Choose a threshold inside it.")
        }
        return DecisionGate(
            metric: metric, comparison, threshold, raters: raters, action: action, otherwise: otherwise)
    }

    /// As it is sent, answered and hashed: members in this order, absent ones left out.
    public var json: JSON {
        .object(
            metric.members + [(comparison.rawValue, .double(threshold)), ("raters", .int(raters))]
                + [("action", action), ("otherwise", otherwise)].compactMap { name, text in
                    text.map { (name, .string($0)) }
                })
    }
}

extension [DecisionGate] {
    /// As a part answers them.
    public var json: JSON { .array(map(\.json)) }

    /// SHA-256 over the bytes of the member `gates` as a part answers it, without white space: what was laid down, in a
    /// form that anybody can check. Nil when there are none.
    public var hash: String? {
        isEmpty ? nil : "sha256:" + Hex.encode(SHA256.hash(data: Data(json.bytes())))
    }
}
