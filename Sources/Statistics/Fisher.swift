/// Fisher's exact two-sided p of two proportions: the probability, with both margins fixed, of all tables at most as
/// likely as the one seen.
///
/// The hypergeometric probabilities are summed outward from the mode by their ratios, so the cost grows with the
/// standard deviation of the table and not with the number of raters. Without raters on a side p is 1.
public func fisherExact(_ first: Proportion, _ second: Proportion) -> Double {
    let table = Hypergeometric(drawn: first.total, marked: first.count + second.count, all: first.total + second.total)
    let weights = table.weights()
    guard let seen = weights.byCount[first.count] else { return 0 }
    // Tables as likely as the one seen differ from it by rounding only.
    let limit = seen * (1 + 1e-9)
    let tail = weights.inOrder.reduce(0.0) { $0 + ($1 <= limit ? $1 : 0) }
    let total = weights.inOrder.reduce(0, +)
    return min(1, tail / total)
}

/// How many of `drawn` raters are marked when `marked` of `all` are.
private struct Hypergeometric {
    let drawn: Int
    let marked: Int
    let all: Int

    /// Probabilities relative to the mode, outward from it until they underflow.
    func weights() -> (byCount: [Int: Double], inOrder: [Double]) {
        let range = max(0, drawn + marked - all)...min(drawn, marked)
        let peak = (Double(drawn) + 1) * (Double(marked) + 1) / (Double(all) + 2)
        let mode = min(max(Int(peak), range.lowerBound), range.upperBound)
        var byCount = [mode: 1.0]
        var inOrder = [1.0]
        func record(_ count: Int, _ weight: Double) {
            byCount[count] = weight
            inOrder.append(weight)
        }
        var weight = 1.0
        var count = mode
        while count < range.upperBound, weight > 0 {
            weight *= ratio(after: count)
            count += 1
            record(count, weight)
        }
        weight = 1
        count = mode
        while count > range.lowerBound, weight > 0 {
            count -= 1
            weight /= ratio(after: count)
            record(count, weight)
        }
        return (byCount, inOrder)
    }

    /// P(count + 1) / P(count).
    private func ratio(after count: Int) -> Double {
        Double(marked - count) * Double(drawn - count)
            / (Double(count + 1) * Double(all - marked - drawn + count + 1))
    }
}
