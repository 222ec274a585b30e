import Glibc

/// The non-negative number of `range` at which the increasing function reaches `target`, to the last digits.
///
/// Bisection over the bit patterns of doubles, whose order is that of the numbers, finds the root's power of two
/// wherever it lies, 1e-300 included, with no starting value; the ITP method (Oliveira & Takahashi 2020), which never
/// takes more steps than bisection and mostly about eight, finds the rest.
func inverse(of target: Double, in range: ClosedRange<Double>, _ increasing: (Double) -> Double) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low == 0 || high > 2 * low {
        let middle = Double(bitPattern: low.bitPattern + (high.bitPattern - low.bitPattern) / 2)
        guard low < middle else { return high }
        if increasing(middle) < target { low = middle } else { high = middle }
    }
    return root(between: low, and: high) { increasing($0) - target }
}

/// Where the quantile `p` of a rate with this mean and variance must lie, whatever its distribution, by Cantelli's
/// inequality: mean - sd sqrt((1-p)/p) ... mean + sd sqrt(p/(1-p)), widened a little for rounding.
func quantileRange(of p: Double, mean: Double, variance: Double) -> ClosedRange<Double> {
    let deviation = variance.squareRoot() * 1.001
    let low = max(0, mean - deviation * ((1 - p) / p).squareRoot())
    let high = min(1, mean + deviation * (p / (1 - p)).squareRoot())
    return low < high ? low...high : 0...1
}

/// The root of an increasing function between two positive numbers less than an octave apart.
private func root(between low: Double, and high: Double, _ value: (Double) -> Double) -> Double {
    var (low, high) = (low, high)
    var (atLow, atHigh) = (value(low), value(high))
    guard atLow < 0, atHigh > 0 else { return atLow < 0 ? high : low }
    let tolerance = high * .ulpOfOne
    let truncation = 0.2 / (high - low)
    // What bisection would have left of the interval, and one step of grace.
    var reserve = tolerance * exp2(log2((high - low) / (2 * tolerance)).rounded(.up) + 1)
    while high - low > 2 * tolerance {
        let middle = low + (high - low) / 2
        let secant = (high * atLow - low * atHigh) / (atLow - atHigh)
        let side: Double = middle < secant ? -1 : 1
        let nudge = truncation * (high - low) * (high - low)
        let nudged = nudge <= abs(middle - secant) ? secant + side * nudge : middle
        let radius = max(0, reserve - (high - low) / 2)
        var next = abs(nudged - middle) <= radius ? nudged : middle - side * radius
        if !(low < next && next < high) { next = middle }
        let atNext = value(next)
        if atNext == 0 { return next }
        if atNext < 0 { (low, atLow) = (next, atNext) } else { (high, atHigh) = (next, atNext) }
        reserve /= 2
    }
    return high
}
