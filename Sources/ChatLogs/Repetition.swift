/// Finds model turns that repeat others, or themselves, by their runs of seven words.
struct Repetition {
    /// What was found about one turn.
    struct Result {
        /// It shares a run of seven words, or its first 30 characters, with an earlier model turn.
        var repeatsEarlier = false
        /// More than half of it is one run of seven words, or runs that came before in it.
        var isLooped = false
    }

    private static let width = 7
    /// Fewest tokens of a turn that can loop.
    private static let fewestTokens = 20

    private struct Seen {
        var turn: Int32 = 0
        var count: Int32 = 0
    }
    private var runs = HashTable<Seen>(empty: Seen(), limit: 1 << 19)
    private var beginnings: Set<UInt64> = []
    private var turn: Int32 = 0
    private var hashes: [UInt64] = []
    /// What `HashTable.View.fetch` read; kept so that it is read at all.
    private var fetched: UInt64 = 0
    /// Runs whose slots are fetched at once, and for which the table makes room: most of a long text may be the same.
    private static let batch = 256

    /// Takes the next model turn into account.
    mutating func add(_ tokens: [UInt64], text: [UInt8]) -> Result {
        turn += 1
        var result = Result()
        if let beginning = Self.beginning(of: text), !beginnings.insert(beginning).inserted {
            result.repeatsEarlier = true
        }
        let (repeats, top, isEarlier) = count(tokens)
        if isEarlier { result.repeatsEarlier = true }
        guard tokens.count >= Self.fewestTokens else { return result }
        let all = tokens.count - Self.width + 1
        result.isLooped = repeats * 2 > all || top > 2 && top * Self.width * 2 > tokens.count
        return result
    }

    /// How many runs came before in the turn, how often the most frequent one did, and whether one came in an earlier
    /// turn.
    private mutating func count(_ tokens: [UInt64]) -> (repeats: Int, top: Int, isEarlier: Bool) {
        hashRuns(of: tokens)
        var (repeats, top, isEarlier) = (0, 0, false)
        let turn = turn
        for start in stride(from: 0, to: hashes.count, by: Self.batch) {
            let batch = hashes[start..<min(start + Self.batch, hashes.count)]
            runs.update(adding: batch.count) { runs in
                fetched &+= runs.fetch(batch)
                for hash in batch {
                    guard let place = runs.place(of: hash)?.place else { continue }
                    var seen = runs[place]
                    if seen.count > 0, seen.turn == turn {
                        repeats += 1
                        seen.count &+= 1
                        top = max(top, Int(seen.count))
                    } else {
                        if seen.count > 0 { isEarlier = true }
                        seen = Seen(turn: turn, count: 1)
                    }
                    runs[place] = seen
                }
            }
        }
        return (repeats, top, isEarlier)
    }

    private mutating func hashRuns(of tokens: [UInt64]) {
        hashes.removeAll(keepingCapacity: true)
        hashes.reserveCapacity(tokens.count)
        var rolling = RollingHash(width: Self.width)
        for index in tokens.indices {
            let old = index < Self.width ? 0 : tokens[index - Self.width]
            if let hash = rolling.add(tokens[index], leaving: old) { hashes.append(hash) }
        }
    }

    /// Hash of the first 30 characters; nil when there are fewer.
    private static func beginning(of text: [UInt8]) -> UInt64? {
        var hash = WordHash.seed
        var scalars = 0
        for byte in text.prefix(121) {
            if byte & 0xC0 != 0x80 {
                if scalars == 30 { return WordHash.mixed(hash) }
                scalars += 1
            }
            hash = WordHash.adding(UInt32(byte), to: hash)
        }
        return scalars == 30 && text.count <= 120 ? WordHash.mixed(hash) : nil
    }
}
