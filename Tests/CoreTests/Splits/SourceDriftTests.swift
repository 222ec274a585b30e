import ChatLogs
import Core
import Statistics
import Testing

@Suite struct SourceDriftTests {
    /// Episodes of two formats: every third one came from a dump.
    private let episodes = (0..<300).map { number in
        Figures.replies([10, 12], id: "e\(number)") { $0.format = number % 3 == 0 ? "cai_dump" : "tavern_jsonl" }
    }

    @Test func `a part that leans towards one source is told, in words too`() async throws {
        // Forty of the dump and ten others, of a hundred and two hundred.
        let dump = stride(from: 0, to: 120, by: 3).map { $0 }
        let chats = stride(from: 1, to: 31, by: 3).map { $0 }
        let drift = await SourceDrift(of: Set((dump + chats).map { "e\($0)" } + ["gone"]), in: episodes)
        #expect(drift.part.episodes == 50 && drift.whole.episodes == 300 && drift.absent == 1)
        let format = try #require(drift.mixes.first { $0.key == .format })
        #expect(format.test.p < 1e-6)
        #expect(
            drift.sentence
                == "The part leans: format cai_dump is 80 % of the part and 33 % of everything (p < 0.001).")
    }

    @Test func `a part like the rest is told to be`() async {
        let drift = await SourceDrift(of: Set((0..<60).map { "e\($0)" }), in: episodes)
        #expect(drift.sentence == "The part is like everything else, as far as can be told.")
        #expect(drift.corrected.allSatisfy { $0 == 1 })
    }

    @Test func `what was made elsewhere is compared by its numbers`() async throws {
        let counts = try MixCount.read(
            body(#"{"mix":[{"by":"format","classes":{"cai_dump":40,"tavern_jsonl":10}}]}"#))
        let drift = await SourceDrift(counts, besides: episodes)
        #expect(drift.sentence.contains("cai_dump is 80 % of the part"))
        for (text, fault) in [
            ("{}", "/mix required"), (#"{"mix":[{"by":"colour","classes":{"a":1}}]}"#, "/mix/0/by unknown_value"),
            (#"{"mix":[{"by":"format","classes":{"a":"b"}}]}"#, "/mix/0/classes wrong_type"),
        ] {
            do {
                _ = try MixCount.read(body(text))
                Issue.record("\(text) was taken")
            } catch let problem as Problem {
                #expect(problem.errors.first.map { "\($0.pointer) \($0.code)" } == fault)
            }
        }
    }
}
