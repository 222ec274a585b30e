import Foundation
import Glibc

/// A connection to the service with blocking calls, for clients that behave badly.
public final class RawConnection: Sendable {
    private let socket: Int32

    /// Connects.
    /// - Parameter receiveBuffer: bytes that the system keeps for a client that does not read
    public init(_ client: ServiceClient, receiveBuffer: Int32? = nil) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer { setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (client.origin.split(separator: ":").last.flatMap { UInt16($0) } ?? 0).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw URLError(.cannotConnectToHost) }
    }

    deinit { Glibc.close(socket) }

    /// Ends it in both directions.
    public func cut() { _ = shutdown(socket, Int32(SHUT_RDWR)) }

    /// Sends as much as the service takes within some seconds of standing still.
    /// - Returns: how many bytes it took
    public func send(_ bytes: [UInt8], patience: Int32 = 60) -> Int {
        var sent = 0
        while sent < bytes.count {
            var ready = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            guard poll(&ready, 1, patience * 1000) == 1 else { break }
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    /// Reads until there is a text, or the end.
    public func receive(until end: String) -> [UInt8] {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let end = Array(end.utf8)
        while true {
            let count = read(socket, &buffer, buffer.count)
            guard count > 0 else { return received }
            received += buffer[..<count]
            // The text may have come in two pieces.
            if received.suffix(count + end.count).firstRange(of: end) != nil { return received }
        }
    }
}
