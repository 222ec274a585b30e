import Foundation
import Glibc

/// Sends lines to `POST /v1/ratings/batch` and reads the answers while it sends.
struct ImportClient: Sendable {
    let port: Int
    /// Secret of a token with the scope `import`.
    let token: String

    /// Seconds until the last answer is there.
    func seconds(of body: [UInt8], lines: Int) throws -> Double {
        let socket = try LoopbackSocket.connected(to: port)
        defer { close(socket) }
        let head =
            "POST /v1/ratings/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: application/x-ndjson\r\nContent-Length: \(body.count)\r\n\r\n"
        let request = Array(head.utf8) + body
        var sent = 0
        var answers: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let started = ContinuousClock.now
        while !answers.suffix(5).elementsEqual("0\r\n\r\n".utf8) {
            let isSending = sent < request.count
            var ready = pollfd(fd: socket, events: Int16(isSending ? POLLIN | POLLOUT : POLLIN), revents: 0)
            guard poll(&ready, 1, 60_000) == 1 else { throw BenchFailure("no answer for a minute") }
            if Int32(ready.revents) & POLLOUT != 0, isSending {
                sent += max(
                    0,
                    request[sent...].withUnsafeBytes {
                        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
                    })
            }
            if Int32(ready.revents) & POLLIN != 0 {
                let count = read(socket, &buffer, buffer.count)
                guard count > 0 else { throw BenchFailure("the connection was closed") }
                answers += buffer[..<count]
            }
        }
        let seconds = started.duration(to: .now) / .seconds(1)
        let stored = Self.count(Array(#""status":201,"#.utf8), in: answers)
        guard stored == lines else { throw BenchFailure("\(stored) of \(lines) lines were stored") }
        return seconds
    }

    /// How often a text occurs. Byte by byte: it is looked for in very many answers.
    private static func count(_ text: [UInt8], in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, bytes.count >= text.count else { return 0 }
            return (0...bytes.count - text.count).count {
                bytes[$0] == text[0] && memcmp(base + $0, text, text.count) == 0
            }
        }
    }
}
