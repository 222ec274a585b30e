/// What the linear model sees of a comment: hashed words, their beginnings and pairs of words, each once, and how many
/// there are.
///
/// The trainer and the reader share this code, so that training and reading cannot drift apart.
package struct Features: Sendable {
    /// Words, their beginnings, pairs, negated words and words after a contrast share 2^18 places.
    package static let bits = 18

    /// The places that are set, without repetition.
    package let places: [UInt32]

    /// Reads the tokens of a comment.
    init(tokens: UnsafeBufferPointer<Token>, slots: UnsafeMutablePointer<UInt32>) {
        var places: [UInt32] = []
        Self.forEachPlace(of: tokens, slots: slots) { places.append($0) }
        self.places = places
    }

    /// Every place weighs this much: long comments do not shout louder than short ones.
    package var weight: Float { Self.weight(of: places.count) }

    static func weight(of count: Int) -> Float { count == 0 ? 0 : 3 / Float(count).squareRoot() }

    /// How many slots the places of so many tokens need: a power of two, at most a third of them used, because a slot
    /// that is taken is found out late.
    static func slots(for tokens: Int) -> Int {
        let least = max(64, tokens * 16)
        return 1 << (Int.bitWidth - (least - 1).leadingZeroBitCount)
    }

    /// Calls `body` with every place that is set, once each and in the order of their coming, five per token at most.
    ///
    /// - Parameter slots: memory for as many as `slots(for:)` says
    @inline(__always) static func forEachPlace(
        of tokens: UnsafeBufferPointer<Token>, slots: UnsafeMutablePointer<UInt32>, _ body: (UInt32) -> Void
    ) {
        let size = Self.slots(for: tokens.count)
        slots.update(repeating: 0, count: size)
        let set = PlaceSet(slots: slots, mask: size - 1)
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
            set.add(key, body)
            set.add(ByteHash.pair(previous, key), body)
            if token.stem != 0 { set.add(ByteHash.mix(9, UInt64(token.stem)), body) }
            previous = key
            if negated > 0 {
                negated -= 1
                set.add(ByteHash.pair(5, key), body)
            }
            if isContrasted { set.add(ByteHash.pair(7, key), body) }
            switch token.word.role {
            case .negator: negated = 4
            case .contrast: isContrasted = true
            default: break
            }
        }
    }
}

/// A set of places in memory that is lent to it.
private struct PlaceSet {
    /// One more than the place; 0 is free.
    let slots: UnsafeMutablePointer<UInt32>
    let mask: Int

    /// Calls `body` with the place of a feature that is not there yet.
    @inline(__always) func add(_ key: UInt64, _ body: (UInt32) -> Void) {
        let mixed = key &* 0x9e37_79b9_7f4a_7c15
        let place = UInt32(truncatingIfNeeded: mixed >> (64 - UInt64(Features.bits)))
        var index = Int(place) & mask
        while slots[index] != 0 {
            if slots[index] == place + 1 { return }
            index = (index + 1) & mask
        }
        slots[index] = place + 1
        body(place)
    }
}

extension Token {
    /// What the linear model knows the token by; 0 for what it does not look at.
    @inline(__always) fileprivate var featureKey: UInt64 {
        // Most tokens are words, and a foreseeable branch is cheaper than a jump by kind.
        if key != 0 { return key }
        return switch kind {
        case .score: strength > 1 ? 11 : strength < -1 ? 13 : 15
        case .question: 17
        case .exclamation: 19
        default: 0
        }
    }
}
