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
    var experiment: String?

    init(_ request: Request, limits: RequestLimits) throws {
        let query = try QueryReader(request, known: ["cursor", "limit", "wait", "experiment", "format"])
        if let format = query.text("format"), format != "episode" {
            throw QueryReader.fault("format", "unknown_value", "The feed hands out: episode.")
        }
        cursor = try query.cursor({ Cursor($0) }, hint: "Send back Chorus-Next-Cursor as you got it.")
        limit = try query.number("limit", in: 1...limits.feedPage) ?? min(100, limits.feedPage)
        wait = try query.number("wait", in: 0...limits.feedWait) ?? 0
        experiment = query.text("experiment")
    }
}

extension Service {
    func pullFeed(_ request: Request, _ context: CurateContext) async throws -> Response {
        let query = try FeedQuery(request, limits: limits)
        let start = try await pool.withConnection { db in
            let start = try db.feedStart()
            guard let cursor = query.cursor else { return start }
            guard try db.isOnFeed(cursor) else { throw Self.forked(resume: start) }
            return cursor
        }
        let (entries, hasMore) = try await entries(after: start, query: query)
        let next = entries.last.map { last in
            Cursor(epoch: start.epoch, position: last.event.position, chain: last.chain)
        }
        var headers: HTTPFields = [.contentType: "application/x-ndjson; charset=utf-8"]
        headers[.chorusNextCursor] = (next ?? start).text
        headers[.chorusHasMore] = hasMore ? "true" : "false"
        return Response(status: .ok, headers: headers, body: lines(of: entries, experiment: query.experiment))
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
    private func lines(of entries: [FeedEntry], experiment: String?) -> ResponseBody {
        ResponseBody { writer in
            for start in stride(from: 0, to: entries.count, by: 64) {
                let slice = Array(entries[start..<min(start + 64, entries.count)])
                let contents = try await pool.withConnection { db in try db.contents(of: slice) }
                var buffer = ByteBuffer()
                for entry in slice {
                    let content = contents[entry.event.episode]
                    if let experiment, content?.experiment != experiment { continue }
                    buffer.writeBytes(entry.event.line(content).bytes())
                    buffer.writeInteger(UInt8(ascii: "\n"))
                }
                try await writer.write(buffer)
            }
            try await writer.finish(nil)
        }
    }

    private static func forked(resume: Cursor) -> Problem {
        var problem = Problem(
            409, "cursor_forked", "This cursor is not on the feed: the feed was rewound or is another one.")
        problem.members = [("resume_cursor", .string(resume.text))]
        return problem
    }
}

extension FeedEvent {
    /// One line of a pull. A kind that brings content has it only while the episode may be handed out.
    func line(_ content: FeedContent?) -> JSON {
        var members: [JSON.Member] = [
            ("position", .int(position)), ("kind", .string(kind.rawValue)),
            ("id", .string(episode.uuidString.lowercased())), ("revision", .int(revision)),
        ]
        if kind == .accepted || kind == .revised, let episode = content?.episode {
            members.append(("episode", .raw(Array(episode.utf8))))
        }
        return .object(members)
    }
}

extension HTTPField.Name {
    static let chorusNextCursor = HTTPField.Name("Chorus-Next-Cursor") ?? .eTag
    static let chorusHasMore = HTTPField.Name("Chorus-Has-More") ?? .eTag
}
