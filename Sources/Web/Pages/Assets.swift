import Core
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that pages refer to.
struct Asset: Sendable {
    let name: String
    let bytes: [UInt8]
    let type: String
    /// First half of SHA-256: names the content.
    let version: String

    /// Where a page finds exactly this content.
    var address: String { "/assets/\(name)?v=\(version)" }

    /// Everything in the folder of assets whose type is known.
    static func all() throws -> [String: Asset] {
        guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else {
            throw PageFault(template: "Assets", detail: "the folder is not there")
        }
        var assets: [String: Asset] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            guard let type = types[file.pathExtension] else { continue }
            let data = try Data(contentsOf: file)
            let name = file.lastPathComponent
            assets[name] = Asset(
                name: name, bytes: Array(data), type: type, version: Hex.encode(SHA256.hash(data: data).prefix(16)))
        }
        for name in required where assets[name] == nil {
            throw PageFault(template: name, detail: "is not there")
        }
        return assets
    }

    private static let required = [
        "chorus.css", "chorus.svg", "chorus.js", "submit.js", "rate.js", "moderation.js",
    ]
    private static let types = [
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "js": "text/javascript; charset=utf-8",
    ]
}

extension Service {
    /// One of the files that were read at the start, and no other.
    func asset(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let asset = pages.assets[try context.parameters.require("file")] else { throw Problem.notFound }
        let tag = "\"\(asset.version)\""
        let isExact = request.uri.queryParameters["v"].map { $0.utf8.elementsEqual(asset.version.utf8) } ?? false
        var headers: HTTPFields = [.eTag: tag, .contentType: asset.type]
        headers[.cacheControl] = isExact ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate"
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
}
