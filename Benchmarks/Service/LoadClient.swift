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
        let socket = try LoopbackSocket(port: port)
        let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<times {
            try socket.send(request)
            try receive(socket, &buffer)
        }
    }

    /// Reads one answer, which has a Content-Length.
    private static func receive(_ socket: borrowing LoopbackSocket, _ buffer: inout [UInt8]) throws {
        var head: [UInt8] = []
        var missing: Int?
        while missing.map({ $0 > 0 }) ?? true {
            let count = try socket.receive(&buffer)
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
