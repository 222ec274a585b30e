import Statistics
import Testing

@Suite struct IntervalTests {
    static let wilson = [(0.211594, 0.572900), (0.138139, 0.499564), (0.407855, 0.778424), (0.218807, 0.613418)]
    static let jeffreys = [(0.204374, 0.573814), (0.129061, 0.496994), (0.406195, 0.785689), (0.210629, 0.616080)]

    @Test("Wilson's interval of the logbook's parts", arguments: zip(Golden.parts, wilson))
    func wilsonGolden(part: Proportion, expected: (Double, Double)) {
        let interval = Interval.wilson(part)
        #expect(isNear(interval.low, expected.0))
        #expect(isNear(interval.high, expected.1))
    }

    @Test("Jeffreys' interval of the logbook's parts", arguments: zip(Golden.parts, jeffreys))
    func jeffreysGolden(part: Proportion, expected: (Double, Double)) {
        let interval = Interval.jeffreys(part)
        #expect(isNear(interval.low, expected.0))
        #expect(isNear(interval.high, expected.1))
    }

    @Test("Newcombe's interval of part 3 less part 2")
    func newcombeGolden() throws {
        let interval = Interval.newcombe(Golden.part3, minus: Golden.part2)
        let difference = try #require(Golden.part3.share) - #require(Golden.part2.share)
        #expect(isNear(difference, 0.322981))
        #expect(isNear(interval.low, 0.029607))
        #expect(isNear(interval.high, 0.547895))
    }

    @Test("Newcombe's interval changes sign with its arguments and stays in -1...1")
    func newcombeMirror() {
        for (k, l) in [(0, 0), (0, 9), (5, 3), (12, 9), (12, 0)] {
            let there = Interval.newcombe(Proportion(k, of: 12), minus: Proportion(l, of: 9))
            let back = Interval.newcombe(Proportion(l, of: 9), minus: Proportion(k, of: 12))
            #expect(isNear(there.low, -back.high, 1e-15) && isNear(there.high, -back.low, 1e-15))
            #expect(there.low >= -1 && there.high <= 1)
        }
        #expect(Interval.newcombe(Proportion(0, of: 0), minus: Golden.part2) == Interval(low: -1, high: 1))
    }

    @Test("without raters anything is possible")
    func nobody() {
        #expect(Interval.wilson(Proportion(0, of: 0)) == Interval(low: 0, high: 1))
        #expect(Interval.jeffreys(Proportion(0, of: 0)) == Interval(low: 0, high: 1))
    }

    @Test("intervals hold the share, end exactly at 0 and 1, and mirror", arguments: [1, 2, 5, 40, 1000])
    func properties(total: Int) {
        for count in stride(from: 0, through: total, by: max(1, total / 20)) {
            for interval in [Interval.wilson, Interval.jeffreys] {
                let own = interval(Proportion(count, of: total), 0.95)
                let mirrored = interval(Proportion(total - count, of: total), 0.95)
                #expect(own.contains(Double(count) / Double(total)))
                #expect(isNear(own.low, 1 - mirrored.high, 1e-12))
                if count == 0 { #expect(own.low == 0 && own.high > 0) }
                if count == total { #expect(own.high == 1 && own.low < 1) }
            }
        }
    }

    @Test("a higher level is wider, more raters are narrower")
    func width() {
        let part = Golden.part3
        #expect(Interval.wilson(part, level: 0.99).low < Interval.wilson(part, level: 0.9).low)
        #expect(Interval.jeffreys(part, level: 0.99).high > Interval.jeffreys(part, level: 0.9).high)
        let few = Interval.wilson(Proportion(14, of: 23))
        let many = Interval.wilson(Proportion(1_400_000_000_000, of: 2_300_000_000_000))
        #expect(many.high - many.low < 1e-5 && few.high - few.low > 0.3)
    }

    @Test("impossible counts are clamped")
    func clamped() {
        #expect(Proportion(-3, of: 5) == Proportion(0, of: 5))
        #expect(Proportion(9, of: 5) == Proportion(5, of: 5))
        #expect(Proportion(1, of: -1).share == nil)
    }
}
