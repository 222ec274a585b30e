import Foundation
import Glibc

/// Posts over many connections at once from one thread, a new request on each as soon as its answer is there.
final class PostLoad: @unchecked Sendable {  // Unchecked: rows use it from one task at a time.
    /// What a run came to.
    struct Outcome {
        var seconds = 0.0
        /// Of each request, seconds; not of the first on a connection, which waits for the connection too.
        var latencies: [Double] = []

        /// Of a hundred requests ninety-nine took no longer.
        var p99: Double {
            let sorted = latencies.sorted()
            return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        }
    }

    private struct Exchange {
        let socket: Int32
        var started = ContinuousClock.now
        var isFirst = true
        var head: [UInt8] = []
        var missing: Int?
    }

    /// What is posted: the content of a request by its number.
    struct Content: Sendable {
        var mediaType: String
        var body: @Sendable (Int) -> [UInt8]
    }

    private let port: Int
    private let path: String
    private let connections: Int
    private let content: Content
    /// The number of the next request: far from those of other loads, so that no rater and no key comes twice.
    private var next = Int.random(in: 1...1 << 40)

    init(port: Int, path: String, connections: Int, _ content: Content) {
        (self.port, self.path, self.connections, self.content) = (port, path, connections, content)
    }

    /// Sends so many requests, and reads their answers.
    func run(_ requests: Int) throws -> Outcome {
        var exchanges: [Exchange] = []
        defer { for exchange in exchanges { close(exchange.socket) } }
        for _ in 0..<min(connections, requests) {
            exchanges.append(Exchange(socket: try LoopbackSocket.connected(to: port)))
        }
        var outcome = Outcome()
        outcome.latencies.reserveCapacity(requests)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var ready = exchanges.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
        var left = requests - exchanges.count
        let started = ContinuousClock.now
        for index in exchanges.indices { try send(&exchanges[index]) }
        var answered = 0
        while answered < requests {
            guard poll(&ready, nfds_t(ready.count), 30_000) > 0 else {
                throw BenchFailure("\(path): no answer for half a minute")
            }
            for index in ready.indices where ready[index].revents != 0 {
                guard let taken = try received(&exchanges[index], &buffer) else { continue }
                answered += 1
                if !exchanges[index].isFirst { outcome.latencies.append(taken) }
                exchanges[index].isFirst = false
                guard left > 0 else { continue }
                try send(&exchanges[index])
                left -= 1
            }
        }
        outcome.seconds = started.duration(to: .now) / .seconds(1)
        return outcome
    }

    private func send(_ exchange: inout Exchange) throws {
        let body = content.body(next)
        let head =
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: \(content.mediaType)\r\n"
            + "Idempotency-Key: bench-\(next)\r\nContent-Length: \(body.count)\r\n\r\n"
        next += 1
        exchange.started = .now
        exchange.head = []
        exchange.missing = nil
        let bytes = Array(head.utf8) + body
        guard write(exchange.socket, bytes, bytes.count) == bytes.count else { throw BenchFailure("cannot send") }
    }

    /// - Returns: seconds since the request was sent, once its answer is there
    private func received(_ exchange: inout Exchange, _ buffer: inout [UInt8]) throws -> Double? {
        let count = read(exchange.socket, &buffer, buffer.count)
        guard count > 0 else { throw BenchFailure("\(path): the connection was closed") }
        if let missing = exchange.missing {
            exchange.missing = missing - count
        } else {
            exchange.head += buffer[..<count]
            if let end = Self.end(of: Self.headEnd, in: exchange.head) {
                guard exchange.head.starts(with: Self.success), let length = Self.length(in: exchange.head[..<end])
                else { throw BenchFailure("\(path): \(String(decoding: exchange.head.prefix(600), as: UTF8.self))") }
                exchange.missing = length - (exchange.head.count - end)
            }
        }
        return exchange.missing == 0 ? exchange.started.duration(to: .now) / .seconds(1) : nil
    }

    private static let headEnd = Array("\r\n\r\n".utf8)
    private static let success = Array("HTTP/1.1 2".utf8)
    private static let lengthField = Array("content-length: ".utf8)

    /// Where the first such bytes end. What a client costs, the server does not get, so this is left to C.
    private static func end(of part: [UInt8], in whole: [UInt8]) -> Int? {
        whole.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let first = part.first else { return nil }
            var start = 0
            while let found = memchr(base + start, Int32(first), bytes.count - start) {
                start = UnsafeRawPointer(found) - base
                guard start + part.count <= bytes.count else { return nil }
                if memcmp(found, part, part.count) == 0 { return start + part.count }
                start += 1
            }
            return nil
        }
    }

    /// The Content-Length of an answer, in any case.
    private static func length(in head: ArraySlice<UInt8>) -> Int? {
        let lowercased = head.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        guard let start = end(of: lengthField, in: lowercased) else { return nil }
        return lowercased[start...].prefix { 0x30...0x39 ~= $0 }.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

extension PostLoad.Content {
    /// Ratings, as a page or a bot sends them, each of a rater of its own.
    static let ratings = Self(mediaType: "application/json") { number in
        let comment = number.isMultiple(of: 2) ? #""comment":"Replies got longer, which I like a lot.","# : ""
        let rating =
            #"{"experiment":"bench","part":\#(number % 4 + 1),"score":\#(number % 5 + 1),\#(comment)"#
            + #""aspects":[{"aspect":"length","polarity":"positive"}],"sampling":{"temperature":0.7,"top_p":0.9},"#
            + #""front_end":"tavernai","rater":"rater-\#(number)"}"#
        return Array(rating.utf8)
    }
}
