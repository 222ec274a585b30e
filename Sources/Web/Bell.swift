import Synchronization

/// Wakes whoever waits for something to happen; rings are not counted, only noticed.
public final class Bell: Sendable {
    private let listeners = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
    private let numbers = Atomic<Int>(0)

    /// A silent bell.
    public init() {}

    /// Wakes every listener.
    public func ring() {
        let waiting = listeners.withLock { Array($0.values) }
        for listener in waiting { listener.yield() }
    }

    /// Starts listening; a ring from now on is not missed even if nobody waits yet.
    func listen() -> Listener {
        let number = numbers.add(1, ordering: .relaxed).newValue
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        listeners.withLock { $0[number] = continuation }
        continuation.onTermination = { [weak self] _ in
            _ = self?.listeners.withLock { $0.removeValue(forKey: number) }
        }
        return Listener(stream: stream, continuation: continuation)
    }

    /// One that listens to a bell until it is dropped.
    final class Listener: Sendable {
        private let stream: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation

        fileprivate init(stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation) {
            self.stream = stream
            self.continuation = continuation
        }

        deinit { continuation.finish() }

        /// Returns at the next ring, after `limit`, or when the task is cancelled.
        func wait(atMost limit: Duration) async {
            let stream = stream
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in stream { return } }
                group.addTask { try? await Task.sleep(for: limit) }
                await group.next()
                group.cancelAll()
            }
        }
    }
}

/// The two bells of the feed.
public struct FeedSignal: Sendable {
    /// Rung after a commit that put something into the outbox: wakes the sequencer.
    public let changes = Bell()
    /// Rung when the feed has grown: wakes long polls.
    public let events = Bell()

    /// Silent bells.
    public init() {}
}
