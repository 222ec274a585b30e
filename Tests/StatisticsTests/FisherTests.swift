import Statistics
import Testing

@Suite struct FisherTests {
    @Test(
        "Fisher's exact p agrees with scipy",
        arguments: [
            (14, 23, 6, 21, 0.03957058289539644), (0, 5, 5, 5, 0.007936507936507938),
            (3, 10, 5, 10, 0.6499166468206716), (100, 1000, 130, 1000, 0.041904548383735134), (1, 1, 0, 1, 1),
            (12000, 25000, 12500, 25000, 8.035883698710733e-06),
        ])
    func values(k: Int, n: Int, l: Int, m: Int, expected: Double) {
        let first = Proportion(k, of: n)
        let second = Proportion(l, of: m)
        #expect(isClose(fisherExact(first, second), expected, relative: 1e-9))
        #expect(isClose(fisherExact(second, first), expected, relative: 1e-9))
    }

    @Test("without raters, or without variation, p is 1")
    func nothing() {
        #expect(fisherExact(Proportion(0, of: 0), Golden.part2) == 1)
        #expect(fisherExact(Proportion(0, of: 0), Proportion(0, of: 0)) == 1)
        #expect(fisherExact(Proportion(0, of: 9), Proportion(0, of: 4)) == 1)
        #expect(fisherExact(Proportion(9, of: 9), Proportion(4, of: 4)) == 1)
    }

    @Test("a difference beyond any doubt gives a p of practically 0 and does not hang")
    func huge() {
        let p = fisherExact(Proportion(900_000, of: 1_000_000), Proportion(100_000, of: 1_000_000))
        #expect(p >= 0 && p < 1e-300)
        let beyond = Proportion(.max, of: .max)
        #expect(beyond == Proportion(1 << 53, of: 1 << 53))
        for test in [fisherExact, fisherMidP, barnardExact, boschlooExact] {
            #expect(test(beyond, beyond) == 1)
            #expect(test(beyond, Proportion(0, of: .max)) < 1e-300)
        }
    }
}
