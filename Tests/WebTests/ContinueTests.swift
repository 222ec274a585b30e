import TestDatabase
import TestService
import Testing

@Suite("An upload that waits to be invited", .migrated(.own), .timeLimit(.minutes(15))) struct ContinueTests {
    @Test("is invited when its size is taken, and refused at once when it is not")
    func invitation() async throws {
        try await withService { client in
            let invited = try await firstLine(of: client.origin, announcing: 10)
            #expect(invited == "HTTP/1.1 100 Continue")
            let refused = try await firstLine(of: client.origin, announcing: 1 << 40)
            #expect(refused == "HTTP/1.1 413 Content Too Large" || refused == "HTTP/1.1 413 Payload Too Large")
        }
    }

    /// Sends a head that expects an invitation, without a body, and reads the first line that comes back.
    private func firstLine(of origin: String, announcing bytes: Int) async throws -> String {
        let connection = try await RawConnection(to: origin)
        try await connection.send(
            "POST /v1/submissions?consent_training=true HTTP/1.1\r\nHost: test\r\nContent-Length: \(bytes)\r\n"
                + "Expect: 100-continue\r\n\r\n")
        try #require(try await connection.read { $0.text.contains("\r\n\r\n") })
        return connection.statusLine
    }
}
