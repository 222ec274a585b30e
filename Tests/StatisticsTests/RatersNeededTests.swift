import Statistics
import Testing

@Suite struct RatersNeededTests {
    @Test(
        "the sizes are those of the formula",  // with the quantiles of scipy.stats.norm.ppf
        arguments: [
            (60, 70, 0.8, 0.05, 356), (25, 40, 0.8, 0.05, 152), (50, 75, 0.9, 0.05, 77), (10, 20, 0.9, 0.01, 377),
        ])
    func sizes(first: Int, second: Int, power: Double, alpha: Double, expected: Int) throws {
        let needed = try #require(
            RatersNeeded(Proportion(first, of: 100), Proportion(second, of: 100), power: power, alpha: alpha))
        #expect(needed.perPart == expected)
        #expect(needed.more == 2 * max(0, expected - 100))
    }

    @Test("a smaller difference needs more raters, a higher power too")
    func monotone() throws {
        let sizes = try [90, 80, 70, 60, 55, 51].map {
            try #require(RatersNeeded(Proportion($0, of: 100), Proportion(50, of: 100))).perPart
        }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 })
        let strong = try #require(RatersNeeded(Golden.part3, Golden.part2, power: 0.9))
        #expect(try strong.perPart > #require(RatersNeeded(Golden.part3, Golden.part2)).perPart)
    }

    @Test("where there are enough raters none are missing")
    func enough() throws {
        let needed = try #require(RatersNeeded(Proportion(600, of: 1000), Proportion(400, of: 1000)))
        #expect(needed.more == 0 && needed.perPart < 1000)
        #expect(try #require(RatersNeeded(Proportion(5, of: 5), Proportion(0, of: 5))).perPart == 5)
    }

    @Test("equal shares, no raters and differences too small to count have no answer")
    func none() {
        #expect(RatersNeeded(Proportion(5, of: 10), Proportion(50, of: 100)) == nil)
        #expect(RatersNeeded(Proportion(0, of: 0), Golden.part2) == nil)
        #expect(RatersNeeded(Proportion(500_000, of: 1_000_000), Proportion(500_001, of: 1_000_000)) == nil)
        #expect(RatersNeeded(Golden.part3, Golden.part2, power: 1) == nil)
        #expect(RatersNeeded(Golden.part3, Golden.part2, power: .nan) == nil)
    }
}
