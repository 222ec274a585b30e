import Glibc

/// The rates of the parts of an experiment, each drawn towards what all parts have in common.
///
/// The posterior of `BetaBinomialFamily` is summed over a grid of 60 values of log s, from 4 standard deviations below
/// its prior centre to 4 above, and 200 midpoints of the mean; given both, a part's rate is beta distributed (Efron &
/// Morris 1975; Gelman et al., Bayesian Data Analysis 3, section 5.3). The cost does not depend on the raters.
public struct ShrunkenRates: Sendable, Hashable {
    /// The posterior of each part's rate, with its 95 % interval, in the order given.
    ///
    /// Mean and variance are the grid's. The interval takes the rates for one s as beta distributed with their exact
    /// mean and variance: off by 0.0005 for twenty raters a part, by 0.004 for five. As for Jeffreys' interval, it reaches
    /// 0 where nobody has the property, and 1 where everybody has.
    public let rates: [Estimate]
    /// The posterior mean of the rate that the parts have in common.
    public let mean: Double

    /// Shrinks the proportions of the parts; those without raters get what the others suggest.
    public init(_ parts: [Proportion], level: Double = 0.95) {
        let rows = GridRow.posterior(parts)
        mean = rows.reduce(0.0) { sum, row in sum + row.sum(of: \.mean) }
        rates = parts.map { part in
            let rate = Mixture(components: rows.compactMap { $0.component(of: part) }).estimate(level: level)
            guard part.total > 0, part.count == 0 || part.rest == 0 else { return rate }
            let interval = Interval(
                low: part.count == 0 ? 0 : rate.interval.low, high: part.rest == 0 ? 1 : rate.interval.high)
            return Estimate(mean: rate.mean, variance: rate.variance, interval: interval)
        }
    }
}

/// The families of one concentration, with their posterior weights.
private struct GridRow {
    var families: [(family: BetaBinomialFamily, weight: Double)]

    static let concentrations = 60
    static let means = 200
    /// Rows below this share of the posterior change no digit that is shown.
    static let negligible = 1e-9

    /// The grid, with weights that add up to 1.
    static func posterior(_ parts: [Proportion]) -> [GridRow] {
        let reach = 4 * BetaBinomialFamily.spread
        let step = 2 * reach / Double(concentrations - 1)
        let logs = (0..<concentrations).map { row in
            let concentration = exp(BetaBinomialFamily.centre - reach + Double(row) * step)
            return (0..<means).map { column in
                let mean = (Double(column) + 0.5) / Double(means)
                let family = BetaBinomialFamily(mean: mean, concentration: concentration)
                return (family, family.logDensity(parts))
            }
        }
        let highest = logs.joined().reduce(-Double.infinity) { max($0, $1.1) }
        let total = logs.joined().reduce(0.0) { $0 + exp($1.1 - highest) }
        return logs.map { row in GridRow(families: row.map { ($0.0, exp($0.1 - highest) / total) }) }
    }

    func sum(of value: (BetaBinomialFamily) -> Double) -> Double {
        families.reduce(0.0) { $0 + $1.weight * value($1.family) }
    }

    /// The rate of a part, as the beta distribution with the row's mean and variance; nil for a row without weight.
    func component(of part: Proportion) -> (weight: Double, distribution: BetaDistribution)? {
        let weight = families.reduce(0.0) { $0 + $1.weight }
        guard weight > Self.negligible else { return nil }
        let mean = sum { $0.posterior(of: part).mean } / weight
        let variance = sum { family in
            let posterior = family.posterior(of: part)
            return posterior.variance + (posterior.mean - mean) * (posterior.mean - mean)
        }
        return BetaDistribution(mean: mean, variance: variance / weight).map { (weight, $0) }
    }
}

/// A weighted mixture of beta distributions.
private struct Mixture {
    let components: [(weight: Double, distribution: BetaDistribution)]

    func estimate(level: Double) -> Estimate {
        let total = components.reduce(0.0) { $0 + $1.weight }
        let mean = components.reduce(0.0) { $0 + $1.weight * $1.distribution.mean } / total
        let variance = components.reduce(0.0) { sum, component in
            let distance = component.distribution.mean - mean
            return sum + component.weight * (component.distribution.variance + distance * distance)
        }
        func quantile(_ p: Double) -> Double {
            inverse(of: p * total, in: quantileRange(of: p, mean: mean, variance: variance / total)) { x in
                components.reduce(0.0) { $0 + $1.weight * $1.distribution.cdf(x) }
            }
        }
        let interval = Interval(low: quantile((1 - level) / 2), high: quantile((1 + level) / 2))
        return Estimate(mean: mean, variance: variance / total, interval: interval)
    }
}
