/// What chance alone would have done: the ratings stay, and the parts that they belong to are drawn again, many times.
///
/// The statistic is the largest distance, over all parts, of a part's mean value from the mean of all ratings, divided
/// by sqrt((N - n) / n) so that small parts, which scatter more, do not win. The share of replays with one at least as
/// large, the one seen included, is an exact p for "some part stands out" (Phipson & Smyth 2010), corrected for the
/// number of parts by construction. The same input and seed give the same bits.
public struct PermutationReplay: Sendable, Hashable {
    /// The part that stands out most; nil when nothing can.
    public let part: Int?
    /// How many times the parts were drawn.
    public let replays: Int
    /// How often a part stood out at least as much.
    public let asLarge: Int

    /// (asLarge + 1) / (replays + 1); 1 when there is nothing to compare.
    public var p: Double { part == nil ? 1 : Double(asLarge + 1) / Double(replays + 1) }

    /// Replays a table with one row per part and one count per class; `values` are what the classes are worth,
    /// such as -1, 0, 1 for sentiments. Rows of another width are filled up with zeros or cut.
    ///
    /// The time is proportional to replays, parts, classes and the standard deviation of a count.
    public init(table: [[Int]], values: [Double], replays: Int = 10_000, seed: UInt64 = 1) {
        // More than that is no community, and its sums would overflow.
        let most = Int(Int32.max)
        let table = table.map { row in values.indices.map { $0 < row.count ? min(max(0, row[$0]), most) : 0 } }
        let deck = Deck(table: table, values: values)
        let seen = deck.distances(table)
        guard let farthest = seen.indices.max(by: { seen[$0] < seen[$1] }), seen[farthest] > 0 else {
            (part, self.replays, asLarge) = (nil, 0, 0)
            return
        }
        var random = SplitMix64(seed: seed)
        // Equal tables differ by rounding only.
        let limit = seen[farthest] * (1 - 1e-9)
        part = farthest
        self.replays = max(0, replays)
        asLarge = (0..<self.replays).count { _ in deck.distances(deck.draw(&random)).contains { $0 >= limit } }
    }

    /// Replays which raters had a property.
    public init(_ parts: [Proportion], replays: Int = 10_000, seed: UInt64 = 1) {
        self.init(table: parts.map { [$0.rest, $0.count] }, values: [0, 1], replays: replays, seed: seed)
    }
}

/// All ratings, as a deck of cards that is dealt to the parts.
private struct Deck {
    let values: [Double]
    let sizes: [Int]
    let classes: [Int]
    let mean: Double

    init(table: [[Int]], values: [Double]) {
        self.values = values
        sizes = table.map { $0.reduce(0, +) }
        classes = values.indices.map { column in table.reduce(0) { $0 + $1[column] } }
        let sum = zip(classes, values).reduce(0.0) { $0 + Double($1.0) * $1.1 }
        mean = sum / Double(max(1, classes.reduce(0, +)))
    }

    /// How far each part stands out; parts without ratings, or with all of them, do not.
    func distances(_ table: [[Int]]) -> [Double] {
        let all = Double(sizes.reduce(0, +))
        return zip(table, sizes).map { row, size in
            let n = Double(size)
            guard n > 0, n < all else { return 0 }
            let deviation = zip(row, values).reduce(0.0) { $0 + Double($1.0) * ($1.1 - mean) } / n
            return abs(deviation) / ((all - n) / n).squareRoot()
        }
    }

    /// Deals the ratings to the parts by chance: each part takes of each class what a hypergeometric draw gives it.
    func draw(_ random: inout SplitMix64) -> [[Int]] {
        var left = classes
        return sizes.map { size in
            var wanted = size
            var pool = left.reduce(0, +)
            return left.indices.map { column in
                let count = Hypergeometric(drawn: wanted, marked: left[column], all: pool).draw(random.uniform())
                pool -= left[column]
                left[column] -= count
                wanted -= count
                return count
            }
        }
    }
}

extension Hypergeometric {
    /// The count that a uniform number stands for: probabilities are taken from it, from the mode outward.
    fileprivate func draw(_ uniform: Double) -> Int {
        guard range.lowerBound < range.upperBound else { return range.lowerBound }
        let mode = mode
        let peak = modeProbability
        var rest = uniform - peak
        var (low, high) = (mode, mode)
        var (below, above) = (peak, peak)
        while rest >= 0, below > 0 || above > 0 {
            above = high < range.upperBound ? above * ratio(after: high) : 0
            high += 1
            rest -= above
            if rest < 0 { return high }
            below = low > range.lowerBound ? below / ratio(after: low - 1) : 0
            low -= 1
            rest -= below
            if rest < 0 { return low }
        }
        // What rounding has left over belongs to nobody.
        return mode
    }
}
