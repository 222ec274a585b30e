import Foundation
import FoundationNetworking
import Testing

@testable import chorus

@Suite struct ClientTests {
    private func refusal(_ status: Int, retryAfter: Int? = nil, _ body: String = "") -> ClientFailure {
        .refused(Refusal(status: status, retryAfter: retryAfter, body: Array(body.utf8)))
    }

    @Test func onlyWhatMayPassIsTriedAgain() {
        let policy = RetryPolicy()
        for status in [429, 502, 503, 504] {
            #expect(policy.pause(after: refusal(status), failures: 1, jitter: 0) != nil, "\(status)")
        }
        for status in [302, 400, 401, 403, 404, 409, 413, 422, 500] {
            #expect(policy.pause(after: refusal(status), failures: 1, jitter: 0) == nil, "\(status)")
        }
        #expect(policy.pause(after: refusal(409, retryAfter: 1), failures: 1, jitter: 0) == .seconds(1))
        #expect(policy.pause(after: .unreachable("gone"), failures: 1, jitter: 1) == .seconds(0.25))
        #expect(policy.pause(after: .strange("a page"), failures: 1, jitter: 1) == nil)
    }

    @Test func pausesDoubleUpToTheLongestAndEndAfterTheLastAttempt() {
        let policy = RetryPolicy.forEver
        let pauses = (1...12).map { policy.pause(after: .unreachable(""), failures: $0, jitter: 1) }
        #expect(pauses.prefix(4) == [.seconds(0.25), .seconds(0.5), .seconds(1), .seconds(2)])
        #expect(pauses.last == .seconds(30))
        #expect(RetryPolicy().pause(after: .unreachable(""), failures: 5, jitter: 0) != nil)
        #expect(RetryPolicy().pause(after: .unreachable(""), failures: 6, jitter: 0) == nil)
    }

    @Test func theServicesPauseIsNeverCutShort() {
        for jitter in [0, 0.5, 1] {
            let pause = RetryPolicy().pause(after: refusal(503, retryAfter: 7), failures: 1, jitter: jitter)
            #expect(pause ?? .zero >= .seconds(7))
        }
        #expect(RetryPolicy().pause(after: refusal(503, retryAfter: 86_400), failures: 1, jitter: 0) == .seconds(30))
    }

    @Test func aProblemIsReadWithItsHintsAndItsResumeCursor() {
        let body = #"""
            {"code":"cursor_forked","detail":"Rewound.","resume_cursor":"abc",
             "errors":[{"hint":"Do this."},{"hint":""},{"pointer":"x"}]}
            """#
        let problem = Refusal(status: 409, retryAfter: nil, body: Array(body.utf8))
        #expect(problem.code == "cursor_forked")
        #expect(problem.resumeCursor == "abc")
        #expect(problem.hints == ["Do this."])
        #expect(problem.description == "Rewound. (409 cursor_forked)\n  Do this.")
    }

    @Test func anAnswerThatIsNoProblemStillHasACode() {
        let problem = Refusal(status: 502, retryAfter: nil, body: Array("<html>Bad gateway".utf8))
        #expect(problem.code == "http_502")
        #expect(problem.resumeCursor == nil)
    }

    @Test func queriesAreEncodedSoThatEveryByteArrives() {
        let request = ClientRequest(path: "/v1/submissions", query: [("notes", "a+b c&d=é\u{0}/?#"), ("x", "-._~")])
        let wire = request.urlRequest(server: "http://127.0.0.1:1", token: "chorus_x")
        #expect(
            wire?.url?.absoluteString
                == "http://127.0.0.1:1/v1/submissions?notes=a%2Bb%20c%26d%3D%C3%A9%00%2F%3F%23&x=-._~")
        #expect(wire?.value(forHTTPHeaderField: "Authorization") == "Bearer chorus_x")
    }

    @Test func nobodyThereIsSaidSoAfterTheLastAttempt() async throws {
        let retries = RetryPolicy(attempts: 3, first: 0.01)
        let client = ChorusClient(server: "http://127.0.0.1:1/", token: nil, retries: retries)
        await #expect(throws: ClientFailure.self) { _ = try await client.send(ClientRequest(path: "/livez")) }
        let nonsense = ChorusClient(server: "127.0.0.1:1", token: nil, retries: retries)
        await #expect { _ = try await nonsense.send(ClientRequest(path: "/livez")) } throws: { error in
            if case ClientFailure.strange = error { return true } else { return false }
        }
    }
}
