import Foundation
import FoundationNetworking
import StrictJSON
import TestService
import Testing

/// A client that takes every answer as it is.
struct ServedExperiment: Sendable {
    let address: String
    private let session: URLSession

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        func header(_ name: String) -> String? { headers[name.lowercased()] }

        /// A text of the body.
        subscript(name: String) -> String? { (try? JSONDocument(body, limits: .log).root)?[name]?.string }

        /// Of a problem.
        var code: String? { self["code"] }
    }

    /// Registers `exp7` with a part and a rating.
    /// - Parameter isNew: false for a server that has it already
    init(_ server: ChorusProcess, isNew: Bool = true) async throws {
        address = server.address
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        session = URLSession(configuration: configuration)
        guard isNew else { return }
        let bearer = "Bearer \(try #require(server.token))"
        for (path, body) in [("", Samples.experiment), ("/parts/1", Samples.part)] {
            let answer = try await send(
                "PUT", "/v1/experiments/exp7\(path)", body: body.bytes(), type: "application/json",
                authorization: bearer)
            guard [200, 201].contains(answer.status) else {
                throw ProcessFailure(output: String(decoding: answer.body, as: UTF8.self))
            }
        }
        guard try await rate("first").status == 201 else { throw ProcessFailure(output: "no rating") }
    }

    func get(_ path: String, authorization: String? = nil) async throws -> Answer {
        try await send("GET", path, authorization: authorization)
    }

    /// Rates part 1, once for each name.
    func rate(_ name: String) async throws -> Answer {
        try await send(
            "POST", "/v1/ratings", body: Samples.rating(("score", 4), ("rater", .string(name))).bytes(),
            type: "application/json", key: "rating-\(name)")
    }

    /// Donates a chat of some size.
    func submit(_ number: Int) async throws -> Answer {
        let turns = (0..<60).map { turn in
            "You: Is this turn \(turn) of number \(number)? \(UInt64.random(in: 0...UInt64.max))\n"
                + "Aria: It is, and nobody will lose \(UInt64.random(in: 0...UInt64.max)).\n"
        }
        return try await send(
            "POST", "/v1/submissions?consent_training=true", body: Array(turns.joined().utf8), type: "text/plain",
            key: "submission-\(number)")
    }

    func send(
        _ method: String, _ path: String, body: [UInt8]? = nil, type: String? = nil, key: String? = nil,
        authorization: String? = nil
    ) async throws -> Answer {
        guard let url = URL(string: address + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body.map { Data($0) }
        request.timeoutInterval = 180
        for (name, value) in [("Content-Type", type), ("Idempotency-Key", key), ("Authorization", authorization)] {
            request.setValue(value, forHTTPHeaderField: name)
        }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
        return Answer(status: response.statusCode, headers: headers, body: Array(data))
    }

    /// Waits, three minutes at most, until something is so.
    func waits(
        _ isSo: () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(180)
        while try await !isSo() {
            guard ContinuousClock.now < deadline else {
                Issue.record("it did not come back in three minutes", sourceLocation: sourceLocation)
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
