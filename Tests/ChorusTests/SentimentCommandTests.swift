import Foundation
import StrictJSON
import Testing

@testable import chorus

@Suite struct SentimentCommandTests {
    @Test func aCommentIsReadAsOneJSONObjectWithItsMembersInOrder() async throws {
        let folder = try TemporaryDataFolder()
        let comment = "Great model, but replies are cut off and too short."
        let done = try await ProcessHandle.run(["sentiment", "--json", comment], folder: folder)
        #expect(done.code == 0)
        let root = try JSONDocument(Array(done.output.utf8), limits: .request).root
        #expect(root.members.map(\.key) == ["label", "probabilities", "valence", "aspects", "model"])
        #expect(root["probabilities"]?.members.map(\.key) == ["negative", "neutral", "positive"])
        let aspects = try #require(root["aspects"]).elements.map { $0 }
        #expect(
            aspects.map { $0.members.map(\.key) }
                == aspects.map { _ in ["aspect", "polarity", "direction", "kind", "start", "end"] })
        #expect(aspects.map { $0["aspect"]?.string } == ["length", "formatting", "overall"])
        #expect(aspects.map { $0["polarity"]?.string } == ["negative", "negative", "positive"])
        #expect(aspects.map { $0["direction"]?.string } == ["short", nil, nil])
        #expect(aspects.map { $0["kind"]?.string } == [nil, "cut_off", nil])
        #expect(aspects[2]["start"]?.int == 0)
        #expect(aspects[2]["end"]?.int == 11)
    }

    @Test func withoutTheFlagAPersonCanReadIt() async throws {
        let folder = try TemporaryDataFolder()
        let done = try await ProcessHandle.run(["sentiment", "it", "loops"], folder: folder)
        #expect(done.code == 0)
        #expect(done.output.hasPrefix("negative ("))
        #expect(done.output.contains("  repetition negative: it loops"))
    }
}
