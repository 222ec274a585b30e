import Core
import Foundation
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

/// Every operation of the OpenAPI document with everything that a client may show: what the document says of its security
/// is what the service does.
@Suite("Every operation, whatever is shown", .migrated(.own), .timeLimit(.minutes(15)))
struct TokenMatrixTests {
    @Test("answers to each scope, to none, and to tokens that are no good, as its description says")
    func matrix() async throws {
        let document = try OpenAPIDocument.shared.get()
        let operations = Operation.all(of: document)
        #expect(operations.count > 60)
        try await withService { client in
            try await client.registerExperiment()
            let shown = try await Credential.all(client)
            var asked = 0
            for operation in operations {
                for credential in shown {
                    let reply = try await client.send(operation.request(showing: credential))
                    asked += 1
                    let place = "\(operation.method) \(operation.path) with \(credential.name): \(reply.status)"
                    #expect(operation.documented.contains(reply.status), "\(place) is not documented")
                    #expect(reply.status < 500, "\(place)")
                    #expect(operation.allows(reply, credential), "\(place) \(reply["code"]?.string ?? "")")
                }
            }
            print("token matrix: \(operations.count) operations, \(asked) requests")
        }
    }

    @Test("tells nobody whether an id exists: absent, foreign, withdrawn and malformed ones look the same")
    func equalAnswers() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let rating = Samples.rating(("score", 4), ("rater", "lowtide"))
            for (path, methods) in [("submissions", ["GET", "DELETE"]), ("ratings", ["GET", "PATCH", "DELETE"])] {
                let isRating = path == "ratings"
                var held: [(id: String, receipt: String)] = []
                for _ in 0..<2 {
                    let made =
                        isRating
                        ? try await client.send("POST", "/v1/ratings", json: rating)
                        : try await client.upload(Samples.tavern())
                    try made.expect(201)
                    held.append((try #require(made["id"]?.string), try #require(made["receipt"]?.string)))
                }
                try await client.send("DELETE", "/v1/\(path)/\(held[1].id)", receipt: held[1].receipt).expect(200)
                let token = try await client.token(.maintain, .curate, .import)
                let absent = ID<Rating>(bucket: 7, at: Date()).description
                for method in methods {
                    let json: JSON? = method == "PATCH" ? ["score": 3] : nil
                    var replies: [Reply] = []
                    for (id, receipt) in [
                        (absent, held[0].receipt), (held[0].id, held[1].receipt), (held[1].id, held[1].receipt),
                        (held[0].id, "x"), (held[0].id, ""), ("1", held[0].receipt), (held[0].id, nil),
                    ] {
                        replies.append(
                            try await client.send(method, "/v1/\(path)/\(id)", receipt: receipt, json: json))
                    }
                    replies.append(
                        try await client.send(method, "/v1/\(path)/\(held[0].id)", token: token, json: json))
                    for reply in replies {
                        #expect(reply.status == 404, "\(method) \(path)")
                        #expect(reply.text == replies[0].text, "\(method) \(path)")
                        #expect(reply.lastingHeaders == replies[0].lastingHeaders, "\(method) \(path)")
                    }
                }
                try await client.send("GET", "/v1/\(path)/\(held[0].id)", receipt: held[0].receipt).expect(200)
            }
        }
    }
}

/// What a client shows.
private struct Credential {
    enum Kind: Equatable { case nothing, valid(Token.Scope), noGood, receipt }

    let name: String
    let kind: Kind
    let authorization: String?

    static func all(_ client: ServiceClient) async throws -> [Credential] {
        var all = [Credential(name: "nothing", kind: .nothing, authorization: nil)]
        for scope in Token.Scope.allCases {
            let token = try await client.token(scope)
            all.append(Credential(name: scope.rawValue, kind: .valid(scope), authorization: "Bearer \(token)"))
        }
        let scopes = Token.Scope.allCases
        let expired = try await client.token(scopes[0], scopes[1], scopes[2], expiresAt: testMoment)
        let revoked = try await client.token(scopes[0], scopes[1], scopes[2], revokedAt: testMoment)
        for (name, token) in [
            ("expired", expired), ("revoked", revoked), ("unknown", TokenSecret().text), ("strange", "x"),
        ] {
            all.append(Credential(name: name, kind: .noGood, authorization: "Bearer \(token)"))
        }
        let other = try await client.upload(Samples.tavern()).expect(201)
        let receipt = other["receipt"]?.string ?? ""
        all.append(Credential(name: "another's receipt", kind: .receipt, authorization: "Receipt \(receipt)"))
        return all
    }
}

