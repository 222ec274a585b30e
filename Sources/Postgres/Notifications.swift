import CPostgres
import Glibc

/// What is sent with NOTIFY to the channels listened to.
///
/// Iterate once: the sequence ends when its task is cancelled and throws ``PostgresError`` of kind `connectionLost`
/// when the connection breaks. What was sent while nobody listened is lost, so look at the data after every start.
public struct Notifications: AsyncSequence, Sendable {
    /// One NOTIFY.
    public struct Message: Sendable, Hashable {
        /// The channel.
        public let channel: String
        /// The text that came with it; empty if none did.
        public let payload: String
    }

    let connection: Connection
    let wakeUp: WakeUp

    /// Starts to wait.
    public func makeAsyncIterator() -> Iterator {
        Iterator(connection: connection, wakeUp: wakeUp)
    }

    /// Waits for one message after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let connection: Connection
        fileprivate let wakeUp: WakeUp

        /// The next message; `nil` once the task is cancelled.
        public mutating func next() async throws -> Message? {
            try await withTaskCancellationHandler {
                try await connection.nextNotification(wakeUp)
            } onCancel: { [wakeUp] in
                wakeUp.signal()
            }
        }
    }
}

extension Connection {
    /// Listens from now on. The connection can do nothing else while the messages are waited for.
    public func listen(to channels: [String]) throws(PostgresError) -> Notifications {
        guard let wakeUp = WakeUp() else { throw .misuse("no file descriptors left") }
        sessionHasChanged = true
        for channel in channels { try execute("LISTEN \(identifier: channel)") }
        return Notifications(connection: self, wakeUp: wakeUp)
    }

    fileprivate func nextNotification(_ wakeUp: WakeUp) throws(PostgresError) -> Notifications.Message? {
        while !Task.isCancelled {
            let handle = try handle()
            if let notification = PQnotifies(handle) {
                defer { PQfreemem(notification) }
                return Notifications.Message(
                    channel: String(cString: notification.pointee.relname),
                    payload: String(cString: notification.pointee.extra))
            }
            var descriptors = [
                pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            // A connection whose other end has vanished is found out by speaking, not by listening.
            if poll(&descriptors, 2, 30_000) == 0 { try control("") }
            if PQconsumeInput(handle) == 0 {
                throw .connection(.connectionLost, String(cString: PQerrorMessage(handle)))
            }
        }
        return nil
    }
}

extension Pool {
    /// Listens on a connection of its own, which does not count as one of the pool and ends with the sequence.
    public func listen(to channels: [String]) async throws -> Notifications {
        try await Connection.open(options.connection).listen(to: channels)
    }
}

/// A pipe that ends a thread's wait in `poll`.
final class WakeUp: Sendable {
    /// Becomes readable with `signal` and stays so.
    let descriptor: Int32
    private let writer: Int32

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, writer) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(writer)
    }

    func signal() {
        var byte: UInt8 = 1
        write(writer, &byte, 1)
    }
}
