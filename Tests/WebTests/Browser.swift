import Foundation
import TestService
import Testing

@testable import Web

/// A browser that is signed in: it keeps its cookie, and sends forms as their page holds them.
struct Browser {
    let client: ServiceClient
    /// `name=value`.
    var cookie: String

    /// Signs in with a token.
    init(_ client: ServiceClient, token: String) async throws {
        let reply = try await client.postForm("/sign-in", [("token", token)]).expect(303)
        self.client = client
        cookie = try #require(reply.headers["set-cookie"].map { String($0.prefix { $0 != ";" }) })
    }

    /// What it gets, without following a redirect.
    func page(_ path: String) async throws -> Reply {
        try await client.send("GET", path, headers: [("Accept", "text/html,*/*;q=0.8"), ("Cookie", cookie)])
    }

    /// Sends a form from one of the service's own pages.
    func post(_ path: String, _ fields: [(String, String)], token: String? = nil) async throws -> Reply {
        let formToken = if let token { token } else { try await formToken() }
        return try await client.postForm(path, [("form_token", formToken)] + fields, headers: [("Cookie", cookie)])
    }

    /// What its forms carry.
    func formToken() async throws -> String {
        let page = try await page("/sign-in").expect(200)
        let found = page.text.firstMatch(of: /name="form_token" value="([a-z2-7]+)"/)
        return try String(#require(found).output.1)
    }
}

extension ServiceClient {
    /// A form without files, sent from the service's own page.
    func postForm(
        _ path: String, _ fields: [(String, String)], headers: [(String, String)] = []
    ) async throws -> Reply {
        let text = fields.map { name, value in "\(FormText.encoded(name))=\(FormText.encoded(value))" }
        return try await send(
            "POST", path, headers: [("Accept", "text/html"), ("Origin", origin)] + headers,
            body: Array(text.joined(separator: "&").utf8), type: "application/x-www-form-urlencoded")
    }

    /// What a browser gets.
    func page(_ path: String, headers: [(String, String)] = []) async throws -> Reply {
        try await send("GET", path, headers: [("Accept", "text/html,*/*;q=0.8")] + headers)
    }

    /// A form with files, sent from the service's own page.
    func post(_ path: String, _ fields: [(String, String)]) async throws -> Reply {
        try await send(
            "POST", path, headers: [("Accept", "text/html"), ("Origin", origin)], body: Form(fields, files: []).bytes,
            type: Form.type)
    }
}

extension Reply {
    /// Number and code as a thank-you page shows them.
    var receipt: (id: String, code: String)? {
        let codes = text.matches(of: /<dd><code>([a-z0-9-]+)<\/code>/).map { String($0.output.1) }
        return codes.count == 2 ? (codes[0], codes[1]) : nil
    }
}
