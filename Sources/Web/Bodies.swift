import Core
import HTTPTypes
import Hummingbird
import NIOCore
import StrictJSON

extension Request {
    /// The whole body, refused before it grows beyond `limit` bytes.
    func bytes(upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await readBody(upTo: limit) { chunk in bytes.append(contentsOf: chunk.readableBytesView) }
        return bytes
    }

    /// Takes the body as it comes, until it grows beyond `limit` bytes. The half of one is none.
    func readBody(upTo limit: Int, _ take: (ByteBuffer) throws -> Void) async throws {
        if let coding = headers[.contentEncoding], coding.lowercased() != "identity" {
            throw Problem(415, "unsupported_encoding", "Send the body without Content-Encoding.")
        }
        let announced = headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit { throw tooLarge(limit) }
        var received = 0
        for try await chunk in body {
            received += chunk.readableBytes
            guard received <= limit else { throw tooLarge(limit) }
            try take(chunk)
        }
        // A connection that ends while somebody waits for it to go on looks like the end of the body.
        try Task.checkCancellation()
        guard announced == nil || announced == received else { throw ConnectionEnded() }
    }

    /// A JSON body, gated byte by byte before anything is made of it.
    func json(upTo limit: Int) async throws -> (bytes: [UInt8], document: JSONDocument) {
        let type = mediaType
        guard type == nil || type == "application/json" else {
            throw Problem(415, "unsupported_media_type", "Send this as application/json.")
        }
        let bytes = try await bytes(upTo: limit)
        return (bytes, try JSONDocument(bytes, limits: .request))
    }

    /// The content type without its parameters, lower case.
    var mediaType: String? {
        headers[.contentType].map { header in
            let name = header.utf8.prefix { $0 != UInt8(ascii: ";") }.filter { $0 != UInt8(ascii: " ") }
            return String(decoding: name, as: UTF8.self).lowercased()
        }
    }

    func tooLarge(_ limit: Int) -> Problem {
        Problem(413, "too_large", "The body is larger than \(limit) bytes, which is what this address takes.")
    }
}

extension Response {
    /// A JSON answer.
    static func json(_ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        let bytes = TerminalControls.escaped(in: json.bytes())
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
