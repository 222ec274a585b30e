/// How the scores of two groups of raters compare: the Mann-Whitney U test, with ties (Mann & Whitney 1947).
///
/// U counts the pairs in which the first rater's score is the higher one, and half of those with equal scores. With N
/// raters in all and t raters per score, z = (U - n₁n₂/2) / sqrt(n₁n₂/12 · (N + 1 - Σ (t³ - t) / (N (N - 1)))), without
/// continuity correction.
public struct MannWhitney: Sendable, Hashable {
    /// U of the first group: 0...n₁n₂.
    public let u: Double
    /// U / n₁n₂ = P(X > Y) + P(X = Y) / 2, the probability that a rater of the first group gives the higher score;
    /// 0.5 when a group is empty.
    public let superiority: Double
    /// The standardised U; 0 when there is nothing to compare.
    public let z: Double
    /// The two-sided p of z; 1 when there is nothing to compare.
    public let p: Double

    /// Compares groups given as counts per score, from the lowest score on.
    public init(counts first: [Int], _ second: [Int]) {
        let ranks = MidRanks(first, second)
        u = ranks.superior
        let pairs = ranks.first.total * ranks.second.total
        superiority = pairs > 0 ? u / pairs : 0.5
        let all = ranks.first.total + ranks.second.total
        let ties = zip(ranks.first.counts, ranks.second.counts).reduce(0.0) { sum, pair in
            let size = pair.0 + pair.1
            return sum + size * (size - 1) * (size + 1)
        }
        let variance = all > 1 ? pairs / 12 * (all + 1 - ties / (all * (all - 1))) : 0
        // All scores equal leave a rest of rounding only.
        z = variance > 1e-12 * pairs * all ? (u - pairs / 2) / variance.squareRoot() : 0
        p = normalTwoSided(z)
    }

    /// Compares groups given as one score per rater.
    public init(_ first: [Int], _ second: [Int]) {
        let (one, other) = countsPerScore(first, second)
        self.init(counts: one, other)
    }
}

/// Counts of both groups for every score that occurs, ascending.
func countsPerScore(_ first: [Int], _ second: [Int]) -> ([Int], [Int]) {
    let classes = Set(first).union(second).sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    func counts(_ scores: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: classes.count)
        for score in scores { if let index = index[score] { counts[index] += 1 } }
        return counts
    }
    return (counts(first), counts(second))
}

/// Two groups over the same ordered classes, as the rank tests need them.
struct MidRanks {
    struct Group {
        let counts: [Double]
        let total: Double

        init(_ counts: [Int], classes: Int) {
            self.counts = (0..<classes).map { $0 < counts.count ? Double(max(0, counts[$0])) : 0 }
            total = self.counts.reduce(0, +)
        }

        /// Per class: how many of this group are below it, and half of those in it.
        var below: [Double] {
            var sum = 0.0
            return counts.map { count in
                defer { sum += count }
                return sum + count / 2
            }
        }
    }

    let first: Group
    let second: Group

    init(_ first: [Int], _ second: [Int]) {
        let classes = max(first.count, second.count)
        self.first = Group(first, classes: classes)
        self.second = Group(second, classes: classes)
    }

    /// Pairs in which the first is higher, and half of those that are equal.
    var superior: Double { zip(first.counts, second.below).reduce(0.0) { $0 + $1.0 * $1.1 } }
}
