import Foundation
import Sentiment
import StrictJSON
import Testing

/// Our own comments that no word of the lexicon was chosen by: a change that understands fewer of them is a step back.
@Suite struct DevelopmentSetTests {
    @Test func theModelReadsTheDevelopmentSetAsWellAsItsCardSays() throws {
        let file = try #require(Bundle.module.url(forResource: "Fixtures/comments.dev", withExtension: "jsonl"))
        var right = 0
        var pairs = (found: 0, said: 0, known: 0)
        let lines = try Data(contentsOf: file).split(separator: 0x0A)
        for line in lines {
            let root = try JSONDocument(Array(line), limits: .request).root
            let reading = SentimentModel.read(try #require(root["text"]?.string))
            let label = try #require(root["label"]?.int)
            right += Polarity.allCases.firstIndex(of: reading.label) == label + 1 ? 1 : 0
            let known = Set(
                (root["aspects"].map { Array($0.elements) } ?? []).map {
                    "\($0["aspect"]?.string ?? "") \($0["polarity"]?.string ?? "")"
                })
            let said = Set(reading.aspects.map { "\($0.aspect.rawValue) \($0.polarity.rawValue)" })
            pairs = (
                pairs.found + known.intersection(said).count, pairs.said + said.count, pairs.known + known.count
            )
        }
        #expect(lines.count >= 600)
        #expect(Double(right) / Double(lines.count) > 0.60)
        #expect(2 * Double(pairs.found) / Double(pairs.said + pairs.known) > 0.47)
    }
}
