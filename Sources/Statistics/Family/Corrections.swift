/// Holm's step-down correction: adjusted p in the order given, for control of the family-wise error (Holm 1979).
///
/// The i-th smallest of m is multiplied by m - i + 1, never below a smaller one's and never above 1; the family size is
/// the number of values. What is not a number counts as 1.
public func holm(_ values: [Double]) -> [Double] {
    let (values, order) = ascending(values)
    var adjusted = values
    var highest = 0.0
    for (rank, index) in order.enumerated() {
        highest = max(highest, min(1, Double(values.count - rank) * values[index]))
        adjusted[index] = highest
    }
    return adjusted
}

/// Benjamini and Hochberg's step-up correction: adjusted p in the order given, for control of the share of false
/// discoveries (Benjamini & Hochberg 1995).
///
/// The i-th smallest of m is multiplied by m / i, never above a larger one's. What is not a number counts as 1.
public func benjaminiHochberg(_ values: [Double]) -> [Double] {
    let (values, order) = ascending(values)
    var adjusted = values
    var lowest = 1.0
    for (rank, index) in order.enumerated().reversed() {
        lowest = min(lowest, Double(values.count) / Double(rank + 1) * values[index])
        adjusted[index] = lowest
    }
    return adjusted
}

/// The values within 0...1, and the indices from the smallest to the largest.
private func ascending(_ values: [Double]) -> (values: [Double], order: [Int]) {
    let values = values.map { $0.isNaN ? 1 : min(max(0, $0), 1) }
    return (values, values.indices.sorted { values[$0] < values[$1] })
}
