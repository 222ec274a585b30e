/// Fisher's exact two-sided p of two proportions: the probability, with both margins fixed, of all tables at most as
/// likely as the one seen (Fisher 1935). Without raters on a side p is 1; above 10⁹ raters it is that of chi-square.
public func fisherExact(_ first: Proportion, _ second: Proportion) -> Double {
    let (below, level) = fisherParts(first, second)
    return min(1, below + level)
}

/// Fisher's two-sided mid-p: tables as likely as the one seen count half.
///
/// Not exact, but close to the unconditional tests of Barnard and Boschloo where those would take too long
/// (Lancaster 1961; Lydersen, Fagerland & Laake 2009).
public func fisherMidP(_ first: Proportion, _ second: Proportion) -> Double {
    guard first.total > 0, second.total > 0 else { return 1 }
    let (below, level) = fisherParts(first, second)
    return min(1, below + level / 2)
}

/// The probabilities of the tables less likely than the one seen, and of those as likely.
private func fisherParts(_ first: Proportion, _ second: Proportion) -> (below: Double, level: Double) {
    guard first.total + second.total <= 1_000_000_000 else { return (Homogeneity([first, second]).p, 0) }
    let table = Hypergeometric(drawn: first.total, marked: first.count + second.count, all: first.total + second.total)
    let (lowest, values) = table.weights()
    guard values.indices.contains(first.count - lowest) else { return (0, 0) }
    let seen = values[first.count - lowest]
    var below = 0.0
    var level = 0.0
    var total = 0.0
    for value in values {
        total += value
        // Tables as likely as the one seen differ from it by rounding only.
        if value < seen * (1 - 1e-9) { below += value } else if value <= seen * (1 + 1e-9) { level += value }
    }
    return (below / total, level / total)
}
