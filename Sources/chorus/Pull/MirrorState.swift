import StrictJSON

/// What `state.json` says: which files are the mirror, and how far it has read. Replacing this file is the commit.
struct MirrorState: Equatable {
    static let schema = "chorus-mirror/2"
    /// What is read: the first one knew canonical episodes only.
    private static let readable = ["chorus-mirror/1", schema]

    /// Address that was pulled from last.
    var server: String
    /// What is mirrored.
    var selection: MirrorSelection
    /// Name of the job.
    var consumer: String?
    /// Where to go on; nil before the first page.
    var cursor: String?
    /// Last position that was applied; nil when it is not known.
    var position: Int? = 0
    /// How many events were applied.
    var events = 0
    /// Counts the changes of this file.
    var commit = 0
    /// Version of `episodes.jsonl` that holds exactly the rows of the segments; nil while none does.
    var copy: FileIdentity?
    /// The rows, in order.
    var segments: [Segment] = []

    /// Live rows.
    var rows: Int { segments.reduce(0) { $0 + $1.rows } }
    /// Live episodes that they are of.
    var episodes: Int { segments.reduce(0) { $0 + $1.episodes } }
    /// Their size.
    var bytes: Int { segments.reduce(0) { $0 + $1.bytes } }

    /// As written.
    var json: JSON {
        let head: [JSON.Member] = [("schema", .string(Self.schema)), ("server", .string(server))]
        return .object(
            head + selection.members + [
                ("consumer", consumer.map(JSON.string) ?? .null), ("cursor", cursor.map(JSON.string) ?? .null),
                ("position", position.map(JSON.int) ?? .null), ("episodes", .int(episodes)), ("rows", .int(rows)),
                ("bytes", .int(bytes)), ("events", .int(events)), ("commit", .int(commit)),
                ("copy", copy.map { ["bytes": .int($0.bytes), "modified": .int($0.modified)] } ?? .null),
                ("segments", .array(segments.map(\.json))),
            ])
    }
}

extension MirrorState {
    /// Reads what `json` wrote.
    init(_ bytes: [UInt8]) throws(PullFailure) {
        guard let root = (try? JSONDocument(bytes, limits: .log))?.root, let schema = root["schema"]?.string else {
            throw .damaged("state.json cannot be read")
        }
        guard Self.readable.contains(schema) else { throw .foreign("state.json is \(schema), not \(Self.schema)") }
        guard let server = root["server"]?.string, let events = root["events"]?.int, let commit = root["commit"]?.int,
            let listed = root["segments"], listed.kind == .array
        else { throw .damaged("state.json lacks something") }
        let segments = listed.elements.compactMap { Segment($0) }
        guard segments.count == listed.count else { throw .damaged("state.json names a segment that cannot be") }
        self.init(
            server: server, selection: MirrorSelection(root), consumer: root["consumer"]?.string,
            cursor: root["cursor"]?.string, position: root["position"]?.int, events: events, commit: commit,
            copy: root["copy"].flatMap { copy in
                guard let bytes = copy["bytes"]?.int, let modified = copy["modified"]?.int else { return nil }
                return FileIdentity(bytes: bytes, modified: modified)
            },
            segments: segments)
    }
}
