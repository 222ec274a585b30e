/// An estimate of how much two dialogues share: 128 minima over the hashes of their word 5-grams. The share of places
/// in which two sketches agree estimates the Jaccard similarity of the two sets of 5-grams (Broder 1997, "On the
/// resemblance and containment of documents"), with a standard error of at most 0.045.
///
/// One hash a 5-gram: its upper bits choose a bin, its lower bits compete in it (one permutation hashing, Li, Owen and
/// Zhang 2012); a bin that stays empty takes the value of another, chosen by a hash of its number (optimal
/// densification, Shrivastava 2017). Integers only, so that the sketch is the same on every machine.
struct MinHash {
    /// Number of minima.
    static let size = 128
    /// Words in a shingle.
    static let shingle = 5
    /// Minima that make one key for an index, so that there are sixteen keys: two dialogues with a similarity of 0.8
    /// share one with a probability of 0.95, with 0.5 of 0.06.
    static let rowsPerBand = 8

    private var minima = [UInt32](repeating: .max, count: size)
    private var last = [UInt64](repeating: 0, count: shingle)
    private var rolling = RollingHash(width: shingle)
    private var position = 0

    /// Takes the next words of the dialogue; shingles run on from turn to turn.
    mutating func add(_ words: [UInt64]) {
        for word in words {
            let old = last[position]
            last[position] = word
            position = position == Self.shingle - 1 ? 0 : position + 1
            if let hash = rolling.add(word, leaving: old) { add(hash) }
        }
    }

    /// The finished sketch; empty when the dialogue has no words. Fewer than five words are one shingle.
    mutating func finish() -> [UInt32] {
        guard rolling.count > 0 else { return [] }
        if rolling.count < Self.shingle { add(last.prefix(rolling.count).reduce(0) { WordHash.mixed($0 &+ $1) }) }
        let filled = minima
        let known = filled.filter { $0 != .max }
        guard known.count > 1 else { return [UInt32](repeating: known.first ?? .max, count: Self.size) }
        for bin in filled.indices where filled[bin] == .max {
            var donor = bin
            var attempt: UInt64 = 0
            while filled[donor] == .max {
                attempt += 1
                donor = Int(WordHash.mixed(UInt64(bin) << 32 | attempt) >> 57)
            }
            minima[bin] = filled[donor]
        }
        return minima
    }

    @inline(__always)
    private mutating func add(_ hash: UInt64) {
        let bin = Int(hash >> 57)
        let value = UInt32(truncatingIfNeeded: hash)
        if value < minima[bin] { minima[bin] = value }
    }
}

extension Fingerprints {
    /// Estimated Jaccard similarity of two dialogues' word 5-grams, from 0 to 1; 0 when one has no words.
    public func jaccard(with other: Fingerprints) -> Double { Self.jaccard(minHash, other.minHash) }

    /// Keys for an index of near duplicates: dialogues that are much alike share at least one (locality-sensitive
    /// hashing in 16 bands of 8 rows). Empty when there are no words.
    public var bandKeys: [Int64] { Self.bandKeys(minHash) }

    /// The similarity of two sketches.
    static func jaccard(_ sketch: [UInt32], _ other: [UInt32]) -> Double {
        guard !sketch.isEmpty, sketch.count == other.count else { return 0 }
        var equal = 0
        for index in sketch.indices where sketch[index] == other[index] { equal += 1 }
        return Double(equal) / Double(sketch.count)
    }

    /// The keys of a sketch.
    static func bandKeys(_ sketch: [UInt32]) -> [Int64] {
        stride(from: 0, to: sketch.count, by: MinHash.rowsPerBand).map { start in
            let rows = sketch[start..<min(start + MinHash.rowsPerBand, sketch.count)]
            let key = rows.reduce(UInt64(start + 1)) { WordHash.mixed($0 ^ UInt64($1)) }
            return Int64(bitPattern: key)
        }
    }
}
