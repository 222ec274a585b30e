import Glibc

/// A region of tables of two binomial counts, by what it holds of each number of marked raters s = 0...N:
/// the conditional probability w_s that a table with s marked raters lies in the region.
///
/// Given s the common rate no longer matters, so the probability of the region at a common rate π is
/// Σ_s w_s C(N, s) π^s (1-π)^(N-s): one sum over s instead of two over the table.
struct UnconditionalTest {
    let first: Int
    let second: Int

    /// The most raters for which the tests are exact; the cost grows with the power 3/2 of this.
    static let largest = 2000

    /// The probability of the region at the common rate that makes it greatest.
    ///
    /// The probability is smooth in φ = arcsin sqrt π on the scale 1 / 2 sqrt N everywhere; the best points of a grid
    /// of a quarter of that are refined by golden sections.
    func largestProbability(_ region: (Int, Hypergeometric) -> Double) -> Double {
        let all = first + second
        let weights = (0...all).map { region($0, Hypergeometric(drawn: first, marked: $0, all: all)) }
        let cells = Int((4 * Double.pi * Double(all).squareRoot()).rounded(.up))
        let step = Double.pi / 2 / Double(cells)
        let grid = (0...cells).map { mixture(weights, at: Double($0) * step) }
        let peaks = grid.indices.filter { cell in
            (cell == 0 || grid[cell] >= grid[cell - 1]) && (cell == cells || grid[cell] >= grid[cell + 1])
        }
        return peaks.sorted { grid[$0] > grid[$1] }.prefix(4).reduce(0) { best, peak in
            let centre = Double(peak) * step
            return max(best, maximum(between: centre - step, and: centre + step) { mixture(weights, at: $0) })
        }
    }

    /// Σ w_s of the binomial distribution at π = sin² φ, outward from its mode.
    private func mixture(_ weights: [Double], at angle: Double) -> Double {
        let all = weights.count - 1
        let rate = sin(angle) * sin(angle)
        let odds = rate / (cos(angle) * cos(angle))
        let mode = min(max(Int(Double(all + 1) * rate), 0), all)
        var total = 1.0
        var sum = weights[mode]
        var weight = 1.0
        var count = mode
        while count < all, weight > 1e-18 {
            weight *= Double(all - count) / Double(count + 1) * odds
            count += 1
            total += weight
            sum += weight * weights[count]
        }
        weight = 1
        count = mode
        while count > 0, weight > 1e-18 {
            weight *= Double(count) / (Double(all - count + 1) * odds)
            count -= 1
            total += weight
            sum += weight * weights[count]
        }
        return sum / total
    }
}

/// The greatest value of a function with one peak between two points, by golden sections (Kiefer 1953).
private func maximum(between low: Double, and high: Double, _ value: (Double) -> Double) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (low, high)
    var left = high - golden * (high - low)
    var right = low + golden * (high - low)
    var (atLeft, atRight) = (value(left), value(right))
    for _ in 0..<30 {
        if atLeft > atRight {
            (high, right, atRight) = (right, left, atLeft)
            left = high - golden * (high - low)
            atLeft = value(left)
        } else {
            (low, left, atLeft) = (left, right, atRight)
            right = low + golden * (high - low)
            atRight = value(right)
        }
    }
    return max(atLeft, atRight)
}
