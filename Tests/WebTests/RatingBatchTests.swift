import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Ratings by the line", .migrated(.own), .timeLimit(.minutes(15))) struct RatingBatchTests {
    private static let path = "/v1/ratings/batch"
    private static let type = "application/x-ndjson"

    @Test("are each stored or refused by themselves, in order, whatever is wrong with others")
    func lines() async throws {
        var limits = RequestLimits()
        limits.jsonBytes = 2000
        try await withService(limits: limits, now: { testMoment }) { client in
            try await client.registerExperiment()
            let body = [
                #"{"experiment":"exp7","part":1,"score":2,"rater":"a","comment":"Far too short."}"#,
                #"{"experiment":"exp7","part":9,"score":2,"rater":"a"}"#,
                #"{"experiment":"exp7","part":1,"#,
                "",
                #"{"experiment":"exp7","part":1,"score":6,"scroe":1}"#,
                #"{"experiment":"exp7","part":1,"score":4,"rater":"a"}"# + "\r",
                #"{"experiment":"exp7","part":1,"comment":"\#(String(repeating: "a", count: 3000))"}"#,
                #"{"experiment":"exp7","part":2,"score":5,"rater":"a"}"#,
                #"{"experiment":"exp7","part":1,"score":1,"score":2}"#,
                #"{"experiment":"exp7","part":1,"score":3}"#,
                #"{"experiment":"exp7","part":1,"score":3,"idempotency_key":""}"#,
                #"{"experiment":"exp7","part":1,"score":3}"#,
            ]
            let reply = try await client.rateByLine(body.joined(separator: "\n"))
            let answers = try reply.lines()
            #expect(answers.map { $0["line"]?.int } == Array(1...12))
            #expect(answers.map { $0["status"]?.int } == [201, 404, 400, 400, 422, 201, 413, 201, 422, 201, 422, 201])
            let codes = answers.map { $0["problem"]?["code"]?.string }
            #expect(
                codes == [
                    nil, "unknown_part", "broken_json", "broken_json", "invalid", nil, "too_large", nil,
                    "duplicate_key", nil, "required", nil,
                ])
            let described = try DescribedSchemas()
            let schema = try #require(described.document.root["components"]?["schemas"]?["RatingBatchAnswer"])
            for answer in answers { #expect(described.check.faults(answer, schema) == []) }
            #expect(answers[2]["problem"]?["errors"]?[0]?["line"]?.int == 3)
            #expect(answers[5]["rating"]?["replaced"]?.string == answers[0]["rating"]?["id"]?.string)
            let receipt = answers[7]["rating"]?["receipt"]?.string
            let rating = "/v1/ratings/\(answers[7]["rating"]?["id"]?.string ?? "")"
            #expect(try await client.send("GET", rating, receipt: receipt).status == 200)
            let raters: Int? = try await client.pool.first(
                "select count(distinct rater) from ratings where status = 'accepted'")
            #expect(raters == 3, "two of whom have no name")
            #expect(try await client.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
            let summary = try await client.send("GET", "/v1/experiments/exp7/parts/1/summary").expect(200)
            #expect(summary["raters"]?.int == 3)
            let end = try await client.rateByLine("")
            #expect(end.body.isEmpty)
        }
    }

    @Test("are for importers, as NDJSON, up to a limit")
    func doors() async throws {
        var limits = RequestLimits()
        limits.uploadBytes = 1000
        try await withService(limits: limits) { client in
            try await client.registerExperiment()
            let line = Array(#"{"experiment":"exp7","part":1,"score":2}"#.utf8)
            let maintainer = try await client.token(.maintain)
            let importer = try await client.token(.import)
            try await client.send("POST", Self.path, body: line, type: Self.type).expect(401)
            try await client.send("POST", Self.path, token: maintainer, body: line, type: Self.type).expect(403)
            try await client.send("POST", Self.path, token: importer, body: line, type: "text/csv").expect(415)
            try await client.send("POST", Self.path, token: importer, key: "", body: line, type: Self.type).expect(422)
            let large = Array(repeating: line + [0x0A], count: 40).flatMap { $0 }
            try await client.send("POST", Self.path, token: importer, body: large, type: Self.type).expect(413)

            // Unannounced, what fits is taken and the rest is refused where it begins.
            let connection = try await RawConnection(to: client.origin)
            try await connection.send(Self.head(importer, "Transfer-Encoding: chunked") + Self.chunk(line + [0x0A]))
            #expect(try await connection.read { $0.text.contains(#"{"line":1,"status":201,"#) })
            try await connection.send(Self.chunk(large) + Self.chunk([]))
            #expect(try await connection.read { $0.text.contains(#"{"line":2,"status":413,"#) })
        }
    }

    @Test("of a whole forum are taken at once: 100 000 lines, and the same again")
    func many() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 4)
            let count = 100_000
            let text = (0..<count).map {
                #"{"experiment":"exp7","part":\#($0 % 4 + 1),"score":\#($0 % 5 + 1),"rater":"r\#($0 / 4)"}"#
            }.joined(separator: "\n")
            for isReplay in [false, true] {
                let answers = try await client.rateByLine(text, key: "forum").lines()
                #expect(answers.count == count)
                var number = 0
                for answer in answers {
                    number += 1
                    guard
                        answer["line"]?.int == number, answer["status"]?.int == 201,
                        answer["replayed"]?.bool == isReplay
                    else {
                        Issue.record("line \(number) of \(answer["line"]?.int ?? 0)")
                        break
                    }
                }
                let stored: Int? = try await client.pool.first("select count(*) from ratings")
                #expect(stored == count)
            }
            let found = try await client.pool.withConnection { db in
                try db.execute("set statement_timeout = 0")
                return try db.verifyFigures()
            }
            #expect(found.map(\.description) == [])
        }
    }

    @Test("are not read any further from a client that does not read, and go on when it does")
    func stalled() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.import)
            let line = Array(#"{"experiment":"exp7","part":1,"score":2}"#.utf8) + [0x0A]
            let count = 400_000
            let body = Array(repeating: line, count: count).flatMap { $0 }
            let connection = try await RawConnection(to: client.origin, receiveBuffer: 4096)
            try await connection.send(Self.head(token, "Content-Length: \(body.count)"))
            let taken = try await connection.send(body, standstill: 3)
            #expect(taken < body.count, "the service took everything while nobody read its answers")
            // What it had taken is written, and no more than that.
            var stored = 0
            while stored == 0 {
                try await Task.sleep(for: .milliseconds(50))
                stored = try await client.pool.first("select count(*) from ratings") ?? 0
            }
            #expect(stored < taken / line.count)
            connection.cut()
        }
    }

    @Test("are stored once, however often the connection breaks and the whole is sent again")
    func retries() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.import)
            let count = 3000
            let text = (0..<count).map {
                #"{"experiment":"exp7","part":1,"score":\#($0 % 5 + 1)}"# + "\n"
            }.joined()
            let body = Array(text.utf8)
            for share in [3, 2] {
                let connection = try await RawConnection(to: client.origin)
                let head = Self.head(token, "Content-Length: \(body.count)\r\nIdempotency-Key: forum")
                try await connection.send(head + body[..<(body.count / share)])
                #expect(try await connection.read { $0.text.contains(#"{"line":100,"#) })
                connection.cut()
            }
            let answers = try await client.rateByLine(text, key: "forum").lines()
            #expect(answers.count == count && answers.allSatisfy { $0["status"]?.int == 201 })
            let replayed = answers.count { $0["replayed"]?.bool == true }
            #expect(replayed >= 100 && replayed < count)
            let stored: Int? = try await client.pool.first("select count(*) from ratings")
            #expect(stored == count)
            #expect(Set(answers.compactMap { $0["rating"]?["id"]?.string }).count == count)
            #expect(try await client.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
        }
    }

    @Test("may have keys of their own, which last longer than their place")
    func ownKeys() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let lines = (1...3).map {
                #"{"experiment":"exp7","part":1,"score":\#($0),"idempotency_key":"post-\#($0)"}"#
            }
            let first = try await client.rateByLine(lines.joined(separator: "\n"), key: "a").lines()
            let other = #"{"experiment":"exp7","part":1,"score":5,"idempotency_key":"post-1"}"#
            let second = try await client.rateByLine(
                ([lines[2], lines[2], other] + lines).joined(separator: "\n"), key: "b"
            ).lines()
            #expect(second.map { $0["status"]?.int } == [201, 201, 422, 201, 201, 201])
            #expect(second[2]["problem"]?["code"]?.string == "idempotency_key_reused")
            let receipts = [first[2], first[2], first[0], first[0], first[1], first[2]].map {
                $0["rating"]?["receipt"]?.string
            }
            for index in [0, 1, 3, 4, 5] {
                #expect(second[index]["replayed"]?.bool == true)
                #expect(second[index]["rating"]?["receipt"]?.string == receipts[index])
            }
        }
    }

    @Test("of one rater come one after the other, however many lines lie between them")
    func oneRater() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let again = Set((0..<3000).filter { $0 % 250 < 3 })
            let lines = (0..<3000).map { number in
                let rater = again.contains(number) ? "again" : "r\(number)"
                return #"{"experiment":"exp7","part":1,"score":\#(number % 5 + 1),"rater":"\#(rater)"}"#
            }
            let answers = try await client.rateByLine(lines.joined(separator: "\n")).lines()
            #expect(answers.map { $0["status"]?.int } == Array(repeating: 201, count: 3000))
            var before: String?
            for number in again.sorted() {
                let rating = answers[number]["rating"]
                #expect(rating?["replaced"]?.string == before, "line \(number + 1)")
                before = rating?["id"]?.string
            }
            let counted: [UUID] = try await client.pool.query(
                "select id from ratings where rater = 'again' and status = 'accepted'")
            #expect(counted.map { ID<Rating>($0).description } == [before])
        }
    }

    private static func head(_ token: String, _ headers: String) -> [UInt8] {
        Array(
            ("POST \(path) HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r\nContent-Type: \(type)\r\n"
                + headers + "\r\n\r\n").utf8)
    }

    private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [0x0D, 0x0A]
    }
}

extension ServiceClient {
    /// Sends lines as an importer.
    fileprivate func rateByLine(_ text: String, key: String? = nil) async throws -> Reply {
        try await send(
            "POST", "/v1/ratings/batch", token: try await token(.import), key: key, body: Array(text.utf8),
            type: "application/x-ndjson"
        ).expect(200)
    }
}
