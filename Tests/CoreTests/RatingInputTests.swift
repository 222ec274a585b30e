import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct RatingInputTests {
    private func input(_ members: String) throws -> RatingInput {
        try RatingInput(try body("{\"experiment\":\"exp7\",\"part\":3,\(members)}"), now: noon)
    }

    private func refused(_ members: String) -> [String] { faults { _ = try input(members) } }

    @Test func `a full rating is read`() throws {
        let input = try input(
            """
            "score":4,"sentiment":"positive","comment":"Nice!","aspects":[{"aspect":"length","polarity":"negative"}],
            "sampling":{"temperature":0.7,"top_p":0.9,"top_k":40,"repetition_penalty":1.1,"contrastive":false},
            "front_end":"TavernAI","rater":"r1","submission":"018F3C1E-7b2a-7c4d-8e5f-0123456789ab",
            "occurred_at":"2023-03-02T12:00:00+01:00"
            """)
        #expect(input.experiment == "exp7")
        #expect(input.part == 3)
        #expect(input.score == 4)
        #expect(input.sentiment == .positive)
        #expect(input.comment == "Nice!")
        #expect(input.aspects == [AspectOpinion(aspect: .length, polarity: .negative)])
        #expect(
            input.sampling
                == SamplingSettings(temperature: 0.7, topP: 0.9, topK: 40, repetitionPenalty: 1.1, contrastive: false))
        #expect(input.frontEnd == "tavernai", "front ends are counted without regard to case")
        #expect(input.rater == "r1")
        #expect(input.submission?.uuidString == "018F3C1E-7B2A-7C4D-8E5F-0123456789AB")
        #expect(input.occurredAt == noon.addingTimeInterval(-90_000))
    }

    @Test(arguments: [#""score":1"#, #""sentiment":"neutral""#, #""comment":"meh""#])
    func `a score, a sentiment or a comment is enough`(_ member: String) throws {
        let input = try input(member)
        #expect(input.aspects.isEmpty && input.rater == nil && input.occurredAt == nil && input.frontEnd == nil)
        #expect(
            input.sampling
                == SamplingSettings(temperature: nil, topP: nil, topK: nil, repetitionPenalty: nil, contrastive: nil))
    }

    @Test func `a rating that says nothing is refused`() {
        #expect(refused(#""rater":"r1""#) == [" empty_rating"])
        #expect(refused(#""comment":" \n ""#) == [" empty_rating"])
        #expect(refused(#""score":null,"sentiment":null,"comment":null"#) == [" empty_rating"])
        #expect(refused(#""score":9"#) == ["/score out_of_range"], "only when nothing else is wrong")
    }

    @Test func `experiment and part are required`() throws {
        #expect(
            faults { _ = try RatingInput(try body(#"{"score":1}"#), now: noon) } == [
                "/experiment required", "/part required",
            ])
        #expect(faults { _ = try RatingInput(try body("[]"), now: noon) }.first == " wrong_type")
    }

    static let limits: [(String, String?)] = [
        (#""score":1"#, nil), (#""score":5"#, nil), (#""score":0"#, "/score out_of_range"),
        (#""score":6"#, "/score out_of_range"), (#""score":2.5"#, "/score wrong_type"),
        (#""score":"5""#, "/score wrong_type"),
        (#""sentiment":"bad""#, "/sentiment unknown_value"), (#""sentiment":1"#, "/sentiment wrong_type"),
        ("\"comment\":\"\(String(repeating: "c", count: 10_000))\"", nil),
        ("\"comment\":\"\(String(repeating: "c", count: 10_001))\"", "/comment too_long"),
        (#""comment":["a"]"#, "/comment wrong_type"), (#""score":1,"aspects":{}"#, "/aspects wrong_type"),
        (#""score":1,"aspects":[1]"#, "/aspects/0 wrong_type"), (#""score":1,"aspects":[{}]"#, "/aspects/0 required"),
        (#""score":1,"aspects":[{"aspect":"speed"}]"#, "/aspects/0 required"),
        (#""score":1,"aspects":[{"aspect":"smell","polarity":"positive"}]"#, "/aspects/0/aspect unknown_value"),
        (#""score":1,"aspects":[{"aspect":"speed","polarity":"bad"}]"#, "/aspects/0/polarity unknown_value"),
        (#""score":1,"aspects":[{"aspect":"speed","polarity":"positive","x":1}]"#, "/aspects/0/x unknown_field"),
        ("\"score\":1,\"aspects\":[\(Array(repeating: "{}", count: 21).joined(separator: ","))]", "/aspects too_many"),
        (#""score":1,"sampling":[]"#, "/sampling wrong_type"), (#""score":1,"sampling":{}"#, nil),
        (#""score":1,"sampling":{"temperature":5,"top_p":1,"top_k":100000,"repetition_penalty":5}"#, nil),
        (#""score":1,"sampling":{"temperature":0,"top_p":0,"top_k":0,"repetition_penalty":0}"#, nil),
        (#""score":1,"sampling":{"temperature":5.1}"#, "/sampling/temperature out_of_range"),
        (#""score":1,"sampling":{"temperature":-0.1}"#, "/sampling/temperature out_of_range"),
        (#""score":1,"sampling":{"top_p":1.1}"#, "/sampling/top_p out_of_range"),
        (#""score":1,"sampling":{"top_k":100001}"#, "/sampling/top_k out_of_range"),
        (#""score":1,"sampling":{"top_k":-1}"#, "/sampling/top_k out_of_range"),
        (#""score":1,"sampling":{"repetition_penalty":5.1}"#, "/sampling/repetition_penalty out_of_range"),
        (#""score":1,"sampling":{"contrastive":1}"#, "/sampling/contrastive wrong_type"),
        (#""score":1,"sampling":{"topP":1}"#, "/sampling/topP unknown_field"),
        ("\"score\":1,\"front_end\":\"\(String(repeating: "f", count: 60))\"", nil),
        ("\"score\":1,\"front_end\":\"\(String(repeating: "f", count: 61))\"", "/front_end too_long"),
        ("\"score\":1,\"rater\":\"\(String(repeating: "r", count: 128))\"", nil),
        ("\"score\":1,\"rater\":\"\(String(repeating: "r", count: 129))\"", "/rater too_long"),
        (#""score":1,"submission":"x""#, "/submission bad_id"),
        (#""score":1,"occurred_at":"today""#, "/occurred_at bad_timestamp"),
        (#""score":1,"occurred_at":"2023-03-04T12:00:00Z""#, nil),
        (#""score":1,"occurred_at":"2023-03-04T12:00:01Z""#, "/occurred_at out_of_range"),
        (#""score":1,"stars":5"#, "/stars unknown_field"),
    ]

    @Test(arguments: limits) func `each member has its limits`(_ members: String, _ fault: String?) {
        #expect(refused(members) == (fault.map { [$0] } ?? []))
    }

    @Test func `parts go from 1 to 1000`() {
        for (part, isInside) in [(0, false), (1, true), (1000, true), (1001, false)] {
            let found = faults {
                _ = try RatingInput(try body("{\"experiment\":\"e\",\"part\":\(part),\"score\":1}"), now: noon)
            }
            #expect(found == (isInside ? [] : ["/part out_of_range"]))
        }
    }

    @Test func `an aspect is named once`() throws {
        let twice = #""aspects":[{"aspect":"speed","polarity":"positive"},{"aspect":"speed","polarity":"negative"}]"#
        #expect(refused("\"score\":1,\(twice)") == ["/aspects/1 duplicate_aspect"])
    }

    @Test func `every fault of a rating is reported at once`() {
        let found = refused(#""score":9,"sentiment":"bad","comment":1,"occurred_at":"x","submission":"y","z":1"#)
        #expect(
            found == [
                "/score out_of_range", "/sentiment unknown_value", "/comment wrong_type", "/submission bad_id",
                "/occurred_at bad_timestamp", "/z unknown_field",
            ])
    }
}
