import Glibc

/// The chi-square test that all parts share one distribution over classes, such as sentiments.
///
/// With O the counts, and E = row sum × column sum / N what they would be: Pearson's χ² = Σ (O - E)² / E, or the
/// likelihood ratio G = 2 Σ O ln(O / E) (Wilks 1938; Agresti, Categorical Data Analysis 3, 3.2). Rows and columns
/// without raters are left out; p is the chi-square tail with (rows - 1)(columns - 1) degrees of freedom.
public struct Homogeneity: Sendable, Hashable {
    /// How the distance from a common distribution is measured.
    public enum Statistic: Sendable {
        /// Pearson's chi-square.
        case pearson
        /// The likelihood ratio: the G-test.
        case likelihoodRatio
    }

    /// The test statistic; 0 when there is nothing to compare.
    public let chiSquare: Double
    /// (Rows - 1)(columns - 1), of those with raters; not negative.
    public let degreesOfFreedom: Int
    /// The probability of a statistic at least this large under one common distribution; 1 when there is nothing to
    /// compare.
    public let p: Double

    /// Tests the proportions of the parts; those without raters say nothing.
    public init(_ parts: [Proportion], by statistic: Statistic = .pearson) {
        self.init(table: parts.map { [$0.count, $0.rest] }, by: statistic)
    }

    /// Tests a table with one row per part and one count per class; short rows are filled with zeros.
    public init(table: [[Int]], by statistic: Statistic = .pearson) {
        let width = table.map(\.count).max() ?? 0
        let rows = table.map { row in (0..<width).map { $0 < row.count ? Double(max(0, row[$0])) : 0 } }
        let rowSums = rows.map { $0.reduce(0, +) }
        let columnSums = (0..<width).map { column in rows.reduce(0.0) { $0 + $1[column] } }
        let all = rowSums.reduce(0, +)
        var sum = 0.0
        for (row, rowSum) in zip(rows, rowSums) where rowSum > 0 {
            for (count, columnSum) in zip(row, columnSums) where columnSum > 0 {
                sum += statistic.term(count, expected: rowSum * (columnSum / all))
            }
        }
        let degrees = (rowSums.count { $0 > 0 } - 1) * (columnSums.count { $0 > 0 } - 1)
        degreesOfFreedom = all > 0 ? degrees : 0
        chiSquare = degreesOfFreedom > 0 ? max(0, sum) : 0
        p = chiSquareTail(chiSquare, degreesOfFreedom: degreesOfFreedom)
    }
}

extension Homogeneity.Statistic {
    fileprivate func term(_ count: Double, expected: Double) -> Double {
        switch self {
        case .pearson: (count - expected) * (count - expected) / expected
        case .likelihoodRatio: count > 0 ? 2 * count * log(count / expected) : 0
        }
    }
}
