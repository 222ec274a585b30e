/// Writes a segment, or the reading copy: rows through a buffer, durable at the end.
struct SegmentWriter: ~Copyable {
    /// Lines so far.
    private(set) var rows = 0
    /// Episodes so far: the rows of one follow each other.
    private(set) var episodes = 0
    /// Bytes so far.
    private(set) var bytes = 0
    /// The episodes, in the order of their lines.
    private(set) var keys: [EpisodeKey] = []
    private let file: OpenFile
    private var buffer: [UInt8] = []

    /// Makes the file.
    init(_ path: String) throws(PullFailure) { file = try OpenFile(creating: path) }

    /// Adds a row, which must not hold a line feed.
    mutating func append(_ row: some Collection<UInt8>, _ key: EpisodeKey) throws(PullFailure) {
        buffer.append(contentsOf: row)
        buffer.append(0x0A)
        bytes += row.count + 1
        rows += 1
        if keys.last != key { episodes += 1 }
        keys.append(key)
        if buffer.count >= 1 << 20 { try flush() }
    }

    /// Adds the rows of a segment that are not among `lost`.
    mutating func append(segment path: String, except lost: Set<EpisodeKey>) throws(PullFailure) {
        var reader = try LineReader(path)
        while let row = try reader.next() {
            guard let key = FeedLine.key(ofRow: row) else { throw .damaged("\(path) holds a line that is no episode") }
            if !lost.contains(key) { try append(row, key) }
        }
    }

    /// Adds the rows that a page brings.
    mutating func append(_ rows: [FeedPage.Row], of page: String) throws(PullFailure) {
        var reader = try LineReader(page)
        var left = rows[...]
        while !left.isEmpty {
            guard let line = try reader.next() else { throw .brokenPage("its file changed while it was read") }
            // A line has none, one, or many of them.
            while let row = left.first, row.bytes.upperBound <= reader.offset + line.count {
                try append(
                    line[row.bytes.lowerBound - reader.offset..<row.bytes.upperBound - reader.offset], row.episode)
                left = left.dropFirst()
            }
        }
    }

    /// Adds a whole file as it is.
    mutating func append(copyOf path: String) throws(PullFailure) {
        let source = try OpenFile(reading: path)
        while case let block = try source.read(upTo: 1 << 20), !block.isEmpty {
            try file.write(block)
            bytes += block.count
        }
    }

    /// Waits until the disk has everything.
    mutating func finish() throws(PullFailure) -> FileIdentity {
        try flush()
        try file.sync()
        return try file.identity()
    }

    private mutating func flush() throws(PullFailure) {
        try file.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
