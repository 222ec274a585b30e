import Foundation

/// A connection to a server on 127.0.0.1 with blocking calls, closed by scope.
struct LoopbackSocket: ~Copyable {
    private let socket: Int32

    /// Connects.
    init(port: Int) throws { socket = try Self.connected(to: port) }

    /// Connects a socket that the caller closes.
    static func connected(to port: Int) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw BenchFailure("no socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw BenchFailure("cannot connect to port \(port)") }
        // Small requests and answers go at once, as every HTTP client has it.
        var noDelay: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, 4)
        return socket
    }

    deinit { close(socket) }

    /// Sends all of it.
    func send(_ bytes: [UInt8]) throws {
        guard write(socket, bytes, bytes.count) == bytes.count else { throw BenchFailure("cannot send") }
    }

    /// Waits for some bytes.
    /// - Returns: how many there are in the buffer
    func receive(_ buffer: inout [UInt8]) throws -> Int {
        let count = read(socket, &buffer, buffer.count)
        guard count > 0 else { throw BenchFailure("the connection was closed") }
        return count
    }
}
