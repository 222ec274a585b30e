import Foundation
import Synchronization

/// Sends the same GET over a few connections that stay open, each on a thread of its own with blocking calls: next to
/// nothing per request, so that the service is what is measured.
struct LoadClient: Sendable {
    /// On 127.0.0.1.
    let port: Int
    var connections = 4

    /// Sends requests and reads their answers.
    /// - Returns: seconds for all of them
    func seconds(of path: String, requests: Int) throws -> Double {
        let each = requests / connections
        let failure = Mutex<String?>(nil)
        let started = ContinuousClock.now
        DispatchQueue.concurrentPerform(iterations: connections) { _ in
            do {
                try Self.send(path, times: each, port: port)
            } catch {
                failure.withLock { $0 = "\(path): \(error)" }
            }
        }
        let taken = started.duration(to: .now) / .seconds(1)
        if let failure = failure.withLock({ $0 }) { throw BenchFailure(failure) }
        return taken
    }

    private static func send(_ path: String, times: Int, port: Int) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw BenchFailure("no socket") }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw BenchFailure("cannot connect") }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<times {
            guard write(socket, request, request.count) == request.count else { throw BenchFailure("cannot send") }
            try receive(socket, &buffer)
        }
    }

    /// Reads one answer, which has a Content-Length.
    private static func receive(_ socket: Int32, _ buffer: inout [UInt8]) throws {
        var head: [UInt8] = []
        var missing: Int?
        while missing.map({ $0 > 0 }) ?? true {
            let count = read(socket, &buffer, buffer.count)
            guard count > 0 else { throw BenchFailure("the connection was closed") }
            if let left = missing {
                missing = left - count
                continue
            }
            head += buffer[..<count]
            guard let end = head.firstRange(of: headEnd)?.upperBound else { continue }
            guard head.starts(with: success), let length = length(in: head[..<end]) else {
                throw BenchFailure("answered \(String(decoding: head.prefix(40), as: UTF8.self))")
            }
            missing = length - (head.count - end)
        }
    }

    private static let headEnd = Array("\r\n\r\n".utf8)
    private static let success = Array("HTTP/1.1 200".utf8)
    private static let lengthField = Array("content-length: ".utf8)

    /// The Content-Length of an answer, in any case.
    private static func length(in head: ArraySlice<UInt8>) -> Int? {
        let lowercased = head.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        guard let start = lowercased.firstRange(of: lengthField)?.upperBound else { return nil }
        return lowercased[start...].prefix { 0x30...0x39 ~= $0 }.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
