import Core
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import StrictJSON

/// The description of this service, OpenAPI 3.1, as it lies beside the program.
struct OpenAPIDocument: Sendable {
    /// As served.
    let bytes: [UInt8]
    /// Names the content, as in `ETag`.
    let tag: String
    /// The same, parsed.
    let root: JSONValue

    /// Reads and checks the file.
    init() throws(Problem) {
        guard let file = Bundle.module.url(forResource: "OpenAPI/openapi", withExtension: "json"),
            let data = try? Data(contentsOf: file), let document = try? JSONDocument(Array(data), limits: .log)
        else { throw Problem(500, "internal_error", "The description of this service cannot be read.") }
        self.init(Array(data), document)
    }

    init(_ bytes: [UInt8], _ document: JSONDocument) {
        self.bytes = bytes
        tag = "\"" + Hex.encode(SHA256.hash(data: bytes).prefix(16)) + "\""
        root = document.root
    }

    /// Read once.
    static let shared = Result<OpenAPIDocument, any Error> { try OpenAPIDocument() }

    /// What a value stands for: itself, or what its `$ref` (a JSON pointer into this document) names.
    /// - Returns: nil when the reference leads nowhere
    func resolved(_ value: JSONValue) -> JSONValue? {
        guard let reference = value["$ref"]?.string else { return value }
        var target: JSONValue? = root
        for step in reference.split(separator: "/").dropFirst() {
            target = target?[String(step.replacing("~1", with: "/").replacing("~0", with: "~"))]
        }
        return reference.utf8.starts(with: "#/".utf8) ? target : nil
    }
}

extension Service {
    func openAPI(_ request: Request, _ context: AppContext) async throws -> Response {
        let document = try OpenAPIDocument.shared.get()
        let headers: HTTPFields = [.eTag: document.tag, .cacheControl: "public, max-age=0, must-revalidate"]
        if request.headers[.ifNoneMatch]?.contains(document.tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        return .json(.raw(document.bytes), headers: headers)
    }
}
