/// What the linear model sees of a comment: hashed words and pairs of words, each once, and how many there are.
///
/// The trainer and the reader share this code, so that training and reading cannot drift apart.
package struct Features: Sendable {
    /// Words, pairs, negated words and words after a contrast share 2^18 places.
    package static let bits = 18

    /// The places that are set, without repetition.
    package private(set) var places: [UInt32] = []

    /// Reads the tokens of a comment.
    init(tokens: ArraySlice<Token>, phrases: PhraseTable) {
        places.reserveCapacity(tokens.count * 4)
        let slots = PlaceSet.slots(for: tokens.count * 4)
        tokens.withUnsafeBufferPointer { tokens in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: slots) { slots in
                slots.initialize(repeating: 0)
                add(tokens, phrases, PlaceSet(slots: slots))
            }
        }
    }

    private mutating func add(_ tokens: UnsafeBufferPointer<Token>, _ phrases: PhraseTable, _ seen: PlaceSet) {
        var previous: UInt64 = 3
        var negated = 0
        var isContrasted = false
        for token in tokens {
            let key = token.featureKey
            if key == 0 {
                negated = 0
                if token.kind == .stop { previous = 3 }
                continue
            }
            add(key, seen)
            add(ByteHash.pair(previous, key), seen)
            previous = key
            if negated > 0 {
                negated -= 1
                add(ByteHash.pair(5, key), seen)
            }
            if isContrasted { add(ByteHash.pair(7, key), seen) }
            switch phrases.role(at: token.node) {
            case .negator: negated = 4
            case .contrast: isContrasted = true
            default: break
            }
        }
    }

    /// Every place weighs this much: long comments do not shout louder than short ones.
    package var weight: Float { places.isEmpty ? 0 : 3 / Float(places.count).squareRoot() }

    private mutating func add(_ key: UInt64, _ seen: PlaceSet) {
        let mixed = key &* 0x9e37_79b9_7f4a_7c15
        let place = UInt32(truncatingIfNeeded: mixed >> (64 - UInt64(Self.bits)))
        if seen.insert(place) { places.append(place) }
    }
}

/// A set of places in memory that is lent to it and never grows.
private struct PlaceSet {
    /// One more than the place; 0 is free.
    let slots: UnsafeMutableBufferPointer<UInt32>

    /// How many slots so many places need: a power of two, at most half of them used.
    static func slots(for places: Int) -> Int {
        var size = 16
        while size < 2 * places { size *= 2 }
        return size
    }

    /// Whether the place is new.
    @inline(__always) func insert(_ place: UInt32) -> Bool {
        let mask = slots.count - 1
        var index = Int(place) & mask
        while slots[index] != 0 {
            if slots[index] == place + 1 { return false }
            index = (index + 1) & mask
        }
        slots[index] = place + 1
        return true
    }
}

extension Token {
    /// What the linear model knows the token by; 0 for what it does not look at.
    fileprivate var featureKey: UInt64 {
        switch kind {
        case .word, .number, .symbol, .name, .link: key
        case .score: strength > 1 ? 11 : strength < -1 ? 13 : 15
        case .question: 17
        case .exclamation: 19
        case .pause, .clauseEnd, .stop, .quote: 0
        }
    }
}
