import ProcessorTime
import Statistics
import Testing

/// Barnard's and Boschloo's tests of two proportions.
@Suite struct ExactTests {
    @Test("part 3 against part 2 of the logbook")
    func golden() {
        #expect(isNear(barnardExact(Golden.part3, Golden.part2), 0.035191))
        #expect(isNear(fisherExact(Golden.part3, Golden.part2), 0.039571))
    }

    @Test(
        "both agree with scipy",  // barnard_exact(table, pooled=True, n=256), boschloo_exact(table, n=256)
        arguments: [
            (14, 23, 6, 21, 0.03519104616219919, 0.03525062453085689), (0, 5, 5, 5, 0.001953125, 0.001953125),
            (3, 10, 5, 10, 0.5234743085633421, 0.4502747288008371), (1, 1, 0, 1, 0.5, 0.5),
            (7, 8, 2, 9, 0.008880615234374998, 0.008955569365210258),
            (30, 100, 45, 100, 0.029544056535988555, 0.029543212475355237),
            (12, 300, 27, 280, 0.006886444723680471, 0.0083374503077173),
            (2, 40, 9, 12, 7.099872064603417e-07, 1.5686127507056212e-06),
            (0, 30, 4, 25, 0.022629160963086842, 0.043419120329489684),
        ])
    func values(k: Int, n: Int, l: Int, m: Int, barnard: Double, boschloo: Double) {
        let first = Proportion(k, of: n)
        let second = Proportion(l, of: m)
        #expect(isClose(barnardExact(first, second), barnard, relative: 1e-6))
        #expect(isClose(boschlooExact(first, second), boschloo, relative: 1e-6))
    }

    @Test("neither the order of the parts nor the side that is counted matters")
    func symmetry() {
        for (k, l) in [(0, 4), (3, 3), (9, 2), (12, 0), (5, 6)] {
            let first = Proportion(k, of: 12)
            let second = Proportion(l, of: 7)
            let (rest, other) = (Proportion(first.rest, of: 12), Proportion(second.rest, of: 7))
            for test in [barnardExact, boschlooExact] {
                let p = test(first, second)
                #expect((0...1).contains(p))
                #expect(isClose(test(second, first), p, relative: 1e-7))
                #expect(isClose(test(rest, other), p, relative: 1e-7))
            }
        }
    }

    @Test("a test at 5 % errs in at most 5 % of the cases, whatever the common rate")
    func size() {
        for (n, m) in [(10, 10), (7, 15)] {
            let tables = (0...n).flatMap { k in (0...m).map { (Proportion(k, of: n), Proportion($0, of: m)) } }
            for test in [barnardExact, boschlooExact] {
                let rejected = tables.filter { test($0, $1) <= 0.05 }
                for rate in stride(from: 0.02, to: 1, by: 0.02) {
                    let error = rejected.reduce(0) { $0 + binomial($1.0, rate) * binomial($1.1, rate) }
                    #expect(error <= 0.05 + 1e-9)
                }
            }
        }
    }

    @Test("Boschloo's test is never weaker than Fisher's one-sided ones, doubled")
    func boschlooBeatsFisher() {
        for k in 0...8 {
            for l in 0...9 {
                let first = Proportion(k, of: 8)
                let second = Proportion(l, of: 9)
                #expect(boschlooExact(first, second) <= min(1, 2 * oneSidedFisher(first, second)) + 1e-12)
            }
        }
    }

    @Test("without raters, or without variation, p is 1")
    func nothing() {
        for test in [barnardExact, boschlooExact, fisherMidP] {
            #expect(test(Proportion(0, of: 0), Golden.part2) == 1)
            #expect(test(Proportion(0, of: 9), Proportion(0, of: 0)) == 1)
        }
        #expect(barnardExact(Proportion(0, of: 9), Proportion(0, of: 4)) == 1)
        #expect(barnardExact(Proportion(9, of: 9), Proportion(4, of: 4)) == 1)
        #expect(boschlooExact(Proportion(4, of: 4), Proportion(9, of: 9)) == 1)
    }

    @Test("hundreds of raters take milliseconds, a million do no harm")
    func speed() {
        var p = 0.0
        let time = processorTime { p = barnardExact(Proportion(140, of: 300), Proportion(118, of: 310)) }
        #expect(time < .milliseconds(500), "not a measurement: a bound against going through all tables")
        #expect(isNear(p, 0.0331, 0.001))
        let far = barnardExact(Proportion(900_000, of: 1_000_000), Proportion(100_000, of: 1_000_000))
        #expect(far >= 0 && far < 1e-300)
    }

    @Test("where the exact tests end, the mid-p takes over without a jump")
    func approximation() {
        let (first, second) = (Proportion(421, of: 1000), Proportion(378, of: 1000))
        #expect(isNear(barnardExact(first, second), fisherMidP(first, second), 0.004))
        #expect(isNear(boschlooExact(first, second), fisherMidP(first, second), 0.004))
        let larger = Proportion(378, of: 1001)
        #expect(barnardExact(first, larger) == fisherMidP(first, larger))
    }

    private func binomial(_ part: Proportion, _ rate: Double) -> Double {
        var probability = 1.0
        for i in 0..<part.count { probability *= Double(part.total - i) / Double(part.count - i) * rate }
        for _ in 0..<part.rest { probability *= 1 - rate }
        return probability
    }

    /// The smaller one-sided p, from binomial coefficients.
    private func oneSidedFisher(_ first: Proportion, _ second: Proportion) -> Double {
        func choose(_ n: Int, _ k: Int) -> Double { binomial(Proportion(k, of: n), 0.5) * Double(1 << n) }
        let marked = first.count + second.count
        let range = max(0, marked - second.total)...min(first.total, marked)
        let weights = range.map { (count: $0, weight: choose(first.total, $0) * choose(second.total, marked - $0)) }
        let total = weights.reduce(0) { $0 + $1.weight }
        let above = weights.reduce(0) { $0 + ($1.count >= first.count ? $1.weight : 0) }
        let below = weights.reduce(0) { $0 + ($1.count <= first.count ? $1.weight : 0) }
        return min(above, below) / total
    }
}
