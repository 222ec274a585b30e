import Glibc

/// Two parts compared within strata: what is left of the difference once raters are compared with their like.
///
/// With a, b, c, d the cells and n the raters of a stratum, R = ad/n and S = bc/n: the common odds ratio is Σ R / Σ S
/// (Mantel & Haenszel 1959), and with P = (a+d)/n, Q = (b+c)/n the variance of its logarithm
/// Σ PR / 2(Σ R)² + Σ (PS + QR) / (2 Σ R Σ S) + Σ QS / 2(Σ S)² (Robins, Breslow & Greenland 1986).
/// Strata in which a part has no raters say nothing.
public struct MantelHaenszel: Sendable, Hashable {
    /// The common odds ratio; nil when it is not between 0 and infinity.
    public let oddsRatio: Double?
    /// The variance of its logarithm; 0 when there is no ratio.
    public let logVariance: Double
    /// The common difference of the rates, Σ w (p₁ - p₂) / Σ w with w = n₁n₂/n; 0 when there is nothing to compare.
    public let difference: Double
    /// The same difference without strata.
    public let crudeDifference: Double
    /// The Cochran-Mantel-Haenszel statistic, without continuity correction; 0 when there is nothing to compare.
    public let chiSquare: Double
    /// Its p, for no difference within the strata.
    public let p: Double

    /// Compares the parts within the strata.
    public init(_ strata: [Stratum]) {
        let strata = strata.filter { $0.first.total > 0 && $0.second.total > 0 }
        func sum(_ term: (Stratum) -> Double) -> Double { strata.reduce(0.0) { $0 + term($1) } }
        let r = sum { $0.r }
        let s = sum { $0.s }
        if r > 0, s > 0 {
            oddsRatio = r / s
            logVariance =
                sum { $0.p * $0.r } / (2 * r * r) + sum { $0.p * $0.s + $0.q * $0.r } / (2 * r * s)
                + sum { $0.q * $0.s } / (2 * s * s)
        } else {
            (oddsRatio, logVariance) = (nil, 0)
        }
        let weight = sum { $0.n1 * $0.n2 / $0.n }
        difference = weight > 0 ? (r - s) / weight : 0
        let (first, second) = (sum { $0.n1 }, sum { $0.n2 })
        crudeDifference = first > 0 ? sum { $0.cells.a } / first - sum { $0.cells.c } / second : 0
        let spread = sum { $0.hypergeometricVariance }
        chiSquare = spread > 0 ? (r - s) * (r - s) / spread : 0
        p = chiSquareTail(chiSquare, degreesOfFreedom: 1)
    }

    /// The confidence interval of the odds ratio, symmetric on the logarithm.
    public func interval(level: Double = 0.95) -> Interval? {
        guard let oddsRatio else { return nil }
        let factor = exp(criticalValue(level: level) * logVariance.squareRoot())
        return Interval(low: oddsRatio / factor, high: oddsRatio * factor)
    }

    /// The share of the crude difference that disappears within the strata: 1 when all of it does, below 0 when they
    /// hid a larger one. Nil when there was none.
    public var explained: Double? {
        abs(crudeDifference) < 1e-12 ? nil : 1 - difference / crudeDifference
    }
}

extension Stratum {
    fileprivate var r: Double { cells.a * cells.d / n }
    fileprivate var s: Double { cells.b * cells.c / n }
    fileprivate var p: Double { (cells.a + cells.d) / n }
    fileprivate var q: Double { (cells.b + cells.c) / n }

    /// The variance of a with all margins fixed.
    fileprivate var hypergeometricVariance: Double {
        let marked = cells.a + cells.c
        return n1 * n2 * (marked / n) * ((n - marked) / n) / (n - 1)
    }
}
