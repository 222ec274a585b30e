public import Foundation
import Glibc

/// A connection to the service, byte by byte, for what no well-behaved client does. It never blocks a thread: the service
/// under test works on the same ones.
public final class RawConnection {
    private let socket: Int32
    /// What has come so far.
    public private(set) var received: [UInt8] = []
    /// Whether the service has closed its side, or the connection broke.
    public private(set) var isOver = false

    /// Connects.
    /// - Parameters:
    ///   - origin: `http://127.0.0.1:port`
    ///   - receiveBuffer: bytes that the system takes while nobody reads; nil for its own choice
    public init(to origin: String, receiveBuffer: Int32? = nil) async throws {
        guard let port = origin.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw Failure.address }
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0 else { throw Failure.socket(errno) }
        if var size = receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 || errno == EINPROGRESS else { throw Failure.socket(errno) }
    }

    deinit { Glibc.close(socket) }

    /// Sends all of it, or as much as the service takes before it ends the connection.
    /// - Returns: whether all was taken
    @discardableResult
    public func send(_ text: String) async throws -> Bool { try await send(Array(text.utf8)) }

    /// Sends bytes.
    @discardableResult
    public func send(_ bytes: [UInt8]) async throws -> Bool {
        var left = bytes[...]
        let deadline = ContinuousClock.now + .seconds(180)
        while !left.isEmpty, ContinuousClock.now < deadline {
            let count = left.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                left = left.dropFirst(count)
            } else if errno == EAGAIN || errno == EINPROGRESS || errno == ENOTCONN {
                try await Task.sleep(for: .milliseconds(2))
            } else {
                return false
            }
        }
        return left.isEmpty
    }

    /// Sends as much as the service takes, until it stands still for so many seconds.
    /// - Returns: how many bytes it took
    public func send(_ bytes: [UInt8], standstill seconds: Double) async throws -> Int {
        var left = bytes[...]
        var deadline = ContinuousClock.now + .seconds(seconds)
        while !left.isEmpty, ContinuousClock.now < deadline {
            let count = left.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                left = left.dropFirst(count)
                deadline = ContinuousClock.now + .seconds(seconds)
            } else if errno == EAGAIN || errno == EINPROGRESS || errno == ENOTCONN {
                try await Task.sleep(for: .milliseconds(2))
            } else {
                break
            }
        }
        return bytes.count - left.count
    }

    /// Ends it in both directions.
    public func cut() { shutdown(socket, Int32(SHUT_RDWR)) }

    /// Closes our side only.
    public func halfClose() { shutdown(socket, Int32(SHUT_WR)) }

    /// Reads what is there, without waiting.
    public func readAvailable() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !isOver {
            let count = buffer.withUnsafeMutableBytes { recv(socket, $0.baseAddress, $0.count, 0) }
            if count > 0 {
                received += buffer[..<count]
            } else if count == 0 || (errno != EAGAIN && errno != ENOTCONN) {
                isOver = true
            } else {
                return
            }
        }
    }

    /// Reads until something is there.
    /// - Returns: whether it came within the time
    public func read(within seconds: Double = 180, until isThere: (RawConnection) -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            readAvailable()
            if isThere(self) { return true }
            if ContinuousClock.now > deadline { return false }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Reads until the service has closed.
    public func readToEnd() async throws -> String {
        guard try await read(until: \.isOver) else { throw Failure.stillOpen(text) }
        return text
    }

    /// What has come so far, as text.
    public var text: String { String(decoding: received, as: UTF8.self) }

    /// The first line of the answer.
    public var statusLine: String { String(text.prefix { $0 != "\r\n" }) }

    /// Why a test cannot go on.
    public enum Failure: Error {
        /// Not an address of the service.
        case address
        /// The system's error number.
        case socket(Int32)
        /// The service has not closed the connection; with what it said.
        case stillOpen(String)
    }
}
