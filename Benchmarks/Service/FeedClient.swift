import Foundation

/// Pulls the feed as `curl` would: page after page over one connection, the lines read and thrown away.
struct FeedClient: Sendable {
    /// On 127.0.0.1.
    let port: Int
    /// Secret of a token with the scope `curate`.
    let token: String

    /// What a pull came to.
    struct Pulled {
        /// Of the whole pull.
        var seconds = 0.0
        /// Of all lines.
        var bytes = 0
        /// How many lines.
        var lines = 0
        /// Where the next pull would go on.
        var cursor = ""
    }

    /// Pulls until nothing is left, or so many pages.
    /// - Parameters:
    ///   - cursor: where to begin
    ///   - limit: events a page
    ///   - query: further parameters, beginning with `&`
    func pull(from cursor: String, limit: Int = 1000, pages: Int = .max, query: String = "") throws -> Pulled {
        var pulled = Pulled()
        let socket = try LoopbackSocket(port: port)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let started = ContinuousClock.now
        var cursor = cursor
        for _ in 0..<pages {
            let path = "/v1/feed?limit=\(limit)&cursor=\(cursor)\(query)"
            try socket.send(
                Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n\r\n".utf8))
            let page = try Page(socket, &buffer)
            pulled.bytes += page.bytes
            pulled.lines += page.lines
            cursor = page.cursor
            if !page.hasMore { break }
        }
        pulled.cursor = cursor
        pulled.seconds = started.duration(to: .now) / .seconds(1)
        return pulled
    }

    /// One answer of the feed, which comes in chunks.
    private struct Page {
        private(set) var bytes = 0
        private(set) var lines = 0
        private(set) var cursor = ""
        private(set) var hasMore = false

        init(_ socket: borrowing LoopbackSocket, _ buffer: inout [UInt8]) throws {
            var head: [UInt8] = []
            var body = ArraySlice<UInt8>()
            while body.isEmpty {
                let count = try socket.receive(&buffer)
                head += buffer[..<count]
                if let end = head.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound {
                    body = head[end...]
                    try read(head: String(decoding: head[..<end], as: UTF8.self))
                    if body.isEmpty { break }
                }
            }
            var chunks = Chunks()
            chunks.take(body)
            while !chunks.isOver { chunks.take(buffer[..<(try socket.receive(&buffer))]) }
            bytes = chunks.bytes
            lines = chunks.lines
        }

        private mutating func read(head: String) throws {
            guard head.hasPrefix("HTTP/1.1 200") else { throw BenchFailure("answered \(head.prefix(40))") }
            for line in head.split(separator: "\r\n") {
                let lowercased = line.lowercased()
                if lowercased.hasPrefix("chorus-next-cursor: ") { cursor = String(line.dropFirst(20)) }
                if lowercased.hasPrefix("chorus-has-more: ") { hasMore = lowercased.hasSuffix("true") }
            }
        }
    }
}

/// Counts what is in the chunks of an HTTP/1.1 body.
private struct Chunks {
    private(set) var bytes = 0
    private(set) var lines = 0
    private(set) var isOver = false
    /// Bytes of the chunk that are still to come; nil while its size is read.
    private var missing: Int?
    private var size: [UInt8] = []

    mutating func take(_ input: ArraySlice<UInt8>) {
        var rest = input
        while !rest.isEmpty, !isOver {
            if let left = missing {
                let part = rest.prefix(left)
                bytes += part.count
                lines += part.withUnsafeBytes { Self.lineFeeds(in: $0) }
                rest = rest.dropFirst(part.count)
                missing = part.count == left ? nil : left - part.count
                continue
            }
            let byte = rest.removeFirst()
            guard byte == 0x0A else {
                if byte != 0x0D { size.append(byte) }
                continue
            }
            // The line feed after a chunk has nothing before it.
            guard !size.isEmpty, let length = Int(String(decoding: size, as: UTF8.self), radix: 16) else { continue }
            size = []
            missing = length
            isOver = length == 0
        }
    }

    private static func lineFeeds(in bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        var at = 0
        while let base = bytes.baseAddress, at < bytes.count, let found = memchr(base + at, 0x0A, bytes.count - at) {
            count += 1
            at = base.distance(to: UnsafeRawPointer(found)) + 1
        }
        return count
    }
}
