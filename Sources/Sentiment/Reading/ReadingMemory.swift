import Synchronization

/// The memory of one reading, in one block: a copy of the text, tokens, clauses, hits, and the hashed places of the linear model.
///
/// A comment is read in less than a microsecond; arrays that are made, counted and freed for each would be a third of it.
/// Every reading writes what it reads before it reads it, so a block is handed on as it is.
struct ReadingMemory: ~Copyable {
    /// As many as the tokens, of which there is at most one per byte.
    let tokens: UnsafeMutablePointer<Token>
    /// Numbers of the tokens of which something may come.
    let active: UnsafeMutablePointer<Int32>
    /// Every token ends one clause at most.
    let clauses: UnsafeMutablePointer<Clause>
    /// Every token begins one hit at most.
    let hits: UnsafeMutablePointer<Hit>
    let slots: UnsafeMutablePointer<UInt32>
    /// One per aspect.
    let sums: UnsafeMutablePointer<AspectSums.Sum>
    /// The text, with zeros on either side.
    let text: UnsafeMutablePointer<UInt8>
    private let block: UnsafeMutableRawPointer
    /// How many tokens there is room for.
    let capacity: Int

    init(capacity: Int) {
        self.init(block: .allocate(byteCount: Self.size(capacity), alignment: 16), capacity: capacity)
    }

    fileprivate init(block: UnsafeMutableRawPointer, capacity: Int) {
        let clauses = block + capacity * MemoryLayout<Token>.stride
        let hits = clauses + (capacity + 2) * MemoryLayout<Clause>.stride
        let slots = hits + capacity * MemoryLayout<Hit>.stride
        let active = slots + Features.slots(for: capacity) * MemoryLayout<UInt32>.stride
        let sums = active + capacity * MemoryLayout<Int32>.stride
        let text = sums + (Aspect.overall.index + 1) * MemoryLayout<AspectSums.Sum>.stride
        self.block = block
        self.capacity = capacity
        tokens = block.bindMemory(to: Token.self, capacity: capacity)
        self.clauses = clauses.bindMemory(to: Clause.self, capacity: capacity + 2)
        self.hits = hits.bindMemory(to: Hit.self, capacity: capacity)
        self.slots = slots.bindMemory(to: UInt32.self, capacity: Features.slots(for: capacity))
        self.active = active.bindMemory(to: Int32.self, capacity: capacity)
        self.sums = sums.bindMemory(to: AspectSums.Sum.self, capacity: Aspect.overall.index + 1)
        self.text = text.bindMemory(to: UInt8.self, capacity: capacity + 2 * Self.margin) + Self.margin
    }

    /// Copies a text of at most as many bytes as there is room for tokens; zeros stand before and behind it.
    /// - Returns: whether it is all ASCII
    func hold(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        (text - Self.margin).update(repeating: 0, count: Self.margin)
        if let start = bytes.baseAddress { text.update(from: start, count: bytes.count) }
        (text + bytes.count).update(repeating: 0, count: Self.margin)
        var all: UInt64 = 0
        for start in stride(from: 0, to: bytes.count, by: 8) {
            all |= UnsafeRawPointer(text + start).loadUnaligned(as: UInt64.self)
        }
        return all & 0x8080_8080_8080_8080 == 0
    }

    /// Zeros on either side of the text: as many as are read at once.
    private static let margin = 16

    deinit { block.deallocate() }

    /// The block, which is no longer freed with this.
    consuming func release() -> UnsafeMutableRawPointer {
        let block = block
        discard self
        return block
    }

    private static func size(_ capacity: Int) -> Int {
        capacity * (MemoryLayout<Token>.stride + MemoryLayout<Hit>.stride + MemoryLayout<Int32>.stride)
            + (capacity + 2) * MemoryLayout<Clause>.stride + Features.slots(for: capacity) * MemoryLayout<UInt32>.stride
            + (Aspect.overall.index + 1) * MemoryLayout<AspectSums.Sum>.stride + capacity + 2 * margin
    }
}

/// Room for one block that waits for the next reading. A reading that finds none, because another has it, makes its own.
struct SpareMemory: ~Copyable, Sendable {
    /// Tokens of a block that is kept; only few comments need more, and a larger block would be kept for ever for them.
    private static let kept = 512

    /// The address of the block, 0 while a reading has it.
    private let address = Atomic<UInt>(0)

    func take(for tokens: Int) -> ReadingMemory {
        guard tokens <= Self.kept else { return ReadingMemory(capacity: tokens) }
        guard let block = exchange(nil) else { return ReadingMemory(capacity: Self.kept) }
        return ReadingMemory(block: block, capacity: Self.kept)
    }

    func put(_ memory: consuming ReadingMemory) {
        guard memory.capacity == Self.kept else { return }
        exchange(memory.release())?.deallocate()
    }

    private func exchange(_ block: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        let other = address.exchange(UInt(bitPattern: block), ordering: .acquiringAndReleasing)
        return UnsafeMutableRawPointer(bitPattern: other)
    }

    deinit { exchange(nil)?.deallocate() }
}
