public import Foundation
import StrictJSON

/// What a database held when it was dumped, and must hold when the dump is restored.
public struct DumpFigures: Sendable, Equatable {
    /// Version of the server.
    public var postgresql: String
    /// SHA-256 of each applied migration, in their order; as many as the schema's version says.
    public var migrations: [String]
    /// Where the feed ended.
    public var feed: Feed
    /// Rows by table.
    public var rows: [String: Int]

    /// Where a feed ends.
    public struct Feed: Sendable, Equatable {
        /// Which feed.
        public var epoch: UUID
        /// Last position.
        public var position: Int
        /// Link of the chain there, hexadecimal.
        public var chain: String

        /// All members.
        public init(epoch: UUID, position: Int, chain: String) {
            self.epoch = epoch
            self.position = position
            self.chain = chain
        }
    }

    /// All members.
    public init(postgresql: String, migrations: [String], feed: Feed, rows: [String: Int]) {
        self.postgresql = postgresql
        self.migrations = migrations
        self.feed = feed
        self.rows = rows
    }

    /// Version of the schema.
    public var schema: Int { migrations.count }
    /// Rows of all tables.
    public var allRows: Int { rows.values.reduce(0, +) }

    /// How another database differs: a line for each place; empty when it holds the same.
    public func differences(to other: DumpFigures) -> [String] {
        var lines: [String] = []
        for table in Set(rows.keys).union(other.rows.keys).sorted() where rows[table] != other.rows[table] {
            let (ours, theirs) = (rows[table].map { "\($0)" } ?? "none", other.rows[table].map { "\($0)" } ?? "none")
            lines.append("\(table): \(ours) rows were dumped, \(theirs) are there")
        }
        if migrations != other.migrations { lines.append("schema: other migrations are applied") }
        if feed != other.feed {
            lines.append("feed: ended at \(feed.position) in \(feed.epoch), ends at \(other.feed.position)")
        }
        return lines
    }

    var members: [JSON.Member] {
        [
            ("postgresql", .string(postgresql)),
            (
                "schema",
                .object([("version", .int(schema)), ("migrations", .array(migrations.map { .string($0) }))])
            ),
            (
                "feed",
                .object([
                    ("epoch", .string(ID<DumpFigures>(feed.epoch).description)), ("position", .int(feed.position)),
                    ("chain", .string(feed.chain)),
                ])
            ),
            ("rows", .object(rows.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })),
        ]
    }

    init?(_ json: JSONValue) {
        guard let postgresql = json["postgresql"]?.string, let migrations = json["schema"]?["migrations"],
            let feed = json["feed"], let epoch = feed["epoch"]?.string.flatMap({ ID<DumpFigures>($0) }),
            let position = feed["position"]?.int, let chain = feed["chain"]?.string, let rows = json["rows"]
        else { return nil }
        var counts: [String: Int] = [:]
        for (name, count) in rows.members { counts[String(name)] = count.int }
        self.init(
            postgresql: postgresql, migrations: migrations.elements.compactMap { $0.string },
            feed: Feed(epoch: epoch.uuid, position: position, chain: chain), rows: counts)
    }
}
