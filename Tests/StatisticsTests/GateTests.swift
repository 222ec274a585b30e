import Statistics
import Testing

/// Confidence sequences, and the gates that use them.
@Suite struct GateTests {
    @Test("the radius of a confidence sequence")
    func golden() {
        #expect(isNear(ConfidenceSequence(rho: 19.2, alpha: 0.05).radius(variance: 9.6), 13.573193))
    }

    @Test("the radius grows with the variance and with the confidence")
    func monotone() {
        let sequence = ConfidenceSequence(rho: 5)
        let radii = stride(from: 0.0, through: 100, by: 5).map(sequence.radius)
        #expect(zip(radii, radii.dropFirst()).allSatisfy { $0 < $1 })
        #expect(ConfidenceSequence(rho: 5, alpha: 0.01).radius(variance: 9) > sequence.radius(variance: 9))
    }

    @Test("a tuned sequence is tightest, within a percent, where it was tuned")
    func tuned() {
        let best = ConfidenceSequence(tunedFor: 40).radius(variance: 40)
        let others = stride(from: 0.5, through: 60, by: 0.5).map { ConfidenceSequence(rho: $0).radius(variance: 40) }
        #expect((others.min() ?? 0) > best * 0.99)
        #expect((others.max() ?? 0) > best * 1.1)
    }

    @Test("parameters out of range are brought into it")
    func parameters() {
        for bad in [0, -1, Double.nan, .infinity] {
            #expect(ConfidenceSequence(rho: bad).radius(variance: 3).isFinite)
            #expect(ConfidenceSequence(tunedFor: bad).radius(variance: 3).isFinite)
            #expect(!ConfidenceSequence(rho: 2, alpha: bad).radius(variance: 3).isNaN)
        }
        #expect(ConfidenceSequence(rho: 2).radius(variance: -5) == ConfidenceSequence(rho: 2).radius(variance: 0))
    }

    @Test("a gate on net sentiment above 0 with 40 raters")
    func sentiment() {
        let gate = Gate(threshold: 0, range: -1...1, raters: 40)
        let undecided = gate.look(raters: 40, sum: 18)
        #expect(undecided.side == nil && undecided.value == 0.45 && undecided.interval.contains(0))
        #expect(gate.look(raters: 40, sum: 20).side == .above)
        #expect(gate.look(raters: 40, sum: -20).side == .below)
        #expect(gate.look(raters: 5, sum: 5).side == nil)
    }

    @Test("turning the range around turns the answer around")
    func mirror() {
        let gate = Gate(threshold: 0.2, range: -1...1, raters: 30)
        let mirrored = Gate(threshold: -0.2, range: -1...1, raters: 30)
        for sum in stride(from: -30.0, through: 30, by: 1) {
            let (one, other) = (gate.look(raters: 30, sum: sum), mirrored.look(raters: 30, sum: -sum))
            #expect(one.radius == other.radius && one.interval.low == -other.interval.high)
            #expect((one.side == .above) == (other.side == .below))
        }
    }

    @Test("a score gate works in scores: twice the range, twice the radius")
    func scores() {
        let rate = Gate(threshold: 0.5, range: 0...1, raters: 25).look(raters: 25, sum: 15)
        let score = Gate(threshold: 3, range: 1...5, raters: 25).look(raters: 25, sum: 85)
        #expect(isNear(score.radius, 4 * rate.radius, 1e-12))
        #expect(score.value == 3.4)
    }

    @Test("without raters nothing is known")
    func nothing() {
        let gate = Gate(threshold: 0, range: -1...1, raters: 0)
        for look in [gate.look(raters: 0, sum: 0), gate.look(raters: -4, sum: 2), gate.look(raters: 3, sum: .nan)] {
            #expect(look.value == nil && look.side == nil && look.radius == .infinity)
            #expect(look.interval == Interval(low: -1, high: 1))
        }
        #expect(gate.look(raters: 1_000_000_000, sum: 1e8).side == .above)
        #expect(Gate(threshold: 1, range: 1...1, raters: 9).look(raters: 3, sum: 3).side == nil)
    }
}
