/// A set of 64-bit hashes, several times as fast as `Set`: what comes in is a hash already. Of those that come from
/// people's texts only the leading bits of a SHA-256 do.
struct HashSet {
    private var slots: [UInt64]
    private var count = 0
    private var hasZero = false

    /// - Parameter capacity: how many will come; more are fine
    init(capacity: Int) { slots = Array(repeating: 0, count: Self.size(for: capacity)) }

    /// Adds a hash; false when it was there.
    @discardableResult
    mutating func insert(_ hash: UInt64) -> Bool {
        guard hash != 0 else {
            defer { hasZero = true }
            return !hasZero
        }
        let slot = place(of: hash)
        if slots[slot] != 0 { return false }
        slots[slot] = hash
        count += 1
        if count * 2 > slots.count { grow() }
        return true
    }

    /// Whether a hash was added.
    func contains(_ hash: UInt64) -> Bool { hash == 0 ? hasZero : slots[place(of: hash)] != 0 }

    private func place(of hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        for hash in old where hash != 0 { slots[place(of: hash)] = hash }
    }

    /// A power of two, so that at least half stays free.
    fileprivate static func size(for capacity: Int) -> Int {
        1 << (Int.bitWidth - (max(4, capacity) * 2 - 1).leadingZeroBitCount)
    }
}

/// Lists of numbers by 64-bit hash, in three flat arrays.
struct HashIndex {
    private var slots: [(key: UInt64, last: Int32)]
    private var entries: [(number: Int32, before: Int32)] = []
    private var used = 0
    /// Most of a list that is looked at: whoever makes a million that share a key must not make it quadratic.
    private static let reach = 256

    /// - Parameter capacity: how many will come; more are fine
    init(capacity: Int) { slots = Array(repeating: (0, -1), count: HashSet.size(for: capacity)) }

    /// Adds a number to a list.
    mutating func add(_ number: Int, at key: UInt64) {
        let slot = place(of: key)
        if slots[slot].last < 0 { used += 1 }
        entries.append((Int32(number), slots[slot].last))
        slots[slot] = (key, Int32(entries.count - 1))
        if used * 2 > slots.count { grow() }
    }

    /// Whether one of the latest of a list is as wanted.
    func contains(_ key: UInt64, where isWanted: (Int) -> Bool) -> Bool {
        var entry = slots[place(of: key)].last
        for _ in 0..<Self.reach where entry >= 0 {
            if isWanted(Int(entries[Int(entry)].number)) { return true }
            entry = entries[Int(entry)].before
        }
        return false
    }

    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while slots[slot].last >= 0, slots[slot].key != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: (0, -1), count: old.count * 2)
        for slot in old where slot.last >= 0 { slots[place(of: slot.key)] = slot }
    }
}
