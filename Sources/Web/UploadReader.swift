import CProcess
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

    /// Its files, which it has not got any more: whoever reads them decides how long they take memory.
    mutating func takeFiles() -> [Upload] {
        defer { files = [] }
        return files
    }
}

extension Service {
    /// Bytes of an upload that leave holes in memory.
    private static let largeUpload = 1 << 20

    /// Receives an upload, and works with it once there is room for it in memory.
    func withUpload<Result>(
        _ request: Request, _ work: (inout ReceivedUpload) async throws -> Result
    ) async throws -> Result {
        let spooled = SpooledBytes(folder: spoolFolder, memoryBytes: admission.limits.spoolBytes)
        let form = try request.mediaType == "multipart/form-data" ? request.multipartParser() : nil
        let fields = try form == nil ? request.queryFields() : []
        // What stands around the parts counts too: heads, boundaries, and whatever follows the last one.
        let most = form == nil ? limits.uploadBytes : limits.uploadBytes + 1 << 20
        try await request.readBody(upTo: most) { chunk in try spooled.append(chunk) }
        let held = try await admission.hold(spooled.count, wait: admission.limits.parseWait)
        defer {
            // A chat becomes some seven times its size on its way: what the heap keeps of that would be there for good.
            if spooled.count > Self.largeUpload { process_give_memory_back() }
            withExtendedLifetime(held) {}
        }
        var upload = ReceivedUpload()
        if let form {
            upload = try read(spooled, form)
        } else {
            upload.fields = fields
            upload.files = [Upload(filename: request.filename, bytes: try spooled.bytes())]
        }
        return try await work(&upload)
    }

    private func read(_ spooled: SpooledBytes, _ form: MultipartParser) throws -> ReceivedUpload {
        var parser = form
        var collector = PartCollector(limits: limits)
        try spooled.read { chunk in
            for event in try parser.feed(Array(chunk.readableBytesView)) { try collector.take(event) }
        }
        try parser.finish()
        return collector.upload
    }

    /// Understands an upload when it is its turn.
    func parsed<Result>(_ upload: () throws -> Result) async throws -> Result {
        let place = try await admission.enter(.parse)
        defer { withExtendedLifetime(place) {} }
        return try upload()
    }
}

extension Request {
    fileprivate func multipartParser() throws -> MultipartParser {
        guard let parser = MultipartParser(contentType: headers[.contentType] ?? "") else {
            throw Problem(400, "broken_multipart", "The content type names no boundary.")
        }
        return parser
    }

    /// The fields of an upload whose body is the log itself.
    fileprivate func queryFields() throws -> [(name: String, value: String)] {
        try (uri.query ?? "").split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (try Self.decoded(halves[0]), halves.count > 1 ? try Self.decoded(halves[1]) : "")
        }
    }

    /// The name of its file.
    fileprivate var filename: String? {
        HTTPField.Name("X-Filename").flatMap { headers[$0] }.map { $0.removingPercentEncoding ?? $0 }
            .flatMap(Self.label)
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
