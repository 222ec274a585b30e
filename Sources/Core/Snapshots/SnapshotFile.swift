import ChatLogs
import Crypto
public import StrictJSON

/// One file of a snapshot.
public struct SnapshotFile: Sendable, Equatable {
    /// Where it is, below the snapshot's address or folder.
    public var path: String
    /// Its size.
    public var bytes: Int
    /// Of its bytes.
    public var sha256: [UInt8]
    /// What is in it before compression; nil for what is no file of rows.
    public var content: Content?

    /// What a file of rows holds. It does not depend on the version of zlib.
    public struct Content: Sendable, Equatable {
        /// Lines.
        public var rows: Int
        /// Episodes that they are of.
        public var episodes: Int
        /// Size before compression.
        public var bytes: Int
        /// Of the lines.
        public var sha256: [UInt8]

        /// All members.
        public init(rows: Int, episodes: Int, bytes: Int, sha256: [UInt8]) {
            self.rows = rows
            self.episodes = episodes
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// All members.
    public init(path: String, bytes: Int, sha256: [UInt8], content: Content?) {
        self.path = path
        self.bytes = bytes
        self.sha256 = sha256
        self.content = content
    }

    /// A text beside the rows.
    public init(path: String, text: [UInt8]) {
        self.init(path: path, bytes: text.count, sha256: Array(SHA256.hash(data: text)), content: nil)
    }

    /// The dataset card.
    public static let card = "README.md"
    /// What the snapshot is made of, and of which files.
    public static let manifest = "manifest.json"
    /// What was taken back since; it is made anew whenever it is read.
    public static let tombstones = "tombstones.json"

    /// Where rows are: `data/supervised/train-00000-of-00004.jsonl.gz`.
    static func path(format: RowFormat, shard: Int, of count: Int) -> String {
        func digits(_ number: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, 5 - text.utf8.count)) + text
        }
        return "data/\(format.name)/train-\(digits(shard))-of-\(digits(count)).jsonl.gz"
    }

    /// As manifests have it.
    public var json: JSON {
        var members: [JSON.Member] = [
            ("path", .string(path)), ("bytes", .int(bytes)), ("sha256", .string(Hex.encode(sha256))),
        ]
        if let content {
            members += [
                ("rows", .int(content.rows)), ("episodes", .int(content.episodes)),
                ("content_bytes", .int(content.bytes)), ("content_sha256", .string(Hex.encode(content.sha256))),
            ]
        }
        return .object(members)
    }
}
