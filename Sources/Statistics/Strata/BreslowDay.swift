/// The Breslow-Day test, with Tarone's correction, that the odds ratio is the same in all strata.
///
/// In each stratum A is the count that has the common odds ratio ψ at the same margins, the root of
/// A (n₂ - m + A) = ψ (m - A)(n₁ - A), with variance v = 1 / (1/A + 1/(m-A) + 1/(n₁-A) + 1/(n₂-m+A)). The statistic is
/// Σ (a - A)² / v - (Σ (a - A))² / Σ v (Breslow & Day 1980, section 4.4; Tarone 1985).
public struct BreslowDay: Sendable, Hashable {
    /// The statistic; 0 when there is nothing to compare.
    public let chiSquare: Double
    /// Tarone's correction, which is part of the statistic already.
    public let correction: Double
    /// Strata with information, less one; not negative.
    public let degreesOfFreedom: Int
    /// The probability of a statistic at least this large under a common odds ratio; 1 when there is nothing to
    /// compare.
    public let p: Double

    /// Tests the strata; those with an empty margin say nothing.
    public init(_ strata: [Stratum]) {
        let informative = strata.filter { stratum in
            let marked = stratum.cells.a + stratum.cells.c
            return stratum.n1 > 0 && stratum.n2 > 0 && marked > 0 && marked < stratum.n
        }
        let common = MantelHaenszel(informative).oddsRatio
        degreesOfFreedom = common == nil ? 0 : max(0, informative.count - 1)
        guard let common, degreesOfFreedom > 0 else {
            (chiSquare, correction, p) = (0, 0, 1)
            return
        }
        var (squares, deviations, variances) = (0.0, 0.0, 0.0)
        for stratum in informative {
            let (expected, variance) = stratum.fitted(to: common)
            guard variance > 0 else { continue }
            let deviation = stratum.cells.a - expected
            squares += deviation * deviation / variance
            deviations += deviation
            variances += variance
        }
        correction = variances > 0 ? deviations * deviations / variances : 0
        chiSquare = max(0, squares - correction)
        p = chiSquareTail(chiSquare, degreesOfFreedom: degreesOfFreedom)
    }
}

extension Stratum {
    /// The expected count in the first cell at an odds ratio, and its variance.
    fileprivate func fitted(to ratio: Double) -> (expected: Double, variance: Double) {
        let marked = cells.a + cells.c
        let range = max(0, marked - n2)...min(marked, n1)
        // The left side of the equation grows with A and the right one falls: bisection always finds the one root.
        let root = inverse(of: 0, in: 0...(range.upperBound - range.lowerBound)) {
            let count = range.lowerBound + $0
            return count * (n2 - marked + count) - ratio * (marked - count) * (n1 - count)
        }
        let count = range.lowerBound + root
        let inverses = 1 / count + 1 / (marked - count) + 1 / (n1 - count) + 1 / (n2 - marked + count)
        return (count, 1 / inverses)
    }
}
