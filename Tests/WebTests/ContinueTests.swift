import Foundation
import Glibc
import TestDatabase
import TestService
import Testing

@Suite("An upload that waits to be invited", .migrated(.own), .timeLimit(.minutes(15))) struct ContinueTests {
    @Test("is invited when its size is taken, and refused at once when it is not")
    func invitation() async throws {
        try await withService { client in
            let invited = try firstLine(of: client.origin, announcing: 10)
            #expect(invited == "HTTP/1.1 100 Continue")
            let refused = try firstLine(of: client.origin, announcing: 1 << 40)
            #expect(refused == "HTTP/1.1 413 Content Too Large" || refused == "HTTP/1.1 413 Payload Too Large")
        }
    }

    /// Sends a head that expects an invitation, without a body, and reads the first line that comes back.
    private func firstLine(of origin: String, announcing bytes: Int) throws -> String {
        let port = try #require(origin.split(separator: ":").last.flatMap { UInt16($0) })
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        let head =
            "POST /v1/submissions?consent_training=true HTTP/1.1\r\nHost: test\r\nContent-Length: \(bytes)\r\n"
            + "Expect: 100-continue\r\n\r\n"
        let sent = Array(head.utf8).withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
        try #require(sent == head.utf8.count)
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = answer.withUnsafeMutableBytes { read(connection, $0.baseAddress, $0.count) }
        try #require(count > 0)
        return String(decoding: answer[..<count].prefix { $0 != 0x0D }, as: UTF8.self)
    }
}
