import StrictJSON

/// An immutable file of the mirror: rows, one a line, in the order of the events that brought them.
struct Segment: Equatable {
    /// First position of the feed that it covers.
    var first: Int
    /// Last position of the feed that it covers.
    var last: Int
    /// Number of the commit that wrote it: makes its name new even when it covers what another one covered.
    var commit: Int
    /// Its lines.
    var rows: Int
    /// Episodes that they are of.
    var episodes: Int
    /// Its size.
    var bytes: Int

    /// Its name in the folder `segments`.
    var file: String { "\(Self.padded(first))-\(Self.padded(last)).\(commit).jsonl" }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
    }
}

extension Segment {
    /// As written to `state.json`; the name is there for people.
    var json: JSON {
        [
            "file": .string(file), "first": .int(first), "last": .int(last), "commit": .int(commit), "rows": .int(rows),
            "episodes": .int(episodes), "bytes": .int(bytes),
        ]
    }

    /// Reads what `json` wrote; nil for anything else.
    init?(_ json: JSONValue) {
        guard let first = json["first"]?.int, let last = json["last"]?.int, let commit = json["commit"]?.int,
            let rows = json["rows"]?.int, let bytes = json["bytes"]?.int
        else { return nil }
        // Before there were other rows, each was an episode.
        self.init(
            first: first, last: last, commit: commit, rows: rows, episodes: json["episodes"]?.int ?? rows, bytes: bytes)
        guard json["file"]?.string == file else { return nil }
    }
}
