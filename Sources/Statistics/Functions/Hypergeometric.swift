import Glibc

/// How many of `drawn` raters are marked when `marked` of `all` are and every choice is equally likely.
struct Hypergeometric {
    let drawn: Int
    let marked: Int
    let all: Int

    /// The counts that are possible.
    var range: ClosedRange<Int> { max(0, drawn + marked - all)...min(drawn, marked) }

    /// The most likely count.
    var mode: Int {
        let peak = (Double(drawn) + 1) * (Double(marked) + 1) / (Double(all) + 2)
        return min(max(Int(peak), range.lowerBound), range.upperBound)
    }

    /// The probability of the mode, C(marked, mode) C(all - marked, drawn - mode) / C(all, drawn).
    var modeProbability: Double {
        exp(
            logChoose(marked, mode) + logChoose(all - marked, drawn - mode) - logChoose(all, drawn))
    }

    /// Probabilities relative to the mode's, for consecutive counts from `lowest` on, until they underflow.
    ///
    /// They come outward from the mode by their ratios, so the cost grows with the standard deviation of the count and
    /// not with the number of raters.
    func weights() -> (lowest: Int, values: [Double]) {
        let mode = mode
        var values = [Double]()
        var weight = 1.0
        var count = mode
        while count > range.lowerBound, weight > 0 {
            count -= 1
            weight /= ratio(after: count)
            values.append(weight)
        }
        let lowest = count
        values.reverse()
        values.append(1)
        weight = 1
        count = mode
        while count < range.upperBound, weight > 0 {
            weight *= ratio(after: count)
            count += 1
            values.append(weight)
        }
        return (lowest, values)
    }

    /// P(count + 1) / P(count).
    func ratio(after count: Int) -> Double {
        Double(marked - count) * Double(drawn - count)
            / (Double(count + 1) * Double(all - marked - drawn + count + 1))
    }
}

/// ln C(n, k) = -ln B(n - k + 1, k + 1) - ln(n + 1).
private func logChoose(_ n: Int, _ k: Int) -> Double {
    -logBeta(Double(n - k) + 1, Double(k) + 1) - log(Double(n) + 1)
}
