/// The mean of ratings of which a rater may have given several, with a standard error that does not take them for
/// independent.
///
/// With N ratings y, residuals e = y - mean and h_g = m_g / N the share of them that rater g gave, the variance is
/// Σ_g (Σ_i e_gi)² / (1 - h_g) / N²: the sandwich of Liang & Zeger 1986, with a correction for the rater's own pull on
/// the mean (CR2 of Bell & McCaffrey 2002; Cameron & Miller 2015, section VI). The interval is Student's t with the
/// degrees of freedom of Imbens & Kolesár 2016, of which there are few when a few raters gave most of the ratings: G - 1
/// for G raters who gave as many each, about 5 for 40 of whom four gave half.
public struct ClusteredMean: Sendable, Hashable {
    /// The mean over all ratings.
    public let mean: Double
    /// Its cluster-robust standard error; infinite for a single rater.
    public let standardError: Double
    /// Raters with a rating.
    public let raters: Int
    /// What the standard error is worth: 1...raters - 1, or 0 for a single rater.
    public let degreesOfFreedom: Double
    /// What the mean can be, or nil.
    private let bounds: Interval?

    /// The mean of one array of values per rater; nil when there is no value.
    public init?(_ raters: [[Double]]) {
        self.init(loads: raters.map { (Double($0.count), $0.reduce(0, +)) }, bounds: nil) { mean in
            raters.joined().reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        }
    }

    /// The share of ratings that have a property, from so many of so many per rater; nil when there is no rating.
    public init?(_ raters: [Proportion]) {
        let loads = raters.map { (count: Double($0.total), sum: Double($0.count)) }
        self.init(loads: loads, bounds: Interval(low: 0, high: 1)) { mean in
            loads.reduce(0.0) { $0 + $1.count } * mean * (1 - mean)
        }
    }

    /// `squares` gives the sum of all squared residuals.
    private init?(loads: [(count: Double, sum: Double)], bounds: Interval?, squares: (_ mean: Double) -> Double) {
        let loads = loads.filter { $0.count > 0 }
        let ratings = loads.reduce(0.0) { $0 + $1.count }
        guard ratings > 0 else { return nil }
        let mean = loads.reduce(0.0) { $0 + $1.sum } / ratings
        self.mean = mean
        self.bounds = bounds
        raters = loads.count
        guard loads.count > 1 else {
            (standardError, degreesOfFreedom) = (.infinity, 0)
            return
        }
        let residuals = loads.map { $0.sum - $0.count * mean }
        let sandwich = zip(residuals, loads).reduce(0.0) { $0 + $1.0 * $1.0 / (1 - $1.1.count / ratings) }
        standardError = sandwich.squareRoot() / ratings
        let between = zip(residuals, loads).reduce(0.0) { $0 + $1.0 * $1.0 / $1.1.count }
        let counts = loads.map(\.count)
        degreesOfFreedom = Self.degreesOfFreedom(
            counts: counts,
            correlation: intraclassCorrelation(counts: counts, between: between, within: squares(mean) - between) ?? 0)
    }

    /// Satterthwaite's degrees of freedom of the variance, (tr M)² / tr M², for ratings of which those of one rater are
    /// correlated.
    ///
    /// With v_g = m_g (1 + (m_g - 1) ICC) the variance of a rater's sum and V = Σ v, the residual sums have the covariance
    /// C_gk = [g = k] v_g - v_g h_k - h_g v_k + V h_g h_k, and M_gk = C_gk / sqrt((1 - h_g)(1 - h_k)).
    private static func degreesOfFreedom(counts: [Double], correlation: Double) -> Double {
        let ratings = counts.reduce(0, +)
        let variances = counts.map { $0 * (1 + ($0 - 1) * correlation) }
        let all = variances.reduce(0, +)
        // tr M, what the diagonal adds to tr M², and sums that spare the loop over all pairs.
        var (trace, diagonal, vv, hh, vh) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (count, v) in zip(counts, variances) {
            let h = count / ratings
            let rest = 1 - h
            trace += v * rest + (all - v) * h * h / rest
            diagonal += v * (v + 2 * h * (all * h - 2 * v)) / (rest * rest)
            vv += v * v / rest
            hh += h * h / rest
            vh += v * h / rest
        }
        let squares = diagonal + 2 * vv * hh + all * all * hh * hh + 2 * vh * vh - 4 * all * hh * vh
        let degrees = trace * trace / squares
        return degrees >= 1 ? min(degrees, Double(counts.count - 1)) : 1
    }

    /// The confidence interval, for a share within 0...1; nil for a single rater.
    ///
    /// Raters of one mind leave no residual, and so an interval of a single point: look at their number too.
    public func interval(level: Double = 0.95) -> Interval? {
        guard raters > 1 else { return nil }
        let reach = studentQuantile((1 + level) / 2, degreesOfFreedom: degreesOfFreedom) * standardError
        return Interval(
            low: max(mean - reach, bounds?.low ?? -.infinity), high: min(mean + reach, bounds?.high ?? .infinity))
    }
}
