import Core
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Storage
import StrictJSON

extension Service {
    /// Ratings by the line, answered by the line while they come: the body is never in memory as a whole, and who does not
    /// read the answers is not read from any further.
    func postRatings(_ request: Request, _ context: ImportContext) async throws -> Response {
        guard request.mediaType == nil || request.mediaType == "application/x-ndjson" else {
            throw Problem(415, "unsupported_media_type", "Send this as application/x-ndjson.")
        }
        let limit = limits.uploadBytes
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw request.tooLarge(limit)
        }
        let key = request.idempotencyKey
        _ = try IdempotencyKey(key: key, request: "", body: [])
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson; charset=utf-8"],
            body: ResponseBody { writer in
                try await RatingBatchPipeline(self, key: key).run(request.body, upTo: limit, &writer)
                try await writer.finish(nil)
            })
    }
}

/// Reads lines, prepares them and writes them, each while the others go on.
private struct RatingBatchPipeline: Sendable {
    /// Most lines in one transaction.
    private static let batch = 500
    /// Most transactions at a time.
    private static let atOnce = 2
    /// Bytes of lines that wait to be prepared.
    private static let mostWaiting = 1 << 20

    private let service: Service
    private let key: String?
    private let lines = BoundedQueue<LineSplitter.Line>(capacity: mostWaiting) { 64 + ($0.bytes?.count ?? 0) }
    private let prepared = BoundedQueue<[PreparedLine]>(capacity: 1)
    private let writing = BoundedQueue<WrittenBatch>(capacity: 1)

    init(_ service: Service, key: String?) {
        self.service = service
        self.key = key
    }

    func run(_ body: RequestBody, upTo limit: Int, _ writer: inout any ResponseBodyWriter) async throws {
        async let reading: Void = read(body, upTo: limit)
        async let preparing: Void = prepare()
        async let writing: Void = write()
        do {
            while let batch = try await self.writing.take(atMost: 1).first {
                try await writer.write(ByteBuffer(bytes: await batch.answers.value))
            }
        } catch {
            // Nobody takes any more of it.
            await lines.finish()
            await prepared.finish()
            await self.writing.finish()
            throw error
        }
        _ = await (reading, preparing, writing)
    }

    private func read(_ body: RequestBody, upTo limit: Int) async {
        var splitter = LineSplitter(limit: service.limits.jsonBytes)
        var left = limit
        do {
            for try await chunk in body {
                left -= chunk.readableBytes
                guard left >= 0 else { break }
                let ended = chunk.withUnsafeReadableBytes { splitter.take($0) }
                if ended.isEmpty { continue }
                guard await lines.give(ended) else { return }
            }
            // Of a body that is cut off at the limit the last line is refused like one that is too long.
            if let last = left < 0 ? .init(number: splitter.nextNumber, bytes: nil) : splitter.finish() {
                _ = await lines.give([last])
            }
            await lines.finish()
        } catch {
            // Half a line is none.
            await lines.finish(error)
        }
    }

    private func prepare() async {
        do {
            while case let batch = try await lines.take(atMost: Self.batch), !batch.isEmpty {
                guard await prepared.give([batch.map { PreparedLine($0, service, key: key) }]) else { return }
            }
            await prepared.finish()
        } catch {
            await prepared.finish(error)
        }
    }

    /// Writes batches, some at a time. What has a rater or a key of another one comes after it.
    private func write() async {
        var underWay: [WrittenBatch] = []
        do {
            while let lines = try await prepared.take(atMost: 1).first {
                let new = lines.compactMap(\.new)
                let (raters, keys) = (Set(new.map(\.rater)), Set(new.map(\.key.hash)))
                while let first = underWay.first,
                    underWay.count == Self.atOnce || underWay.contains(where: { $0.hasAny(of: raters, keys) })
                {
                    _ = await first.answers.value
                    underWay.removeFirst()
                }
                let batch = WrittenBatch(raters: raters, keys: keys, answers: Task { await write(lines) })
                underWay.append(batch)
                guard await writing.give([batch]) else { return }
            }
            await writing.finish()
        } catch {
            await writing.finish(error)
        }
    }

