import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct ImportSourceTests {
    private func read(_ source: String, _ text: String) throws -> ImportReading {
        try #require(ImportSource.named(source)).read(Array(text.utf8))
    }

    private func fixture(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func moment(_ text: String) throws -> Date { try #require(RFC3339.parse(text)) }

    @Test func `comments of discussions on the Hub are read, titles and hidden ones are not`() throws {
        let reading = try read("hf-discussions", fixture("hf-discussions.json"))
        #expect(reading.items.map(\.externalID) == ["63f1a0000000000000000001", "63f1a0000000000000000003", "63f2b1"])
        #expect(reading.items.map(\.rater) == ["hf:low-tide", "hf:quiet-otter", "hf:low-tide"])
        #expect(reading.items[0].comment == "Replies are much longer now, I like it.")
        #expect(reading.items[0].occurredAt == (try moment("2023-02-19T10:15:00Z")))
        #expect(reading.skips == [ImportSkip(externalID: "63f1a0000000000000000002", code: .noText)])
    }

    @Test func `messages of people in a Discord channel are read, notices and bots are not`() throws {
        let reading = try read("discord", fixture("discord.json"))
        #expect(reading.items.map(\.externalID) == ["1078001", "1078004"])
        #expect(reading.items.map(\.rater) == ["discord:4001", "discord:4002"])
        #expect(reading.items[1].occurredAt == (try moment("2023-02-27T18:31:00Z")))
        #expect(reading.skips.map(\.code) == [.bot, .noText])
    }

    @Test func `the post of a Reddit thread and its comments are read at any depth`() throws {
        let reading = try read("reddit-json", fixture("reddit.json"))
        #expect(reading.items.map(\.externalID) == ["t3_abc", "t1_one", "t1_two"])
        #expect(reading.items[0].comment == "Part 3 is out\n\nTell us what you think.")
        #expect(reading.items.map(\.rater) == ["reddit:maintainer", "reddit:low_tide", "reddit:quiet_otter"])
        #expect(reading.items[2].occurredAt == Date(timeIntervalSince1970: 1_677_500_400))
        #expect(reading.skips.map(\.code) == [.bot, .noText])
    }

    @Test func `rows of a table are read, and each one that cannot be is named by its line`() throws {
        let reading = try read("csv", fixture("ratings.csv"))
        #expect(reading.items.map(\.externalID) == ["1", "2", "3"])
        #expect(reading.items[0].comment == "Short, but \"good\".\nSecond line.")
        #expect(reading.items.map(\.score) == [4, 1, nil])
        #expect(reading.items.map(\.part) == [2, nil, nil])
        #expect(reading.items[2].sentiment == .negative && reading.items[1].frontEnd == "tavernai")
        #expect(reading.skips.map(\.line) == [6, 7, 8, 9, nil])
        #expect(reading.skips.map(\.code) == [.badLine, .badLine, .badLine, .badLine, .noText])
        #expect(reading.skips[0].detail == "`score` goes from 1 to 5.")
    }

    @Test(arguments: [
        ("hf-discussions", #"{"title":"x"}"#), ("hf-discussions", #"[{"events":[{"type":"comment"}]}]"#),
        ("discord", "[]"), ("discord", #"{"messages":[{"id":"1"}]}"#), ("reddit-json", "{}"), ("reddit-json", "[]"),
        ("reddit-json", #"[{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"name":"t1_x"}}]}}]"#),
        ("csv", ""), ("csv", "id,rater,occurred_at\n"), ("csv", "id,rater,occurred_at,score,score\n"),
        ("csv", "id,rater,occurred_at,score,weight\n"), ("csv", "\u{1}"),
    ])
    func `what is no export of the source is refused with a hint`(source: String, text: String) throws {
        let problem = #expect(throws: Problem.self) { try read(source, text) }
        #expect(problem?.status == 422 && problem?.code == "strange_export")
        #expect(problem?.errors.first?.hint.isEmpty == false)
    }

    @Test func `a part is the one that is named, that was asked for, or that was the latest then`() throws {
        let released = [#""2023-02-17T18:00:00Z""#, #""2023-02-21T18:00:00Z""#, "null"]
        let parts = try released.enumerated().map { index, text in
            let body = try JSONDocument(Array(#"{"changed":"data","released_at":\#(text)}"#.utf8), limits: .request)
            return try Part(experiment: "exp7", number: index + 1, body: body.root, now: Date())
        }
        func plan(_ at: String, named: Int? = nil, asked: Int? = nil) throws -> ImportPlan {
            var reading = ImportReading()
            reading.items = [
                ImportItem(
                    externalID: "1", rater: "csv:a", occurredAt: try moment(at), comment: "Good.", part: named)
            ]
            return ImportPlan(
                reading, from: try #require(ImportSource.named("csv")), experiment: "exp7", part: asked, parts: parts,
                now: try moment("2023-03-01T00:00:00Z"))
        }
        func number(_ plan: ImportPlan) -> Int? { plan.imports.first?.rating.input.part }
        #expect(number(try plan("2023-02-18T00:00:00Z")) == 1)
        #expect(number(try plan("2023-02-21T18:00:00Z")) == 2)
        #expect(number(try plan("2023-02-18T00:00:00Z", asked: 3)) == 3)
        #expect(number(try plan("2023-02-18T00:00:00Z", named: 2, asked: 3)) == 2)
        #expect(try plan("2023-02-17T17:59:59Z").skips.map(\.code) == [.noPart])
        #expect(try plan("2023-02-18T00:00:00Z", named: 9).skips.map(\.code) == [.unknownPart])
    }
}
