/// 64-bit hashes of words: FNV-1a over lower-case scalars with a finisher. They are the same on every machine and in
/// every run; nothing here defends against made-up collisions, which could only make a number about a text wrong.
enum WordHash {
    /// The hash of no scalars.
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash with one more scalar.
    @inline(__always)
    static func adding(_ scalar: UInt32, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
    }

    /// Spreads all bits over all bits (the finisher of MurmurHash3).
    @inline(__always)
    static func mixed(_ hash: UInt64) -> UInt64 {
        var value = hash
        value ^= value >> 33
        value = value &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 33
        value = value &* 0xC4CE_B9FE_1A85_EC53
        return value ^ value >> 33
    }

    /// The hash of a word of a list.
    static func of(_ word: some StringProtocol) -> UInt64 {
        var hash = seed
        for scalar in word.unicodeScalars { hash = adding(WordScalars.lowercased(scalar.value), to: hash) }
        return mixed(hash)
    }
}

/// The hash of the last `width` words of a sequence, in constant time a word.
struct RollingHash {
    /// How many words it has seen since the last reset.
    private(set) var count = 0
    private var value: UInt64 = 0
    private let width: Int
    private let outgoing: UInt64
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// An empty sequence.
    init(width: Int) {
        self.width = width
        var power: UInt64 = 1
        for _ in 0..<width { power = power &* Self.base }
        outgoing = power
    }

    /// Takes a word in and the one that was `width` before it out; nil until there are `width` words.
    @inline(__always)
    mutating func add(_ word: UInt64, leaving old: UInt64) -> UInt64? {
        value = value &* Self.base &+ word
        count += 1
        if count > width { value = value &- old &* outgoing }
        return count >= width ? WordHash.mixed(value) : nil
    }
}

/// A table from 64-bit hashes to small numbers with open addressing. Slots are chosen by a multiplier that is drawn
/// for each process, so that nobody can write a text whose words all meet in one slot; answers do not depend on it.
struct HashTable<Value> {
    private var keys: [UInt64]
    private var values: [Value]
    private let empty: Value
    private let limit: Int
    private var shift: Int
    private let multiplier = HashSeed.multiplier
    private(set) var count = 0

    /// An empty table; the value is what a new key has. It takes at most `limit` keys, so that memory stays bounded.
    init(empty: Value, limit: Int = 1 << 20) {
        self.empty = empty
        self.limit = limit
        shift = 64 - 6
        keys = [UInt64](repeating: 0, count: 64)
        values = [Value](repeating: empty, count: 64)
    }

    /// The place of a key, added when new; nil when it is new and the table is full. Places are valid until the next
    /// key is added.
    @inline(__always)
    mutating func place(of hash: UInt64) -> (place: Int, isNew: Bool)? {
        // Zero marks a free slot.
        let key = hash | 1
        var place = Int(truncatingIfNeeded: (key &* multiplier) >> UInt64(shift))
        let mask = keys.count - 1
        while keys[place] != 0 {
            if keys[place] == key { return (place, false) }
            place = (place + 1) & mask
        }
        guard count < limit else { return nil }
        if count * 2 >= keys.count {
            grow()
            return self.place(of: hash)
        }
        keys[place] = key
        count += 1
        return (place, true)
    }

    /// The value at a place.
    subscript(place: Int) -> Value {
        @inline(__always) get { values[place] }
        @inline(__always) set { values[place] = newValue }
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        shift -= 2
        keys = [UInt64](repeating: 0, count: oldKeys.count * 4)
        values = [Value](repeating: empty, count: oldKeys.count * 4)
        let mask = keys.count - 1
        for (key, value) in zip(oldKeys, oldValues) where key != 0 {
            var place = Int(truncatingIfNeeded: (key &* multiplier) >> UInt64(shift))
            while keys[place] != 0 { place = (place + 1) & mask }
            keys[place] = key
            values[place] = value
        }
    }
}

private enum HashSeed {
    static let multiplier = UInt64.random(in: 0...UInt64.max) | 1
}
