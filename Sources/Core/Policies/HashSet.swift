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
    private static func size(for capacity: Int) -> Int {
        1 << (Int.bitWidth - (max(4, capacity) * 2 - 1).leadingZeroBitCount)
    }
}
