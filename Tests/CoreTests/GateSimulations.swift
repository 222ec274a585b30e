import Core
import Sentiment
import Statistics
import Testing

extension Tag {
    /// Seeded simulations: seconds rather than milliseconds, always with the same outcome.
    @Tag static var simulation: Self
}

/// How often gates are decided by chance when they are looked at after every single rating.
@Suite(.tags(.simulation)) struct GateSimulations {
    private static let repetitions = 400
    private static let raters = 400

    /// Shares of negative, neutral and positive raters, and gates whose threshold is the truth.
    static let truths: [([Double], DecisionGate)] = [
        ([0.4, 0.2, 0.4], DecisionGate(metric: .netSentiment, .above, 0, raters: 40)),
        ([0.5, 0, 0.5], DecisionGate(metric: .netSentiment, .above, 0, raters: 40)),
        ([0.5, 0, 0.5], DecisionGate(metric: .netSentiment, .below, 0, raters: 400)),
        ([0.1, 0.2, 0.7], DecisionGate(metric: .netSentiment, .above, 0.6, raters: 100)),
        ([0.5, 0.2, 0.3], DecisionGate(metric: .negativeShare, .below, 0.5, raters: 40)),
        ([0.1, 0.3, 0.6], DecisionGate(metric: .negativeShare, .below, 0.1, raters: 200)),
        ([0.5, 0, 0.5], DecisionGate(metric: .meanScore, .above, 3, raters: 60)),
        ([0.3, 0.3, 0.4], DecisionGate(metric: .aspectComplaints(.length, detail: "short"), .above, 0.3, raters: 60)),
    ]

    /// What one rater adds: the sentiment says the score too, and those who are negative find replies too short.
    private static func draw(_ shares: [Double], _ random: inout SplitMix64) -> [Counter] {
        let chance = random.uniform()
        let polarity: Polarity = chance < shares[0] ? .negative : chance < shares[0] + shares[1] ? .neutral : .positive
        let score = polarity == .negative ? 1 : polarity == .neutral ? 3 : 5
        return [.sentiment(polarity), .score(score), .detail(.length, "short", polarity)]
    }

    /// The looks after each of so many raters.
    private static func looks(
        _ gate: DecisionGate, _ shares: [Double], raters: Int, _ random: inout SplitMix64
    ) -> [DecisionGate.Look] {
        var figures = PartFigures()
        return (0..<raters).map { _ in
            for counter in draw(shares, &random) { figures[counter] += 1 }
            return gate.look(at: figures)
        }
    }

    @Test(arguments: truths)
    func `with the truth on the threshold 400 looks claim a side in at most 5 %`(
        _ shares: [Double], _ gate: DecisionGate
    ) {
        var random = SplitMix64(seed: 21)
        var (claims, met) = (0, 0)
        for _ in 0..<Self.repetitions {
            let looks = Self.looks(gate, shares, raters: Self.raters, &random)
            if looks.contains(where: { $0.bounds.side != nil }) { claims += 1 }
            let decision = looks.first { $0.outcome != .open }
            if decision?.outcome == .met { met += 1 }
            // Nobody shows what is not so: what is not met has failed when its raters are there.
            #expect(decision != nil)
        }
        let share = Double(claims) / Double(Self.repetitions)
        #expect(share <= 0.05, "\(share) of claims")
        #expect(Double(met) / Double(Self.repetitions) <= 0.05, "\(met) met")
    }

    @Test func `an interval that is made for one look would claim a side far more often`() {
        var random = SplitMix64(seed: 21)
        var claims = 0
        for _ in 0..<Self.repetitions {
            let looks = Self.looks(Self.truths[4].1, Self.truths[4].0, raters: Self.raters, &random)
            let isClaimed = looks.contains { look in
                look.raters >= 10 && !Interval.wilson(Proportion(look.sum, of: look.raters)).contains(0.5)
            }
            if isClaimed { claims += 1 }
        }
        #expect(Double(claims) / Double(Self.repetitions) > 0.25, "\(claims)")
    }

    @Test func `a part that is liked meets its gate, mostly before all raters are there`() {
        let gate = DecisionGate(metric: .netSentiment, .above, 0, raters: 40)
        var random = SplitMix64(seed: 22)
        var (met, early) = (0, 0)
        for _ in 0..<Self.repetitions {
            let decision = Self.looks(gate, [0.1, 0.1, 0.8], raters: 40, &random).first { $0.outcome != .open }
            if decision?.outcome == .met { met += 1 }
            if decision?.outcome == .met, (decision?.raters ?? 40) < 40 { early += 1 }
        }
        #expect(Double(met) / Double(Self.repetitions) > 0.9, "\(met)")
        #expect(early * 2 > met, "\(early) of \(met)")
    }
}
