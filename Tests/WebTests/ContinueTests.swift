import TestDatabase
import TestService
import Testing

@Suite("An upload that waits to be invited", .migrated(.own), .timeLimit(.minutes(15))) struct ContinueTests {
    @Test("is invited when its size is taken, and refused at once when it is not")
    func invitation() async throws {
        try await withService { client in
            let invited = try firstLine(of: client, announcing: 10)
            #expect(invited == "HTTP/1.1 100 Continue")
            let refused = try firstLine(of: client, announcing: 1 << 40)
            #expect(refused == "HTTP/1.1 413 Content Too Large" || refused == "HTTP/1.1 413 Payload Too Large")
        }
    }

    /// Sends a head that expects an invitation, without a body, and reads the first line that comes back.
    private func firstLine(of client: ServiceClient, announcing bytes: Int) throws -> String {
        let connection = try RawConnection(client)
        let head =
            "POST /v1/submissions?consent_training=true HTTP/1.1\r\nHost: test\r\nContent-Length: \(bytes)\r\n"
            + "Expect: 100-continue\r\n\r\n"
        #expect(connection.send(Array(head.utf8)) == head.utf8.count)
        return String(decoding: connection.receive(until: "\r\n").prefix { $0 != 0x0D }, as: UTF8.self)
    }
}
