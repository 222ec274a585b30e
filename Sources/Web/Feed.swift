import ChatLogs
import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Storage
import StrictJSON

/// What a pull asks for.
struct FeedQuery {
    var cursor: Cursor?
    var limit: Int
    var wait: Int
    var selection: FeedSelection
    /// Name of the policy, with or without a version; it is found later.
    var policy: String?

    init(_ request: Request, limits: RequestLimits) throws {
        let query = try QueryReader(
            request, known: ["cursor", "limit", "wait", "experiment", "policy", "format", "consent"])
        cursor = try query.cursor({ Cursor($0) }, hint: "Send back Chorus-Next-Cursor as you got it.")
        limit = try query.number("limit", in: 1...limits.feedPage) ?? min(100, limits.feedPage)
        wait = try query.number("wait", in: 0...limits.feedWait) ?? 0
        selection = FeedSelection(
            experiment: query.text("experiment"), consent: try query.word("consent"),
            format: try query.rowFormat("format") ?? .episode)
        policy = query.text("policy")
    }
}

extension Service {
    func pullFeed(_ request: Request, _ context: CurateContext) async throws -> Response {
        var query = try FeedQuery(request, limits: limits)
        var headers: HTTPFields = [.contentType: "application/x-ndjson; charset=utf-8"]
        if let name = query.policy {
            let version = try await policy(named: name)
            query.selection.policy = version.policy
            headers[.chorusPolicy] = version.reference
        }
        let cursor = query.cursor
        let start = try await pool.withConnection { db in try db.start(from: cursor) }
        let (entries, hasMore) = try await entries(after: start, query: query)
        let next = entries.last.map { last in
            Cursor(epoch: start.epoch, position: last.event.position, chain: last.chain)
        }
        headers[.chorusNextCursor] = (next ?? start).text
        headers[.chorusHasMore] = hasMore ? "true" : "false"
        return Response(status: .ok, headers: headers, body: lines(of: entries, query.selection))
    }

    /// The next page; waits for an event when there is none yet and the client asked to.
    private func entries(after start: Cursor, query: FeedQuery) async throws -> ([FeedEntry], hasMore: Bool) {
        var listener = feedSignal.events.listen()
        let deadline = ContinuousClock.now + .seconds(query.wait)
        while true {
            let found = try await pool.withConnection { db in
                try db.feed(after: start.position, limit: query.limit + 1)
            }
            let left = ContinuousClock.now.duration(to: deadline)
            if !found.isEmpty || left <= .zero || feedSignal.events.isClosed {
                return (Array(found.prefix(query.limit)), found.count > query.limit)
            }
            try Task.checkCancellation()
            await listener.wait(atMost: left)
        }
    }

    /// Lines in slices, so that a page of long episodes is never in memory as a whole. What may be handed out is looked
    /// up when the line is written: an old page never shows withdrawn text.
    private func lines(of entries: [FeedEntry], _ selection: FeedSelection) -> ResponseBody {
        ResponseBody { writer in
            var left = entries[...]
            while !left.isEmpty {
                let slice = left.prefix(Self.feedSlice)
                let (count, contents) = try await pool.withConnection { db in
                    try db.contents(of: slice, for: selection)
                }
                left = left.dropFirst(count)
                var lines: [UInt8] = []
                for entry in slice.prefix(count) {
                    let content = contents[entry.event.position]
                    if let content, let frame = selection.frame(entry.event, content) {
                        if !lines.isEmpty {
                            try await writer.write(ByteBuffer(bytes: TerminalControls.escaped(in: lines)))
                            lines.removeAll(keepingCapacity: true)
                        }
                        try await write(entry, frame, to: &writer)
                        continue
                    }
                    selection.append(entry.event, content, to: &lines)
                    // Rows can be many times as long as their episodes.
                    if lines.count >= Self.feedChunk {
                        try await writer.write(ByteBuffer(bytes: TerminalControls.escaped(in: lines)))
                        lines.removeAll(keepingCapacity: true)
                    }
                }
                if !lines.isEmpty { try await writer.write(ByteBuffer(bytes: TerminalControls.escaped(in: lines))) }
            }
            try await writer.finish(nil)
        }
    }

    /// Writes the line of an event whose episode is long. It waits in a file meanwhile: whoever reads slowly keeps no
    /// connection to the database.
    private func write(
        _ entry: FeedEntry, _ frame: (before: [UInt8], behind: [UInt8]), to writer: inout any ResponseBodyWriter
    ) async throws {
        let episode = try await spooled(entry)
        guard episode.count > 0 else {
            // Withdrawn or held since it was looked up.
            var line: [UInt8] = []
            FeedSelection().append(entry.event, nil, to: &line)
            return try await writer.write(ByteBuffer(bytes: line))
        }
        var bytes = frame.before
        var offset = 0
        while case let piece = try episode.piece(at: offset), piece.readableBytes > 0 {
            offset += piece.readableBytes
            bytes += piece.readableBytesView
            // The first half of a character that may have to be escaped.
            let half = bytes.last == 0xC2 ? bytes.removeLast() : nil
            try await writer.write(ByteBuffer(bytes: TerminalControls.escaped(in: bytes)))
            bytes.removeAll(keepingCapacity: true)
            if let half { bytes.append(half) }
        }
        try await writer.write(ByteBuffer(bytes: bytes + frame.behind))
    }

    /// The text of an episode; in memory as a whole where the disk has no room for it.
    private func spooled(_ entry: FeedEntry) async throws -> SpooledBytes {
        func spooled(_ memoryBytes: Int) async throws -> SpooledBytes {
            let bytes = SpooledBytes(folder: spoolFolder, memoryBytes: memoryBytes)
            try await pool.withConnection { db in
                try await db.pieces(of: entry) { piece in try bytes.append(ByteBuffer(bytes: piece)) }
            }
            return bytes
        }
        do {
            return try await spooled(admission.limits.spoolBytes)
        } catch let problem as Problem where problem.status == Problem.diskFull.status {
            return try await spooled(.max)
        }
    }

    /// Most events whose episodes are looked up at once.
    private static let feedSlice = 128
    /// Bytes after which lines are sent before there are more.
    private static let feedChunk = 1 << 18
}

extension Connection {
    /// Where a pull goes on: at its cursor, or at the beginning.
    /// - Throws: 409 when the cursor is not on the feed
    fileprivate func start(from cursor: Cursor?) throws -> Cursor {
        guard let cursor else { return try feedStart() }
        guard try isOnFeed(cursor) else { throw Problem.forked(resume: try feedStart()) }
        return cursor
    }
}

extension Problem {
    /// What is said of a cursor that is not on the feed.
    static func forked(resume: Cursor) -> Problem {
        var problem = Problem(
            409, "cursor_forked", "This cursor is not on the feed: the feed was rewound or is another one.")
        problem.members = [("resume_cursor", .string(resume.text))]
        return problem
    }
}

extension QueryReader {
    /// A format of training rows.
    func rowFormat(_ name: String) throws -> RowFormat? {
        guard let text = text(name) else { return nil }
        guard let format = RowFormat.named(text) else {
            let known = RowFormat.all.map(\.name).joined(separator: ", ")
            throw Self.fault(name, "unknown_value", "Known are: \(known).")
        }
        return format
    }
}

extension HTTPField.Name {
    static let chorusNextCursor = HTTPField.Name("Chorus-Next-Cursor") ?? .eTag
    static let chorusPolicy = HTTPField.Name("Chorus-Policy") ?? .eTag
    static let chorusHasMore = HTTPField.Name("Chorus-Has-More") ?? .eTag
}
