/// Similarity of model messages to the first one, as the toolbox's similarity filter has it: cosine of the counts of
/// tokens `\w\w+` in lower case (scikit-learn's CountVectorizer).
///
/// Counts and their products are integers, so that a message with the same counts, or a multiple of them, is exactly 1;
/// the toolbox skips such messages, and so does `RunningAverage.ofSimilarities`. Without any token the cosine is 0.
struct Similarity {
    private var ids = HashTable<Int32>(empty: 0)
    private var first = Counts()
    private var window = Counts()
    private var seen: [UInt32] = []
    private var places: [Int] = []
    private var isFirst = true

    /// What a message is compared with.
    private struct Counts {
        var counts: [UInt32] = []
        var norm: UInt64 = 0
        var tokens: [Int] = []

        mutating func become(_ places: [Int], _ norm: UInt64) {
            for id in tokens { counts[id] = 0 }
            tokens = places
            self.norm = norm
            for id in places { counts[id] += 1 }
        }
    }

    /// Cosines of a message against the first message of all, and against the first of its window.
    mutating func add(_ tokens: [UInt64], startsWindow: Bool) -> (first: Double, window: Double) {
        identify(tokens)
        let norm = ownNorm()
        if isFirst { first.become(places, norm) }
        if isFirst || startsWindow { window.become(places, norm) }
        isFirst = false
        return (cosine(norm, first), cosine(norm, window))
    }

    private mutating func identify(_ tokens: [UInt64]) {
        places.removeAll(keepingCapacity: true)
        places.reserveCapacity(tokens.count)
        // A part at a time: the table makes room for each, and most of a long text may be the same.
        for start in stride(from: 0, to: tokens.count, by: 1024) {
            identify(tokens[start..<min(start + 1024, tokens.count)])
        }
    }

    private mutating func identify(_ tokens: ArraySlice<UInt64>) {
        ids.update(adding: tokens.count) { ids in
            for token in tokens {
                // A session with a million different words is no chat; what comes after them counts nothing.
                guard let (place, isNew) = ids.place(of: token) else { continue }
                if isNew {
                    ids[place] = Int32(truncatingIfNeeded: seen.count)
                    seen.append(0)
                    first.counts.append(0)
                    window.counts.append(0)
                }
                places.append(Int(ids[place]))
            }
        }
    }

    /// Sum of the squares of the message's counts, by adding 2c+1 when a count goes from c to c+1.
    private mutating func ownNorm() -> UInt64 {
        seen.withUnsafeMutableBufferPointer { seen in
            var norm: UInt64 = 0
            for id in places {
                norm += UInt64(seen[id]) * 2 + 1
                seen[id] += 1
            }
            for id in places { seen[id] = 0 }
            return norm
        }
    }

    private func cosine(_ norm: UInt64, _ other: Counts) -> Double {
        var product: UInt64 = 0
        for id in places { product += UInt64(other.counts[id]) }
        guard norm > 0, other.norm > 0 else { return 0 }
        let squares = norm.multipliedFullWidth(by: other.norm)
        if product.multipliedFullWidth(by: product) == squares { return 1 }
        return Double(product) / (Double(norm).squareRoot() * Double(other.norm).squareRoot())
    }
}

/// The toolbox's recency-weighted averages: each value is added and the sum halved.
public enum RunningAverage {
    /// Of yes and no as 1 and 0, such as whether a turn stutters.
    public static func of(_ values: some Sequence<Bool>) -> Double {
        values.reduce(0) { ($0 + ($1 ? 1 : 0)) / 2 }
    }

    /// Of similarities; messages equal to the first are skipped.
    public static func ofSimilarities(_ values: some Sequence<Double>) -> Double {
        values.reduce(0) { $1 == 1 ? $0 : ($0 + $1) / 2 }
    }
}
