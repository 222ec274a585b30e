import Foundation
import FoundationNetworking
import StrictJSON

/// One request to a service.
struct ClientRequest: Sendable {
    var method = "GET"
    /// Begins with `/`.
    var path: String
    /// In this order, not encoded yet.
    var query: [(name: String, value: String)] = []
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]?
    /// Longest silence of the service, seconds; nil for as long as the client waits for anything.
    var timeout: Double?

    /// A request with a JSON body.
    static func json(_ method: String, _ path: String, _ body: JSON, idempotencyKey: String? = nil) -> ClientRequest {
        ClientRequest(
            method: method, path: path,
            headers: [("Content-Type", "application/json")] + (idempotencyKey.map { [("Idempotency-Key", $0)] } ?? []),
            body: body.bytes())
    }

    /// The request on the wire; nil when server and path make no address.
    func urlRequest(server: String, token: String?) -> URLRequest? {
        let pairs = query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
        guard let url = URL(string: server + path + (pairs.isEmpty ? "" : "?") + pairs.joined(separator: "&")) else {
            return nil
        }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body.map { Data($0) }
        if let timeout { request.timeoutInterval = timeout }
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        for header in headers { request.setValue(header.value, forHTTPHeaderField: header.name) }
        return request
    }

    /// Percent-encodes everything that RFC 3986 does not call unreserved.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
