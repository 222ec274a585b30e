import Glibc

extension BetaDistribution {
    /// The probability that a rate drawn from this distribution exceeds an independent one drawn from `other`.
    ///
    /// P(X > Y) = ∫ f_X(x) F_Y(x) dx by the trapezoidal rule on the logit scale, where the integrand is analytic and
    /// vanishes at both ends, so that the rule converges exponentially (Trefethen & Weideman 2014). Of the two
    /// distributions the narrower one is integrated over. Absolute error below 1e-10 for shapes of at least
    /// 0.1; the probabilities of both directions add up to 1.
    public func probability(ofExceeding other: BetaDistribution) -> Double {
        if self == other { return 0.5 }
        return logitWidth <= other.logitWidth ? meanCDF(of: other) : 1 - other.meanCDF(of: self)
    }

    /// The approximate standard deviation of the logit.
    var logitWidth: Double { (1 / alpha + 1 / beta).squareRoot() }

    /// The most likely logit, as a density of the logit.
    var logitCentre: Double { log(alpha / beta) }

    /// The logarithm of the density of the logit, but for a constant.
    func logWeight(logit: Double) -> Double {
        min(0, logit) * alpha - max(0, logit) * beta - (alpha + beta) * log1p(exp(-abs(logit)))
    }

    /// E[F(X)] for X from this distribution and F the distribution function of `other`.
    private func meanCDF(of other: BetaDistribution) -> Double {
        let step = min(logitWidth / 4, 0.5)
        let centre = logitCentre
        let peak = weight(logit: centre)
        var total = peak
        var sum = peak * other.cdf(logit: centre)
        for direction in [-step, step] {
            var logit = centre
            var weight = peak
            while weight > peak * 1e-17 {
                logit += direction
                weight = self.weight(logit: logit)
                total += weight
                sum += weight * other.cdf(logit: logit)
            }
        }
        return sum / total
    }

    /// `weight(at:)` by logit. Above one half it is taken from the other end, where a double still tells x from 1.
    private func weight(logit: Double) -> Double {
        let x = 1 / (1 + exp(abs(logit)))
        if x == 0 { return 0 }
        return logit > 0 ? mirrored.weight(at: x) : weight(at: x)
    }

    /// `cdf` by logit, from the nearer end.
    private func cdf(logit: Double) -> Double {
        let x = 1 / (1 + exp(abs(logit)))
        return logit > 0 ? 1 - mirrored.cdf(x) : cdf(x)
    }

    /// The distribution of 1 - X.
    var mirrored: BetaDistribution { BetaDistribution(alpha: beta, beta: alpha) }
}
