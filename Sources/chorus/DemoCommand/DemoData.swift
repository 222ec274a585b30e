import Crypto
import Foundation
import StrictJSON

/// The demo that comes with the program: an experiment with its parts, chat logs and ratings, ready to be sent.
struct DemoData {
    /// A request and what the service should make of it.
    struct Upload {
        let request: ClientRequest
        /// For people.
        let file: String
        /// `accepted`, `quarantined` or `refused`.
        let expected: String
    }

    /// Slug of the experiment.
    let experiment: String
    /// Registers the experiment, then its parts.
    let registrations: [ClientRequest]
    /// Numbers of the parts.
    let parts: [Int]
    /// Chat logs.
    let uploads: [Upload]
    /// Ratings, those of one rater together and in their order: a later one replaces an earlier one.
    let ratings: [[ClientRequest]]

    /// Reads the files in a folder: `experiment.json`, `parts.json`, `submissions.jsonl` with `logs/`, `ratings.jsonl`.
    init(folder: URL) throws {
        let ratings = try Self.lines("ratings.jsonl", in: folder)
        guard let slug = ratings.first?["experiment"]?.string else {
            throw DemoFailure("ratings.jsonl names no experiment")
        }
        experiment = slug
        let parts = try Self.document("parts.json", in: folder).elements.map { part in
            guard let number = part["number"]?.int else { throw DemoFailure("parts.json has a part without a number") }
            return (number, JSON.object(part.members.filter { $0.key != "number" }.map { ($0.key, $0.value.json()) }))
        }
        self.parts = parts.map(\.0).sorted()
        let address = "/v1/experiments/\(slug)"
        registrations =
            [.json("PUT", address, try Self.document("experiment.json", in: folder).json())]
            + parts.map { .json("PUT", "\(address)/parts/\($0.0)", $0.1) }
        uploads = try Self.lines("submissions.jsonl", in: folder).map { try Self.upload($0, in: folder) }
        self.ratings = Self.byRater(ratings)
    }

    /// The demo inside the program.
    static func bundled() throws -> DemoData {
        guard let folder = Bundle.module.url(forResource: "Demo", withExtension: nil) else {
            throw DemoFailure("the demo's files are not beside the program")
        }
        return try DemoData(folder: folder)
    }

    private static func upload(_ line: JSONValue, in folder: URL) throws -> Upload {
        guard let file = line["file"]?.string, let expected = line["expect"]?.string else {
            throw DemoFailure("submissions.jsonl has a line without file or expect")
        }
        let log = try bytes(file, in: folder)
        let fields = line.members.filter { $0.key != "file" && $0.key != "expect" }.map { member in
            (name: member.key, value: member.value.string ?? String(decoding: member.value.source, as: UTF8.self))
        }
        let name = file.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: Array($0), as: UTF8.self) }
        let request = ClientRequest(
            method: "POST", path: "/v1/submissions", query: fields,
            headers: [
                ("Content-Type", "application/octet-stream"), ("X-Filename", ClientRequest.encoded(name ?? file)),
                ("Idempotency-Key", key("submission", [Array(line.source), log])),
            ],
            body: log)
        return Upload(request: request, file: file, expected: expected)
    }

    private static func byRater(_ lines: [JSONValue]) -> [[ClientRequest]] {
        var order: [String] = []
        var requests: [String: [ClientRequest]] = [:]
        for line in lines {
            let rater = line["rater"]?.string ?? ""
            if requests[rater] == nil { order.append(rater) }
            let key = key("rating", [Array(line.source)])
            requests[rater, default: []].append(.json("POST", "/v1/ratings", line.json(), idempotencyKey: key))
        }
        return order.compactMap { requests[$0] }
    }

    /// The same content always has the same key, so that sending the demo twice changes nothing; another version of a
    /// line is another request.
    private static func key(_ noun: String, _ pieces: [[UInt8]]) -> String {
        var digest = SHA256()
        for piece in pieces { digest.update(data: Data(piece)) }
        return "demo-\(noun)-"
            + digest.finalize().prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func document(_ name: String, in folder: URL) throws -> JSONValue {
        try JSONDocument(try bytes(name, in: folder), limits: .request).root
    }

    private static func lines(_ name: String, in folder: URL) throws -> [JSONValue] {
        try bytes(name, in: folder).split(separator: 0x0A).map { try JSONDocument(Array($0), limits: .request).root }
    }

    private static func bytes(_ name: String, in folder: URL) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path) else {
            throw DemoFailure("the demo's file \(name) cannot be read")
        }
        return Array(data)
    }
}

/// Why the demo's own files cannot be used.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
