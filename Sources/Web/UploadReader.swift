import ChatLogs
import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// An upload as it arrived: files and fields, from a form or from a raw body.
struct ReceivedUpload {
    var files: [Upload] = []
    var fields: [(name: String, value: String)] = []

    /// The parts that a retry repeats exactly, without the boundary between them: what the fingerprint covers.
    var canonicalPieces: [[UInt8]] {
        let named = fields.map { Array("\($0.name)=\($0.value)".utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        return named + files.flatMap { [Array(($0.filename ?? "").utf8), $0.bytes] }
    }
}

extension Request {
    /// Reads an upload within the limits: `multipart/form-data` with `log` files, or the log itself with its fields
    /// in the query.
    func upload(_ limits: RequestLimits) async throws -> ReceivedUpload {
        if mediaType == "multipart/form-data" { return try await multipartUpload(limits) }
        var upload = ReceivedUpload()
        upload.fields = try (uri.query ?? "").split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (try Self.decoded(halves[0]), halves.count > 1 ? try Self.decoded(halves[1]) : "")
        }
        let name = HTTPField.Name("X-Filename").flatMap { headers[$0] }.map { $0.removingPercentEncoding ?? $0 }
        upload.files = [Upload(filename: name.flatMap(Self.label), bytes: try await bytes(upTo: limits.uploadBytes))]
        return upload
    }

    private func multipartUpload(_ limits: RequestLimits) async throws -> ReceivedUpload {
        guard var parser = MultipartParser(contentType: headers[.contentType] ?? "") else {
            throw Problem(400, "broken_multipart", "The content type names no boundary.")
        }
        // What stands around the parts counts too: heads, boundaries, and whatever follows the last one.
        let most = limits.uploadBytes + 1 << 20
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > most { throw tooLarge(most) }
        var collector = PartCollector(limits: limits)
        var received = 0
        for try await chunk in body {
            received += chunk.readableBytes
            guard received <= most else { throw tooLarge(most) }
            for event in try parser.feed(Array(chunk.readableBytesView)) { try collector.take(event) }
        }
        try parser.finish()
        return collector.upload
    }

    /// A file name is a label: its last component, cleaned.
    static func label(_ name: String) -> String? {
        let last = name.utf8.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }).last
        return last.flatMap { FileLabel.text(Array($0)) }
    }

    private static func decoded(_ text: Substring) throws -> String {
        guard let decoded = text.replacing("+", with: " ").removingPercentEncoding else {
            throw Problem(400, "bad_query", "The query is not percent-encoded UTF-8.")
        }
        return decoded
    }
}

/// Gathers the parts of a form within the limits.
private struct PartCollector {
    let limits: RequestLimits
    var upload = ReceivedUpload()
    private var total = 0
    private var head: PartHead?
    private var bytes: [UInt8] = []

    init(limits: RequestLimits) { self.limits = limits }

    mutating func take(_ event: MultipartEvent) throws {
        switch event {
        case .partBegan(let head):
            self.head = head
            bytes = []
        case .bytes(let chunk):
            total += chunk.count
            guard total <= limits.uploadBytes else {
                throw Problem(413, "too_large", "The upload is larger than \(limits.uploadBytes) bytes.")
            }
            bytes.append(contentsOf: chunk)
        case .partEnded:
            try endPart()
        }
    }

    private mutating func endPart() throws {
        guard let head else { return }
        guard head.name == "log" else {
            guard bytes.count <= 16_384 else {
                throw Problem(413, "too_large", "The field `\(head.name.prefix(64))` is larger than 16384 bytes.")
            }
            upload.fields.append((head.name, try FormText.string(bytes)))
            return
        }
        // A form sends an empty nameless part when no file was chosen.
        if bytes.isEmpty, (head.filename ?? "").isEmpty { return }
        guard upload.files.count < limits.uploadFiles else {
            throw Problem(413, "too_many_files", "An upload takes at most \(limits.uploadFiles) files.")
        }
        upload.files.append(Upload(filename: head.filename.flatMap(Request.label), bytes: bytes))
    }
}
