import Glibc

/// What changed from one part to the next, and with it how far their rates may be apart before anybody has rated them.
///
/// The logarithm of the odds ratio of two such parts is N(0, τ²) a priori, on top of Jeffreys' prior for each. τ is
/// given by a reach: 95 % of the changes around even odds stay within it, τ = 2 logit(1/2 + reach/2) / 1.96.
///
/// | changed | reach | τ |
/// |---|---|---|
/// | `nothing` | 0.10, what counts as practically equal | 0.205 |
/// | `data`, `hyperparameters` | 0.30, about two labels of `FeedbackLabel` | 0.632 |
/// | `both` | 0.40 | 0.865 |
///
/// The smaller the reach, the more raters it takes to believe in a change: the demo's 14 of 23 after 6 of 21 is worse
/// with probability 0.985 if the parts are unrelated, with 0.94 if the data changed and with 0.75 if nothing did; a
/// hundred raters a part would convince either way. The reaches are conventions, not estimates: they may be revised
/// once many parts have been rated.
public enum Change: String, Sendable, Hashable, CaseIterable {
    /// More training on the same data with the same hyperparameters.
    case nothing
    /// Other data.
    case data
    /// Other hyperparameters.
    case hyperparameters
    /// Other data and other hyperparameters.
    case both

    /// The difference of rates, around even odds, within which 95 % of the changes stay a priori.
    public var reach: Double {
        switch self {
        case .nothing: RateDifference.practicallyEqual
        case .data, .hyperparameters: 0.30
        case .both: 0.40
        }
    }

    /// The prior standard deviation τ of the logarithm of the odds ratio.
    public var logOddsDeviation: Double {
        2 * log((1 + reach) / (1 - reach)) / criticalValue(level: 0.95)
    }
}
