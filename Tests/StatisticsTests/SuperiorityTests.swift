import Statistics
import Testing

@Suite struct SuperiorityTests {
    @Test("part 3 is worse than part 2 with the logbook's probability")
    func golden() {
        let probability = Golden.part3.posterior().probability(ofExceeding: Golden.part2.posterior())
        #expect(isNear(probability, 0.984847618765383, 1e-10))
    }

    @Test(
        "the probability agrees with 20-digit integration",
        arguments: [
            (0.5, 0.5, 0.5, 10.5, 0.8887470342329203), (3, 5, 300, 400, 0.3601789883672967),
            (20.5, 0.5, 10.5, 0.5, 0.6062922773317911), (2, 3, 5, 4, 0.2727272727272727),
        ])
    func values(a: Double, b: Double, c: Double, d: Double, expected: Double) {
        let first = BetaDistribution(alpha: a, beta: b)
        let second = BetaDistribution(alpha: c, beta: d)
        #expect(isNear(first.probability(ofExceeding: second), expected, 1e-10))
        #expect(isNear(second.probability(ofExceeding: first), 1 - expected, 1e-10))
    }

    @Test("both directions add up to 1, and equals are even")
    func symmetry() {
        let all = [0, 1, 7, 20].flatMap { count in [20, 400].map { Proportion(count, of: $0).posterior() } }
        for first in all {
            for second in all {
                let there = first.probability(ofExceeding: second)
                let back = second.probability(ofExceeding: first)
                #expect(isNear(there + back, 1, 1e-10))
                #expect((0...1).contains(there))
                if first == second { #expect(there == 0.5) }
            }
        }
    }

    @Test("more complaints never make a part look better")
    func monotone() {
        let other = Golden.part2.posterior()
        let values = (0...40).map { Proportion($0, of: 40).posterior().probability(ofExceeding: other) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("a million raters settle a difference")
    func huge() {
        let first = Proportion(510_000, of: 1_000_000).posterior()
        let second = Proportion(500_000, of: 1_000_000).posterior()
        #expect(first.probability(ofExceeding: second) > 0.999999)
        #expect(second.probability(ofExceeding: first) < 0.000001)
    }
}
