/// Kish's effective number of raters when some weigh more than others: (Σ w)² / Σ w² (Kish 1965, section 11.2C).
///
/// With equal weights it is their number; one rater with all the weight makes it 1. Nothing gives 0.
public func kishEffectiveRaters(weights: [Double]) -> Double {
    let weights = weights.map { max(0, $0) }
    // Relative to the greatest, so that no square overflows or vanishes.
    guard let greatest = weights.max(), greatest > 0, greatest.isFinite else { return 0 }
    let sum = weights.reduce(0.0) { $0 + $1 / greatest }
    return sum * sum / weights.reduce(0.0) { $0 + $1 / greatest * ($1 / greatest) }
}

/// How many independent ratings say as much as these, of which rater r gave `loads[r]`: N / deff with Kish's design
/// effect deff = 1 + (Σ m² / Σ m - 1) ICC for loads m (Kish 1965, section 5.4; unequal loads: Kish 1987).
///
/// `intraclassCorrelation` is the share of the variance that lies between raters, clamped to 0...1: at 0 all ratings
/// count, at 1 it is Kish's effective number of raters.
public func effectiveRatings(loads: [Int], intraclassCorrelation: Double) -> Double {
    let loads = loads.map { Double(max(0, $0)) }
    let ratings = loads.reduce(0, +)
    guard ratings > 0 else { return 0 }
    let typical = loads.reduce(0.0) { $0 + $1 * $1 } / ratings
    let correlation = intraclassCorrelation.isNaN ? 1 : min(max(0, intraclassCorrelation), 1)
    return ratings / (1 + (typical - 1) * correlation)
}

/// The share of the variance of ratings that lies between raters, from one array of ratings per rater: the analysis of
/// variance estimator (Donner 1986), clamped to 0...1; nil where no rater repeats, or there is one rater only.
///
/// With MSB and MSW the mean squares between and within G raters of N ratings, and n₀ = (N - Σ m² / N) / (G - 1):
/// (MSB - MSW) / (MSB + (n₀ - 1) MSW).
public func intraclassCorrelation(_ raters: [[Double]]) -> Double? {
    let raters = raters.filter { !$0.isEmpty }
    let ratings = raters.reduce(0.0) { $0 + Double($1.count) }
    guard ratings > 0 else { return nil }
    let mean = raters.joined().reduce(0, +) / ratings
    var between = 0.0
    var within = 0.0
    for rater in raters {
        let own = rater.reduce(0, +) / Double(rater.count)
        between += Double(rater.count) * (own - mean) * (own - mean)
        within += rater.reduce(0.0) { $0 + ($1 - own) * ($1 - own) }
    }
    return intraclassCorrelation(counts: raters.map { Double($0.count) }, between: between, within: within)
}

/// The same from how many ratings each rater gave, and the sums of squares between and within raters.
func intraclassCorrelation(counts: [Double], between: Double, within: Double) -> Double? {
    let ratings = counts.reduce(0, +)
    let groups = Double(counts.count)
    guard groups > 1, ratings > groups else { return nil }
    let (between, within) = (between / (groups - 1), max(0, within) / (ratings - groups))
    let squares = counts.reduce(0.0) { $0 + $1 * $1 }
    let typical = (ratings - squares / ratings) / (groups - 1)
    let total = between + (typical - 1) * within
    return total > 0 ? min(max(0, (between - within) / total), 1) : 0
}