/// An operation of the document, and how to ask for it.
private struct Operation {
    let method: String
    let path: String
    /// Each alternative: a scheme and a scope; empty for an operation that asks for nothing.
    let security: [(scheme: String, scope: String?)]
    /// Whether nothing is an alternative.
    let isOptional: Bool
    let documented: Set<Int>
    private let address: String
    private let mediaType: String?

    static func all(of document: OpenAPIDocument) -> [Operation] {
        document.root["paths"].members.flatMap { path, item in
            item.members.map { Operation($0.key.uppercased(), path, $0.value, document) }
        }
    }

    private init(_ method: String, _ path: String, _ json: JSONValue, _ document: OpenAPIDocument) {
        self.method = method
        self.path = path
        let alternatives = json["security"].elements.map { $0.members.first { _ in true } }
        security = alternatives.compactMap { $0 }.map { ($0.key, $0.value.elements.first { _ in true }?.string) }
        isOptional = alternatives.contains { $0 == nil }
        documented = Set(json["responses"].members.compactMap { Int($0.key) })
        var address = path
        for parameter in json["parameters"].elements.compactMap({ document.resolved($0) }) {
            guard parameter["in"]?.string == "path", let name = parameter["name"]?.string else { continue }
            let id = "018f3c1e-7b2a-7c4d-8e5f-0123456789ab"
            let example = parameter["example"]?.string ?? parameter["example"]?.int.map { "\($0)" } ?? id
            address = address.replacing("{\(name)}", with: example)
        }
        self.address = address
        let types = json["requestBody"]?["content"].members.map(\.key) ?? []
        mediaType = types.first { $0 != "*/*" } ?? types.first
    }

    func request(showing credential: Credential) -> SentRequest {
        var request = SentRequest(method: method, path: address)
        if let authorization = credential.authorization { request.headers.append(("Authorization", authorization)) }
        if let mediaType {
            request.headers.append(("Content-Type", mediaType == "*/*" ? "text/plain" : mediaType))
            request.body = mediaType == "application/json" ? Array("{}".utf8) : []
        }
        return request
    }

    /// Whether an answer is what the description of the security makes of a credential.
    func allows(_ reply: Reply, _ credential: Credential) -> Bool {
        let code = reply["code"]?.string
        if credential.kind == .noGood {
            return isBlind ? reply.status < 400 || reply.status == 404 : reply.status == 401
        }
        if security.contains(where: { $0.scheme == "session" }) { return isClosedPage(reply) }
        if let scope = security.first(where: { $0.scheme == "token" })?.scope,
            !security.contains(where: { $0.scheme == "receipt" })
        {
            // What anybody may have of it; whatever else there may be is closed, also when it is absent.
            if isOptional, reply.status < 400 { return true }
            switch credential.kind {
            case .valid(let shown) where shown.rawValue == scope: return ![401, 403].contains(reply.status)
            case .valid: return reply.status == 403 && code == "scope_missing"
            default: return reply.status == 401 && code == "token_missing"
            }
        }
        if security.count == 1, security[0].scheme == "receipt" { return reply.status == 404 }
        return reply.status != 401 && code != "scope_missing"
    }

    /// It answers without the database, whatever is shown.
    private var isBlind: Bool {
        ["/livez", "/readyz", "/metrics", "/openapi.json"].contains(path)
            || ["/docs", "/assets"].contains { path.hasPrefix($0) }
    }

    /// Nobody is signed in by a token: a page leads to sign in, a form is refused.
    private func isClosedPage(_ reply: Reply) -> Bool {
        method == "GET"
            ? reply.status == 303 && reply.headers["location"]?.hasPrefix("/sign-in") == true
            : [303, 401, 403, 415].contains(reply.status)
    }
}
