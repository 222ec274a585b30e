import Foundation
public import StrictJSON

/// A place where feedback lies already, and how its export is read.
public struct ImportSource: Sendable {
    /// Its name in addresses: `hf-discussions`.
    public let name: String
    /// What it is, for people.
    public let title: String
    /// Reads an export: what can be a rating, and what cannot.
    public let read: @Sendable ([UInt8]) throws -> ImportReading
    /// Cuts an export into some that hold the same together, each of at most so many entries where that can be.
    public let pieces: @Sendable ([UInt8], _ entries: Int) throws -> [[UInt8]]

    init(
        name: String, title: String,
        pieces: @escaping @Sendable ([UInt8], Int) throws -> [[UInt8]] = { bytes, _ in [bytes] },
        read: @escaping @Sendable ([UInt8]) throws -> ImportReading
    ) {
        self.name = name
        self.title = title
        self.pieces = pieces
        self.read = read
    }

    /// Every source.
    public static let all: [ImportSource] = [.hfDiscussions, .discord, .redditJSON, .csv]

    /// The source of a name.
    public static func named(_ name: String) -> ImportSource? {
        all.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}

extension [JSONValue] {
    /// Arrays of at most so many of them, as they were written, each between two texts.
    func pieces(of entries: Int, _ before: String, _ after: String) -> [[UInt8]] {
        let size = Swift.max(1, entries)
        return stride(from: 0, to: count, by: size).map { start -> [UInt8] in
            var piece = [UInt8](before.utf8)
            for index in start..<Swift.min(start + size, count) {
                if index > start { piece.append(UInt8(ascii: ",")) }
                piece += self[index].source
            }
            return piece + [UInt8](after.utf8)
        }
    }
}

/// What an export holds.
public struct ImportReading: Sendable, Equatable {
    /// What can be a rating, in the order of the export.
    public var items: [ImportItem] = []
    /// What cannot.
    public var skips: [ImportSkip] = []

    /// Nothing yet.
    public init() {}

    /// Takes a comment, or notes why not.
    mutating func append(_ item: ImportItem) {
        let isBlank = item.comment.map { $0.utf8.allSatisfy { $0 <= 0x20 } } ?? true
        if isBlank, item.score == nil, item.sentiment == nil {
            skips.append(ImportSkip(externalID: item.externalID, code: .noText))
        } else if item.comment.map({ $0.utf8.count > ImportItem.longestComment }) ?? false {
            skips.append(ImportSkip(externalID: item.externalID, code: .tooLong))
        } else {
            items.append(item)
        }
    }
}

/// Something in an export that is not brought in.
public struct ImportSkip: Sendable, Equatable {
    /// Why.
    public enum Code: String, Sendable, CaseIterable {
        /// It says nothing: no text, no score, no sentiment; or its text was deleted there.
        case noText = "no_text"
        /// A program wrote it.
        case bot
        /// Its text is longer than a comment may be.
        case tooLong = "too_long"
        /// No part was released when it was written, and none was named.
        case noPart = "no_part"
        /// The part that it names is not registered.
        case unknownPart = "unknown_part"
        /// A line of a CSV file that cannot be read.
        case badLine = "bad_line"

        /// For people.
        public var detail: String {
            switch self {
            case .noText: "It says nothing."
            case .bot: "A program wrote it."
            case .tooLong: "A comment has at most \(ImportItem.longestComment) bytes."
            case .noPart: "No part was released when it was written. Name one with `part`."
            case .unknownPart: "This part is not registered."
            case .badLine: "The line cannot be read."
            }
        }
    }

    /// Its name there; nil when it has none.
    public var externalID: String?
    /// Why.
    public var code: Code
    /// Line of a CSV file, from 1.
    public var line: Int?
    /// More about it than the code says.
    public var detail: String?

    /// All members.
    public init(externalID: String?, code: Code, line: Int? = nil, detail: String? = nil) {
        self.externalID = externalID
        self.code = code
        self.line = line
        self.detail = detail
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("external_id", externalID.map { .string(String($0.prefix(200))) } ?? .null),
            ("line", line.map { .int($0) } ?? .null), ("code", .string(code.rawValue)),
            ("detail", .string(detail ?? code.detail)),
        ])
    }
}
