/// What one task hands to another, no more of it than a limit at a time: who is faster waits. For one giver and one taker.
actor BoundedQueue<Element: Sendable> {
    private let capacity: Int
    private let weight: @Sendable (Element) -> Int
    private var elements: [Element] = []
    private var load = 0
    private var isOver = false
    private var failure: (any Error)?
    private var giver: CheckedContinuation<Void, Never>?
    private var taker: CheckedContinuation<Void, Never>?

    /// - Parameter weight: of an element; it is taken in while those before it weigh less than `capacity`
    init(capacity: Int, weight: @escaping @Sendable (Element) -> Int = { _ in 1 }) {
        self.capacity = capacity
        self.weight = weight
    }

    /// Hands elements over, as soon as there is room.
    /// - Returns: false when nobody will take them
    func give(_ more: [Element]) async -> Bool {
        while load >= capacity, !isOver { await withCheckedContinuation { giver = $0 } }
        guard !isOver else { return false }
        elements += more
        load += more.reduce(0) { $0 + weight($1) }
        wakeTaker()
        return true
    }

    /// Takes what is there, as soon as there is something.
    /// - Returns: at least one and at most `limit` elements; none at the end
    /// - Throws: what the giver failed with, after everything before it was taken
    func take(atMost limit: Int) async throws -> [Element] {
        while elements.isEmpty, !isOver { await withCheckedContinuation { taker = $0 } }
        let taken = Array(elements.prefix(limit))
        elements.removeFirst(taken.count)
        load -= taken.reduce(0) { $0 + weight($1) }
        giver?.resume()
        giver = nil
        if taken.isEmpty, let failure { throw failure }
        return taken
    }

    /// Nothing comes any more, and nobody waits any longer; what is there can still be taken.
    func finish(_ failure: (any Error)? = nil) {
        guard !isOver else { return }
        isOver = true
        self.failure = failure
        giver?.resume()
        giver = nil
        wakeTaker()
    }

    private func wakeTaker() {
        taker?.resume()
        taker = nil
    }
}
