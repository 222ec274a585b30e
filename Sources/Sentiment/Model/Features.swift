/// What the linear model sees of a comment: hashed words and pairs of words, each once, and how many there are.
///
/// The trainer and the reader share this code, so that training and reading cannot drift apart.
package struct Features: Sendable {
    /// Words, pairs, negated words and words after a contrast share 2^18 places.
    package static let bits = 18

    /// The places that are set, without repetition.
    package let places: [UInt32]

    /// Reads the tokens of a comment.
    init(tokens: Span<Token>) {
        places = Self.withPlaces(of: tokens) { Array($0) }
    }

    /// Lends the places of some tokens, which a reader needs but once.
    static func withPlaces<Result>(of tokens: Span<Token>, _ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
        let most = tokens.count * 4
        // Apart, because what is small enough lies on the stack.
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: most) { places in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PlaceSet.slots(for: most)) { slots in
                slots.initialize(repeating: 0)
                var set = PlaceSet(slots: slots, places: places)
                set.add(tokens)
                return body(UnsafeBufferPointer(rebasing: places[..<set.count]))
            }
        }
    }

    /// Every place weighs this much: long comments do not shout louder than short ones.
    package var weight: Float { Self.weight(of: places.count) }

    static func weight(of count: Int) -> Float { count == 0 ? 0 : 3 / Float(count).squareRoot() }
}

/// A set of places, and a list of them in the order of their coming, in memory that is lent to it and never grows.
private struct PlaceSet {
    /// One more than the place; 0 is free.
    let slots: UnsafeMutableBufferPointer<UInt32>
    /// Every place once.
    let places: UnsafeMutableBufferPointer<UInt32>
    private(set) var count = 0

    init(slots: UnsafeMutableBufferPointer<UInt32>, places: UnsafeMutableBufferPointer<UInt32>) {
        self.slots = slots
        self.places = places
    }

    /// How many slots so many places need: a power of two, at most four fifths of them used.
    static func slots(for places: Int) -> Int {
        var size = 16
        while size < places + places / 4 { size *= 2 }
        return size
    }

    /// Adds the features of each token, four at most.
    mutating func add(_ tokens: Span<Token>) {
        var previous: UInt64 = 3
        var negated = 0
        var isContrasted = false
        for index in tokens.indices {
            let token = tokens[index]
            let key = token.featureKey
            if key == 0 {
                negated = 0
                if token.kind == .stop { previous = 3 }
                continue
            }
            add(key)
            add(ByteHash.pair(previous, key))
            previous = key
            if negated > 0 {
                negated -= 1
                add(ByteHash.pair(5, key))
            }
            if isContrasted { add(ByteHash.pair(7, key)) }
            switch token.role {
            case .negator: negated = 4
            case .contrast: isContrasted = true
            default: break
            }
        }
    }

    @inline(__always) private mutating func add(_ key: UInt64) {
        let mixed = key &* 0x9e37_79b9_7f4a_7c15
        let place = UInt32(truncatingIfNeeded: mixed >> (64 - UInt64(Features.bits)))
        let mask = slots.count - 1
        var index = Int(place) & mask
        while slots[index] != 0 {
            if slots[index] == place + 1 { return }
            index = (index + 1) & mask
        }
        slots[index] = place + 1
        places[count] = place
        count += 1
    }
}

extension Token {
    /// What the linear model knows the token by; 0 for what it does not look at.
    fileprivate var featureKey: UInt64 {
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
