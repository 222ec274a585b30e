import Foundation
import Locks
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Comments", .migrated(.own), .timeLimit(.minutes(15))) struct CommentTests {
    private static let path = "/v1/experiments/exp7/parts/1/comments"

    private func rate(_ client: ServiceClient, _ rater: String, _ comment: String, score: Int, part: Int = 1)
        async throws
    {
        try await client.send(
            "POST", "/v1/ratings",
            json: Samples.rating(
                part: part, ("score", .int(score)), ("rater", .string(rater)), ("comment", .string(comment)))
        ).expect(201)
    }

    private func texts(_ reply: Reply) -> [String] {
        reply["comments"]?.elements.compactMap { $0["comment"]?.string } ?? []
    }

    @Test("are answered newest first, without their raters")
    func list() async throws {
        // Ids of one millisecond have no order.
        let seconds = Guarded(0.0)
        let clock: @Sendable () -> Date = {
            testMoment.addingTimeInterval(
                seconds.withLock { seconds in
                    seconds += 1
                    return seconds
                })
        }
        try await withService(now: clock) { client in
            try await client.registerExperiment()
            try await rate(client, "lowtide", "The replies are far too short.", score: 1)
            try await rate(client, "lowtide", "The replies are too short, \"Hm?\" and nothing else.", score: 2)
            try await rate(client, "wren", "Stays in character 🎉", score: 5)
            try await rate(client, "otter", "Elsewhere", score: 5, part: 2)
            let reply = try await client.send("GET", Self.path).expect(200)
            try expectExchange("comments", reply)
            #expect(texts(reply).count == 2, "a comment that was replaced is gone")
            #expect(!String(decoding: reply.body, as: UTF8.self).contains("lowtide"))
        }
    }

    @Test("are filtered by program and by a range of a setting, in the API and on the page")
    func circumstances() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let raters: [(String, Double?, Bool?)] = [
                ("TavernAI", 0.5, nil), ("tavernai", 0.7, true), ("home-made", 0.71, false), ("", nil, nil),
            ]
            for (index, rater) in raters.enumerated() {
                let sampling: JSON = [
                    "temperature": rater.1.map(JSON.double) ?? .null, "contrastive": rater.2.map(JSON.bool) ?? .null,
                ]
                let rating = Samples.rating(
                    ("score", 3), ("comment", .string("word\(index)")), ("front_end", .string(rater.0)),
                    ("sampling", sampling))
                try await client.send("POST", "/v1/ratings", json: rating).expect(201)
            }
            for (query, found) in [
                ("front_end=tavernai", [0, 1]), ("front_end=other", [2]), ("sampling=temperature:to%200.5", [0]),
                ("sampling=temperature:0.5-0.7", [1]), ("sampling=temperature:0.7-1", [2]),
                ("sampling=contrastive:on", [1]), ("sampling=contrastive:off", [2]),
                ("front_end=tavernai&sampling=contrastive:off", []), ("front_end=&sampling=&aspect=", [0, 1, 2, 3]),
            ] {
                let words = Set(found.map { "word\($0)" })
                #expect(
                    try await Set(texts(client.send("GET", "\(Self.path)?\(query)").expect(200))) == words, "\(query)")
                let page = try await client.page("/experiments/exp7/parts/1?\(query)").expect(200)
                #expect(Set(page.text.matches(of: /word\d/).map { String($0.output) }) == words, "\(query)")
            }
            for query in ["front_end=home-made", "sampling=temperature", "sampling=warmth:on"] {
                let refused = try await client.send("GET", "\(Self.path)?\(query)").expect(422)
                #expect(refused["errors", "0", "code"]?.string == "unknown_value")
            }
        }
    }

    @Test("are filtered by sentiment and aspect, and come page by page")
    func filters() async throws {
        try await withService { client in
            try await client.registerExperiment()
            for index in 0..<7 { try await rate(client, "r\(index)", "too short, number \(index)", score: 1) }
            try await rate(client, "s", "so creative", score: 5)
            let happy = try await client.send("GET", Self.path + "?sentiment=positive").expect(200)
            #expect(texts(happy) == ["so creative"])
            let short = try await client.send("GET", Self.path + "?aspect=length&limit=200").expect(200)
            #expect(texts(short).count == 7)
            var seen: [String] = []
            var cursor: String? = ""
            while let next = cursor {
                let page = try await client.send("GET", Self.path + "?aspect=length&limit=3&cursor=\(next)").expect(200)
                seen += texts(page)
                cursor = page["next_cursor"]?.string
            }
            #expect(seen == texts(short))
        }
    }

    @Test("refuse what they do not know")
    func refusals() async throws {
        try await withService { client in
            try await client.registerExperiment()
            for (query, code) in [
                ("sentiment=glad", "unknown_value"), ("aspect=smell", "unknown_value"), ("limit=0", "out_of_range"),
                ("limit=x", "out_of_range"), ("cursor=abc", "bad_cursor"), ("sort=new", "unknown_field"),
            ] {
                let reply = try await client.send("GET", Self.path + "?" + query)
                #expect(reply.status == 422 && reply["code"]?.string == code, "\(query)")
            }
            let missing = try await client.send("GET", "/v1/experiments/exp7/parts/99/comments")
            #expect(missing.status == 404 && missing["code"]?.string == "unknown_part")
        }
    }
}