    /// Writes ratings in their order, and says of each line what became of it.
    private func write(_ batch: [PreparedLine]) async -> [UInt8] {
        let writer = BatchWriter<NewRating>(pool: service.pool)
        var answers: [UInt8] = []
        var transaction = RatingTransaction()
        for line in batch {
            if let new = line.new, !transaction.takes(new) {
                await transaction.write(writer, &answers, service.serverKey)
            }
            transaction.append(line)
        }
        await transaction.write(writer, &answers, service.serverKey)
        service.families.changed()
        return answers
    }
}

/// Lines that are being written, or were.
private struct WrittenBatch: Sendable {
    let raters: Set<[UInt8]>
    let keys: Set<[UInt8]>
    /// What became of each line.
    let answers: Task<[UInt8], Never>

    func hasAny(of raters: Set<[UInt8]>, _ keys: Set<[UInt8]>) -> Bool {
        !self.raters.isDisjoint(with: raters) || !self.keys.isDisjoint(with: keys)
    }
}

/// Lines of which one transaction can write the ratings: of a rater one for a part, and one of a key.
private struct RatingTransaction {
    private var lines: [PreparedLine] = []
    private var parts: Set<[UInt8]> = []
    private var keys: Set<[UInt8]> = []

    /// Whether a rating need not wait for the next transaction.
    func takes(_ new: NewRating) -> Bool { !keys.contains(new.key.hash) && !parts.contains(new.ratedPart) }

    mutating func append(_ line: PreparedLine) {
        lines.append(line)
        guard let new = line.new else { return }
        keys.insert(new.key.hash)
        parts.insert(new.ratedPart)
    }

    /// Writes what was taken and begins anew.
    mutating func write(_ writer: BatchWriter<NewRating>, _ answers: inout [UInt8], _ serverKey: SymmetricKey) async {
        var stored = await writer.write(lines.compactMap(\.new))[...]
        for line in lines {
            var outcome = line.new == nil ? nil : stored.popFirst()
            // Somebody else is at this rater, who is waited for.
            if case .busy = outcome, let new = line.new { outcome = await writer.write([new], waits: true).first }
            line.append(outcome, to: &answers, serverKey)
        }
        self = RatingTransaction()
    }
}

/// A line that is ready to be stored, or what is wrong with it.
private struct PreparedLine: Sendable {
    let number: Int
    let new: NewRating?
    private let problem: Problem?

    init(_ line: LineSplitter.Line, _ service: Service, key batch: String?) {
        number = line.number
        do {
            guard let bytes = line.bytes else {
                throw Problem(
                    413, "too_large", "The line, or the body up to it, is larger than this address takes.")
            }
            let document = try JSONDocument(bytes, limits: .request, firstLine: line.number)
            let read = try RatingBatchLine(document.root, now: service.now())
            let request = "POST /v1/ratings/batch"
            let key =
                if let batch, read.idempotencyKey == nil {
                    IdempotencyKey(line: line.number, of: batch, request: request, body: [bytes])
                } else {
                    try IdempotencyKey(key: read.idempotencyKey, request: request, body: [bytes])
                }
            // An importer speaks for many raters, wherever they are.
            new = service.newRating(read.input, key: key, from: nil)
            problem = nil
        } catch {
            new = nil
            problem = Problems.problem(for: error)
        }
    }

    /// Says what became of it.
    func append(_ outcome: StoredOnce?, to answers: inout [UInt8], _ serverKey: SymmetricKey) {
        var members: [JSON.Member] = [("line", .int(number))]
        switch (outcome, new) {
        case (.answered(let kept), let new?):
            members += [
                ("status", .int(kept.status)), ("replayed", .bool(kept.isReplay)),
                ("rating", .raw(kept.bytes(key: new.key, serverKey: serverKey))),
            ]
        case (.refused(let error), _): members += Self.refusal(Problems.problem(for: error))
        default: members += Self.refusal(problem ?? .busy)
        }
        JSON.object(members).append(to: &answers)
        answers.append(0x0A)
    }

    private static func refusal(_ problem: Problem) -> [JSON.Member] {
        [("status", .int(problem.status)), ("problem", problem.json)]
    }
}
