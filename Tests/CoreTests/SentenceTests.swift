import Sentiment
import Statistics
import Testing

@testable import Core

@Suite struct SentenceTests {
    @Test func `English is what its patterns say`() {
        let sentence = Sentence.several(
            [Sentence(.partHas, [.part: .number(3), .raters: .raters(1)]), .odds(logBayesFactor: 6)], between: "; ")
        #expect(sentence.description == "part 3 has 1 rater; over 100 to 1 for rates of their own")
        #expect(Sentence.raters(0).description == "0 raters" && Sentence.raters(2).description == "2 raters")
        #expect(Sentence.probability(0.0004).description == "less than 0.001")
        #expect(Sentence.probability(0.05).description == "0.050" && Sentence.probability(1).description == "1")
    }

    @Test func `other words may have other places, or none, and are taken as they are`() {
        let sentence = Sentence(.conditionThen, [.gate: Sentence(.negativeShare), .action: .verbatim("{gate} <b>")])
        func said(_ others: [Sentence.Pattern: String]) -> String? { sentence.text { others[$0] } }
        #expect(said([.conditionThen: "{action}, {Gate}", .negativeShare: "anteil"]) == "{gate} <b>, Anteil")
        #expect(said([.conditionThen: "{action}{action}"]) == "{gate} <b>{gate} <b>", "what is left out is not missing")
        #expect(said([.conditionThen: "{gate}"]) == nil, "half of it would be English")
        #expect(said([.negativeShare: "Anteil"]) == nil)
        #expect(said([.conditionThen: "{part}"]) == nil, "that is a fault, and never said")
    }

    @Test func `every name of a closed set that a sentence holds has its words`() {
        let names =
            Aspect.allCases.map(\.rawValue) + Direction.allCases.map(\.rawValue)
            + FormattingKind.allCases.map(\.rawValue)
        for name in names { #expect(Sentence.name(name) == Sentence.Pattern(rawValue: name).map { Sentence($0) }) }
        for label in FeedbackLabel.allCases {
            let words = Sentence.label(label)
            if case .verbatim = words { Issue.record("\(label)") }
            #expect(words.description == PhraseText.of(label))
        }
    }

    @Test func `every place is somewhere, and every pattern has only known ones`() {
        let places = Sentence.Pattern.allCases.reduce(into: Set()) { $0.formUnion($1.places) }
        #expect(places == Set(Sentence.Place.allCases))
        for pattern in Sentence.Pattern.allCases { #expect(pattern.fault(in: pattern.rawValue) == nil, "\(pattern)") }
    }
}
