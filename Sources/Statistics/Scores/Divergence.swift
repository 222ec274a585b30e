import Glibc

/// The Jensen-Shannon divergence of two distributions over the same classes, in bits: 0 when they are the same, 1 when
/// they share no class (Lin 1991).
///
/// With m the average of the shares p and q: (Σ p log₂(p / m) + Σ q log₂(q / m)) / 2. Counts are turned into shares; a
/// side with nothing in it is no different from any other: 0.
public func jensenShannon(_ first: [Int], _ second: [Int]) -> Double {
    guard let pairs = shares(first, second) else { return 0 }
    func term(_ share: Double, _ average: Double) -> Double { share > 0 ? share * log2(share / average) : 0 }
    let sum = pairs.reduce(0.0) { sum, pair in
        let average = (pair.first + pair.second) / 2
        return sum + (term(pair.first, average) + term(pair.second, average)) / 2
    }
    return min(max(0, sum), 1)
}

/// The total variation distance of two distributions over the same classes: the share that would have to move from one
/// class to another to make them the same, Σ |p - q| / 2, in 0...1. A side with nothing in it gives 0.
public func totalVariation(_ first: [Int], _ second: [Int]) -> Double {
    guard let pairs = shares(first, second) else { return 0 }
    return min(1, pairs.reduce(0.0) { $0 + abs($1.first - $1.second) } / 2)
}

/// The shares class by class, zeros where one side has fewer classes, or nil where a side is empty.
private func shares(_ first: [Int], _ second: [Int]) -> [(first: Double, second: Double)]? {
    func amounts(_ counts: [Int]) -> [Double] { counts.map { Double(max(0, $0)) } }
    let (first, second) = (amounts(first), amounts(second))
    let (one, other) = (first.reduce(0, +), second.reduce(0, +))
    guard one > 0, other > 0 else { return nil }
    return (0..<max(first.count, second.count)).map { index in
        (
            index < first.count ? first[index] / one : 0,
            index < second.count ? second[index] / other : 0
        )
    }
}
