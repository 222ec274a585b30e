/// Nodes by hash: half of the hash says where a slot is, the other half whose.
struct NodeTable {
    struct Slot {
        var tag: UInt32 = 0
        var node: UInt16 = 0
    }

    private(set) var slots = [Slot](repeating: Slot(), count: 1 << 12)
    /// All that was inserted, to place it anew in a larger table.
    private(set) var entries: [(key: UInt64, node: UInt16)] = []

    /// The node of a key, or 0.
    @inline(__always) subscript(key: UInt64) -> UInt16 { slots[index(of: key)].node }

    /// Adds a key that is not there yet.
    mutating func insert(_ key: UInt64, _ node: UInt16) {
        entries.append((key, node))
        if entries.count * 2 > slots.count {
            slots = Array(repeating: Slot(), count: slots.count * 2)
            for entry in entries { place(entry.key, entry.node) }
        } else {
            place(key, node)
        }
    }

    private mutating func place(_ key: UInt64, _ node: UInt16) {
        slots[index(of: key)] = Slot(tag: UInt32(truncatingIfNeeded: key >> 32), node: node)
    }

    /// Where a key is, or the free slot where it belongs.
    @inline(__always) private func index(of key: UInt64) -> Int {
        let tag = UInt32(truncatingIfNeeded: key >> 32)
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: key) & mask
        while slots[index].node != 0, slots[index].tag != tag { index = (index + 1) & mask }
        return index
    }
}
