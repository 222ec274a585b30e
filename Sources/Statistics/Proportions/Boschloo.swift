/// Boschloo's exact two-sided p of two proportions, with the part sizes fixed: twice the smaller of the one-sided ones
/// (Boschloo 1970), as scipy has it.
///
/// One-sided: the greatest probability, over all common rates, of a one-sided Fisher p at most as large as the one
/// seen; uniformly more powerful than Fisher's test. Above 2000 raters together it is Fisher's mid-p. Nothing to
/// compare gives 1.
public func boschlooExact(_ first: Proportion, _ second: Proportion) -> Double {
    let all = first.total + second.total
    guard first.total > 0, second.total > 0 else { return 1 }
    guard all <= UnconditionalTest.largest else { return fisherMidP(first, second) }
    return min(1, 2 * min(greater(first, second), greater(second, first)))
}

/// The one-sided test that `first` has the higher rate.
private func greater(_ first: Proportion, _ second: Proportion) -> Double {
    let marked = first.count + second.count
    let all = first.total + second.total
    let seen = Hypergeometric(drawn: first.total, marked: marked, all: all).probability { $0 >= first.count }
    let test = UnconditionalTest(first: first.total, second: second.total)
    return test.largestProbability { _, table in table.largestUpperTail(atMost: seen * (1 + 1e-9)) }
}

extension Hypergeometric {
    /// The greatest of the probabilities P(count >= c) that do not exceed `limit`; 0 when all do.
    fileprivate func largestUpperTail(atMost limit: Double) -> Double {
        let values = weights().values
        let total = values.reduce(0, +)
        var sum = 0.0
        for value in values.reversed() {
            guard sum + value <= limit * total else { break }
            sum += value
        }
        return sum / total
    }
}
