import Statistics
import Testing

@Suite struct GammaTests {
    @Test(
        "log-gamma agrees with scipy",
        arguments: [
            (1e-5, 11.512919692895826), (0.1, 2.252712651734206), (0.5, 0.5723649429247),
            (1.5, -0.12078223763524526), (2.5, 0.2846828704729192), (9.99, 12.779315214350195),
            (10, 12.801827480081469), (23.5, 50.03349410501915), (171.3, 708.1149470389971),
            (1e6, 12815504.569147611), (1e12, 26631021115915.65),
        ])
    func logGammaValues(x: Double, expected: Double) {
        #expect(isClose(logGamma(x), expected, relative: 1e-12))
    }

    @Test("log-gamma vanishes at 1 and 2 and is undefined below 0")
    func logGammaEdges() {
        #expect(isNear(logGamma(1), 0, 1e-14))
        #expect(isNear(logGamma(2), 0, 1e-14))
        #expect(logGamma(0) == .infinity)
        #expect(logGamma(-1).isNaN)
    }

    @Test(
        "log-beta agrees with 40-digit arithmetic",
        arguments: [
            (0.5, 0.5, 1.1447298858494002), (14.5, 9.5, -16.05457630527802), (1, 1, 0), (3, 1e6, -40.75338749333038),
            (0.5, 1e9, -9.789267975423506), (1e8, 2e8, -190954258.57711312), (12, 15, -18.568172732389435),
        ])
    func logBetaValues(a: Double, b: Double, expected: Double) {
        #expect(isNear(logBeta(a, b), expected, 1e-13 * max(1, abs(expected))))
        #expect(logBeta(a, b) == logBeta(b, a))
    }

    @Test(
        "the upper incomplete gamma function agrees with scipy",
        arguments: [
            (0.5, 0.1, 0.6547208460185768), (1.5, 2.5735495, 0.16133733046329504), (1.5, 30, 5.878230727906921e-13),
            (10, 8, 0.716624258727011), (50, 70, 0.0051405024585059085), (0.5, 200, 5.507248237212379e-89),
            (1000, 1010, 0.37232105526300524),
        ])
    func upperGammaValues(a: Double, x: Double, expected: Double) {
        #expect(isClose(upperGamma(a, x), expected))
    }

    @Test("the upper incomplete gamma function falls from 1 to 0 and is undefined outside its domain")
    func upperGammaEdges() {
        #expect(upperGamma(2, 0) == 1)
        #expect(upperGamma(2, .infinity) == 0)
        #expect(upperGamma(0, 1).isNaN)
        #expect(upperGamma(1, -1).isNaN)
        let values = (0...400).map { upperGamma(7.5, Double($0) / 10) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }
}
