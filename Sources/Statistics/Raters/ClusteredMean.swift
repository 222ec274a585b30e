/// The mean of ratings of which a rater may have given several, with a standard error that does not take them for
/// independent.
///
/// With G raters of N ratings y and residuals e = y - mean: the variance is G / (G - 1) · Σ_g (Σ_i e_gi)² / N², and the
/// interval Student's t with G - 1 degrees of freedom (Liang & Zeger 1986; Cameron & Miller 2015, section II).
public struct ClusteredMean: Sendable, Hashable {
    /// The mean over all ratings.
    public let mean: Double
    /// Its cluster-robust standard error; infinite for a single rater.
    public let standardError: Double
    /// Raters with a rating.
    public let raters: Int
    /// What the mean can be, or nil.
    private let bounds: Interval?

    /// The mean of one array of values per rater; nil when there is no value.
    public init?(_ raters: [[Double]]) {
        self.init(loads: raters.map { (Double($0.count), $0.reduce(0, +)) }, bounds: nil)
    }

    /// The share of ratings that have a property, from so many of so many per rater; nil when there is no rating.
    public init?(_ raters: [Proportion]) {
        self.init(
            loads: raters.map { (Double($0.total), Double($0.count)) }, bounds: Interval(low: 0, high: 1))
    }

    private init?(loads: [(count: Double, sum: Double)], bounds: Interval?) {
        let loads = loads.filter { $0.count > 0 }
        let ratings = loads.reduce(0.0) { $0 + $1.count }
        guard ratings > 0 else { return nil }
        let mean = loads.reduce(0.0) { $0 + $1.sum } / ratings
        let squares = loads.reduce(0.0) { sum, load in
            let residual = load.sum - load.count * mean
            return sum + residual * residual
        }
        let groups = Double(loads.count)
        self.mean = mean
        standardError = groups > 1 ? (groups / (groups - 1) * squares).squareRoot() / ratings : .infinity
        raters = loads.count
        self.bounds = bounds
    }

    /// The confidence interval, for a share within 0...1; nil for a single rater.
    ///
    /// Raters of one mind leave no residual, and so an interval of a single point: look at their number too.
    public func interval(level: Double = 0.95) -> Interval? {
        guard raters > 1 else { return nil }
        let reach = studentQuantile((1 + level) / 2, degreesOfFreedom: Double(raters - 1)) * standardError
        return Interval(
            low: max(mean - reach, bounds?.low ?? -.infinity), high: min(mean + reach, bounds?.high ?? .infinity))
    }
}
