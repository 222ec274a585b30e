import Foundation
public import Postgres
public import StrictJSON
public import Web

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A client of the service under test, and a way past it into the database.
public struct ServiceClient: Sendable {
    /// `http://127.0.0.1:port`.
    public let origin: String
    /// The service itself.
    public let service: Service
    /// Its database.
    public var pool: Pool { service.pool }
    /// Its bells.
    public var feedSignal: FeedSignal { service.feedSignal }
    private let session: URLSession
    private let replies = Replies()

    init(port: Int, service: Service) {
        origin = "http://127.0.0.1:\(port)"
        self.service = service
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        configuration.httpMaximumConnectionsPerHost = 64
        configuration.timeoutIntervalForRequest = 180
        session = URLSession(configuration: configuration, delegate: replies, delegateQueue: nil)
    }

    func close() { session.invalidateAndCancel() }

    /// Sends a request as it is.
    public func send(_ request: SentRequest) async throws -> Reply {
        guard let url = URL(string: origin + request.path) else { throw URLError(.badURL) }
        var sent = URLRequest(url: url)
        sent.httpMethod = request.method
        for (name, value) in request.headers { sent.setValue(value, forHTTPHeaderField: name) }
        sent.httpBody = request.body.map { Data($0) }
        let (body, response) = try await replies.reply(to: sent, through: session)
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
        return Reply(request: request, status: response.statusCode, headers: headers, body: Array(body))
    }

    /// Sends a request with what most of them carry.
    @discardableResult
    public func send(
        _ method: String, _ path: String, token: String? = nil, receipt: String? = nil, key: String? = nil,
        headers: [(String, String)] = [], json: JSON? = nil, body: [UInt8]? = nil, type: String? = nil
    ) async throws -> Reply {
        var request = SentRequest(method: method, path: path, headers: headers, body: json?.bytes() ?? body)
        if let token { request.headers.append(("Authorization", "Bearer \(token)")) }
        if let receipt { request.headers.append(("Authorization", "Receipt \(receipt)")) }
        if let key { request.headers.append(("Idempotency-Key", key)) }
        if let type = type ?? (json == nil ? nil : "application/json") {
            request.headers.append(("Content-Type", type))
        }
        return try await send(request)
    }

    /// A figure of `/metrics` by its name and labels; nil when it is not there.
    public func metric(_ name: String) async throws -> Double? {
        let lines = try await send("GET", "/metrics").expect(200).text.split(separator: "\n")
        return lines.first { $0.hasPrefix(name + " ") }.flatMap { Double($0.dropFirst(name.utf8.count + 1)) }
    }

    /// Uploads one log with the fields in the query, consent included unless they say otherwise.
    @discardableResult
    public func upload(
        _ log: [UInt8], name: String? = nil, query: String = "consent_training=true", key: String? = nil,
        to path: String = "/v1/submissions"
    ) async throws -> Reply {
        try await send(
            "POST", "\(path)?\(query)", key: key, headers: name.map { [("X-Filename", $0)] } ?? [], body: log,
            type: "application/octet-stream")
    }
}

/// What was asked.
public struct SentRequest: Sendable {
    /// Method.
    public var method: String
    /// Path and query.
    public var path: String
    /// Headers, in order.
    public var headers: [(String, String)]
    /// Body, if there is one.
    public var body: [UInt8]?

    /// All parts.
    public init(method: String, path: String, headers: [(String, String)] = [], body: [UInt8]? = nil) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }
}

/// What was answered.
public struct Reply: Sendable {
    /// The question.
    public let request: SentRequest
    /// Status.
    public let status: Int
    /// Headers by lower-case name.
    public let headers: [String: String]
    /// Body.
    public let body: [UInt8]

    /// All parts.
    public init(request: SentRequest, status: Int, headers: [String: String], body: [UInt8]) {
        self.request = request
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Headers without those that differ from answer to answer and say nothing about it: whether the connection ends
    /// after a refusal depends on whether the body had come by then.
    public var lastingHeaders: [String: String] {
        headers.filter { !["connection", "date", "x-request-id"].contains($0.key) }
    }

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// A value of a JSON body by the names and indices on the way to it, such as `"documents", "0", "status"`.
    public subscript(path: String...) -> JSONValue? {
        var value = try? JSONDocument(body, limits: .log).root
        for step in path { value = Int(step).flatMap { value?[$0] } ?? value?[step] }
        return value
    }

    /// The lines of an NDJSON body.
    public func lines() throws -> [JSONValue] {
        try body.split(separator: UInt8(ascii: "\n")).map { try JSONDocument(Array($0), limits: .log).root }
    }

    /// Itself when the status is this one.
    @discardableResult
    public func expect(_ status: Int) throws -> Reply {
        guard self.status == status else { throw UnexpectedStatus(reply: self) }
        return self
    }
}

/// Another status than the test needs to go on.
public struct UnexpectedStatus: Error, CustomStringConvertible {
    let reply: Reply

    /// Question, status and body.
    public var description: String {
        "\(reply.request.method) \(reply.request.path): \(reply.status) \(reply.text.prefix(2000))"
    }
}
