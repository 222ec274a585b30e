import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct RatingTests {
    private let id = ID<Rating>(bucket: 3, at: noon)

    private func rating(_ members: String) throws -> Rating {
        let input = try RatingInput(
            try body("{\"experiment\":\"exp7\",\"part\":3,\"rater\":\"r1\",\(members)}"), now: noon)
        return Rating(input, id: id, rater: "r1", receivedAt: noon)
    }

    @Test(arguments: [(1, Polarity.negative), (2, .negative), (3, .neutral), (4, .positive), (5, .positive)])
    func `a score is a sentiment`(_ score: Int, _ expected: Polarity) throws {
        let rating = try rating("\"score\":\(score)")
        #expect(rating.sentiment == SentimentReading(certain: expected))
        #expect(rating.source == .stated)
        #expect(rating.commentSentiment == nil)
    }

    @Test func `a stated sentiment wins over the score, and the score over the comment`() throws {
        let praise = "\"comment\":\"I love it, the best model ever, wonderful!\""
        let read = SentimentModel.read("I love it, the best model ever, wonderful!")
        #expect(read.label == .positive)
        let stated = try rating("\"sentiment\":\"neutral\",\"score\":1,\(praise)")
        #expect(stated.sentiment.label == .neutral)
        #expect(stated.source == .stated)
        #expect(stated.commentSentiment == read, "what the comment says is kept beside")
        let scored = try rating("\"score\":1,\(praise)")
        #expect(scored.sentiment.label == .negative)
        #expect(scored.source == .stated)
        let commented = try rating(praise)
        #expect(commented.sentiment == read)
        #expect(commented.source == .comment)
        #expect(commented.sentimentModel == SentimentModel.version)
    }

    @Test func `the answer names what was replaced and never the rater`() throws {
        let rating = try rating(#""score":2,"aspects":[{"aspect":"speed","polarity":"negative"}]"#)
        let replaced = ID<Rating>(bucket: 3, at: noon)
        let answer = try JSONDocument(rating.answer(replaced: replaced).bytes(), limits: .request).root
        #expect(answer["id"]?.string == id.description)
        #expect(answer["counted"]?.bool == true)
        #expect(answer["replaced"]?.string == replaced.description)
        #expect(answer["sentiment"]?["label"]?.string == "negative")
        #expect(answer["sentiment"]?["source"]?.string == "stated")
        #expect(answer["sentiment"]?["probabilities"]?["negative"]?.int == 1)
        #expect(answer["comment_sentiment"]?.isNull == true)
        #expect(answer["aspects"]?[0]?["aspect"]?.string == "speed")
        #expect(
            try JSONDocument(rating.answer(replaced: nil).bytes(), limits: .request).root["replaced"]?.isNull == true)
        #expect(rating.json.rendered.contains("r1") == false)
    }

    private func corrected(_ patch: String) throws -> Rating {
        try rating(
            """
            "score":2,"comment":"slow","front_end":"kobold","sampling":{"temperature":0.7,"top_p":0.9},
            "aspects":[{"aspect":"speed","polarity":"negative"}],"occurred_at":"2023-03-01T00:00:00Z"
            """
        ).corrected(by: try body(patch), now: noon)
    }

    @Test func `a correction replaces what it gives and keeps the rest`() throws {
        let rating = try corrected(#"{"score":5,"aspects":[]}"#)
        #expect(rating.input.score == 5)
        #expect(rating.sentiment.label == .positive)
        #expect(rating.input.aspects.isEmpty)
        #expect(rating.input.comment == "slow")
        #expect(rating.input.frontEnd == "kobold")
        #expect(rating.input.sampling.temperature == 0.7)
        #expect(rating.input.occurredAt == RFC3339.parse("2023-03-01T00:00:00Z"))
        #expect(rating.id == id)
        #expect(rating.rater == "r1")
        #expect(rating.input.rater == "r1")
        #expect(rating.revision == 2)
        #expect(rating.status == .accepted)
        #expect(rating.receivedAt == noon)
    }

    @Test func `null clears, and what is left decides anew`() throws {
        let rating = try corrected(#"{"score":null,"front_end":null,"sampling":null}"#)
        #expect(rating.input.score == nil)
        #expect(rating.source == .comment)
        #expect(rating.input.frontEnd == nil)
        #expect(rating.input.sampling.temperature == nil)
    }

    @Test func `sampling settings are merged one by one`() throws {
        let sampling = try corrected(#"{"sampling":{"top_p":null,"top_k":5}}"#).input.sampling
        #expect(
            sampling
                == SamplingSettings(temperature: 0.7, topP: nil, topK: 5, repetitionPenalty: nil, contrastive: nil))
    }

    @Test func `an empty correction changes nothing but the revision`() throws {
        let rating = try corrected("{}")
        #expect(rating.input.score == 2)
        #expect(rating.revision == 2)
    }

    @Test func `what a rating is cannot be corrected`() {
        let found = faults { _ = try corrected(#"{"rater":"r2","experiment":"e","part":1,"score":9}"#) }
        #expect(found == ["/experiment immutable", "/part immutable", "/rater immutable"])
    }

    @Test func `a corrected rating is checked like a new one`() {
        #expect(faults { _ = try corrected(#"{"score":9}"#) } == ["/score out_of_range"])
        #expect(faults { _ = try corrected(#"{"score":null,"comment":null}"#) } == [" empty_rating"])
        #expect(faults { _ = try corrected(#"{"stars":1}"#) } == ["/stars unknown_field"])
        #expect(faults { _ = try corrected(#"{"sampling":{"top_p":2}}"#) } == ["/sampling/top_p out_of_range"])
        #expect(faults { _ = try corrected("[]") } == [" wrong_type"])
    }

    @Test func `a rating that does not count says so after a correction too`() throws {
        var old = try rating("\"score\":1")
        old.status = .superseded
        let rating = try old.corrected(by: try body(#"{"score":2}"#), now: noon)
        #expect(rating.status == .superseded)
        #expect(rating.json.rendered.contains("\"counted\":false"))
    }
}

extension JSON {
    fileprivate var rendered: String { String(decoding: bytes(), as: UTF8.self) }
}
