/// A table from 64-bit hashes to small numbers with open addressing. Slots are chosen by a multiplier that is drawn
/// for each process, so that nobody can write a text whose words all meet in one slot; answers do not depend on it.
struct HashTable<Value> {
    /// A key and its value side by side, so that both come with one line of memory.
    struct Slot {
        var key: UInt64
        var value: Value
    }

    private var slots: [Slot]
    private let empty: Value
    private let limit: Int
    private var shift: UInt64
    private var count = 0

    /// An empty table; the value is what a new key has. It takes at most `limit` keys, so that memory stays bounded.
    init(empty: Value, limit: Int = 1 << 20) {
        self.empty = empty
        self.limit = limit
        shift = 64 - 6
        slots = Array(repeating: Slot(key: 0, value: empty), count: 64)
    }

    /// Lets `body` look up and add at most `more` keys.
    mutating func update(adding more: Int, _ body: (inout View) -> Void) {
        let needed = min(count + more, limit) * 2
        if needed > slots.count { grow(to: needed) }
        let (shift, limit, before) = (shift, limit, count)
        count = slots.withUnsafeMutableBufferPointer { slots in
            var view = View(slots: slots, shift: shift, limit: limit, count: before)
            body(&view)
            return view.count
        }
    }

    /// The table while it cannot grow.
    struct View {
        fileprivate let slots: UnsafeMutableBufferPointer<Slot>
        fileprivate let shift: UInt64
        fileprivate let multiplier = HashSeed.multiplier
        fileprivate let limit: Int
        fileprivate(set) var count: Int

        /// Reads where keys have their places, so that the memory comes for all of them at once: each would be waited for
        /// otherwise, because what is found decides where to go on. The answer means nothing.
        func fetch(_ hashes: ArraySlice<UInt64>) -> UInt64 {
            hashes.withUnsafeBufferPointer { hashes in
                var sum: UInt64 = 0
                for hash in hashes { sum &+= slots[Int(truncatingIfNeeded: ((hash | 1) &* multiplier) >> shift)].key }
                return sum
            }
        }

        /// The place of a key, added when new; nil when it is new and the table is full.
        @inline(__always)
        mutating func place(of hash: UInt64) -> (place: Int, isNew: Bool)? {
            // Zero marks a free slot.
            let key = hash | 1
            var place = Int(truncatingIfNeeded: (key &* multiplier) >> shift)
            while slots[place].key != 0 {
                if slots[place].key == key { return (place, false) }
                place = (place &+ 1) & (slots.count &- 1)
            }
            guard count < limit else { return nil }
            slots[place].key = key
            count &+= 1
            return (place, true)
        }

        /// The value at a place.
        subscript(place: Int) -> Value {
            @inline(__always) get { slots[place].value }
            @inline(__always) nonmutating set { slots[place].value = newValue }
        }
    }

    /// At least four times as large, so that keys move seldom.
    private mutating func grow(to needed: Int) {
        let old = slots
        var size = old.count * 4
        shift -= 2
        while size < needed {
            size *= 2
            shift -= 1
        }
        slots = Array(repeating: Slot(key: 0, value: empty), count: size)
        for slot in old where slot.key != 0 {
            var place = Int(truncatingIfNeeded: (slot.key &* HashSeed.multiplier) >> shift)
            while slots[place].key != 0 { place = (place + 1) & (size - 1) }
            slots[place] = slot
        }
    }
}

private enum HashSeed {
    static let multiplier = UInt64.random(in: 0...UInt64.max) | 1
}
