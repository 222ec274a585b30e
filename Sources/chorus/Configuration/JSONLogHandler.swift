import Core
import Foundation
import Logging
import StrictJSON

/// Log lines for programs: one JSON object a line, with the metadata as members.
struct JSONLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata: Logger.Metadata = [:]
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes a line with its end, as a whole
    init(write: @escaping @Sendable ([UInt8]) -> Void = { StandardError.write($0) }) {
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let known: [JSON.Member] = [
            ("time", .string(RFC3339.text(Date()))), ("level", .string(event.level.rawValue)),
            ("message", .string("\(event.message)")),
        ]
        let added = metadata.merging(event.metadata ?? [:]) { _, own in own }
            .filter { name, _ in !known.contains { $0.0 == name } }
            .sorted { $0.key < $1.key }
            .map { ($0.key, Self.json($0.value)) }
        write(JSON.object(known + added).bytes() + [UInt8(ascii: "\n")])
    }

    private static func json(_ value: Logger.MetadataValue) -> JSON {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let number as Int): .int(number)
        case .stringConvertible(let number as Double): .double(number)
        case .stringConvertible(let other): .string("\(other)")
        case .array(let values): .array(values.map { json($0) })
        case .dictionary(let members): .object(members.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
        }
    }
}
