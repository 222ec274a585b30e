import Core
import Sentiment
import Statistics
import StrictJSON
import Testing

@Suite struct AdviceTests {
    /// Figures of so many raters, who complain and praise as given.
    private func figures(_ raters: Int, _ counts: [Counter: Int]) -> PartFigures {
        var figures = PartFigures(counts.map { ($0.key, $0.value) })
        figures.raters = raters
        return figures
    }

    /// Raters who complain of an end or kind of an aspect, all of whom are counted with the aspect too.
    private func complaints(_ aspect: Aspect, _ details: [String: Int], unspecified: Int = 0) -> [Counter: Int] {
        var counts = Dictionary(
            uniqueKeysWithValues: details.map { (Counter.detail(aspect, $0.key, .negative), $0.value) })
        counts[.aspect(aspect, .negative)] = details.values.reduce(unspecified, +)
        return counts
    }

    private func advised(_ figures: PartFigures) -> [Complaint] {
        Advice(figures: figures).suggestions.map(\.complaint)
    }

    @Test func `short replies are advised on with a minimum of words`() throws {
        let figures = figures(26, complaints(.length, ["short": 9]))
        let suggestion = try #require(Advice(figures: figures, kept: [.short: 0.47]).suggestions.first)
        #expect(
            suggestion.sentence.description
                == "35 % of raters (9 of 26) find responses too short; a minimum of 60 words would keep 47 % of the pending data."
        )
        let json = String(decoding: suggestion.json.bytes(), as: UTF8.self)
        #expect(
            json.contains(
                #""filter":{"filter":"response_words","minimum":60,"action":"drop_response"},"alternatives":["#))
        #expect(json.contains(#""aspect":"length","detail":"short","complaints":9,"unspecified":0,"raters":26,"#))
        #expect(json.contains(#""kept":0.47"#))
        #expect(abs(suggestion.interval.low - 0.194122) < 1e-5 && abs(suggestion.interval.high - 0.537794) < 1e-5)
    }

    @Test func `without an engine no effect is claimed`() throws {
        let advice = Advice(
            figures: figures(26, complaints(.length, ["long": 12])), words: .init(minimum: 50, maximum: 200))
        let suggestion = try #require(advice.suggestions.first)
        #expect(
            suggestion.sentence.description
                == "46 % of raters (12 of 26) find responses too long; a maximum of 200 words would act on it."
        )
        #expect(suggestion.kept == nil && suggestion.alternatives.isEmpty)
    }

    static let filters: [(Complaint, String)] = [
        (.cutOff, #"{"filter":"balanced_markup","marks":["*","\""]}"#),
        (.marks, #"{"filter":"balanced_markup","marks":["*","\""]}"#),
        (.repetition, #"{"filter":"response_similarity","threshold":0.75}"#),
        (.safety, #"{"filter":"flags","exclude":["refusal"]}"#),
        (.character, #"{"filter":"flags","exclude":["multi_speaker_in_turn"]}"#),
    ]

    @Test(arguments: filters) func `each complaint has a filter`(_ complaint: Complaint, _ filter: String) throws {
        let details = complaint.detail.map { [$0: 8] } ?? [:]
        let counts = complaints(complaint.aspect, details, unspecified: details.isEmpty ? 8 : 0)
        let suggestions = Advice(figures: figures(20, counts)).suggestions
        #expect(suggestions.map(\.complaint) == [complaint])
        #expect(suggestions.map { String(decoding: $0.filter.bytes(), as: UTF8.self) } == [filter])
        #expect(suggestions.first?.sentence.description.hasPrefix("40 % of raters (8 of 20) ") == true)
    }

    @Test func `rare complaints are no advice`() {
        #expect(advised(PartFigures()) == [])
        #expect(advised(figures(4, complaints(.length, ["short": 4]))) == [], "below five raters nothing is advised")
        #expect(advised(figures(5, complaints(.length, ["short": 5]))) == [.short])
        #expect(advised(figures(5, complaints(.formatting, ["marks": 2]))) == [], "two reports are leads")
        #expect(advised(figures(26, complaints(.formatting, ["marks": 3]))) == [], "3 of 26 may be one in twenty")
        #expect(advised(figures(26, complaints(.formatting, ["marks": 4]))) == [.marks])
        #expect(advised(figures(400, complaints(.repetition, [:], unspecified: 20))) == [], "one in twenty, for sure")
    }

    @Test func `raters who want opposite things are no advice`() {
        #expect(advised(figures(40, complaints(.length, ["short": 9, "long": 8]))) == [])
        #expect(advised(figures(40, complaints(.length, ["short": 9, "long": 1]))) == [.short])
        #expect(advised(figures(40, complaints(.formatting, ["cut_off": 9, "marks": 8]))) == [.cutOff, .marks])
    }

    @Test func `who praises the aspect speaks against it`() {
        var counts = complaints(.length, ["short": 8])
        counts[.aspect(.length, .positive)] = 8
        #expect(advised(figures(30, counts)) == [])
        counts[.aspect(.length, .positive)] = 7
        #expect(advised(figures(30, counts)) == [.short])
    }

    @Test func `raters who only tick the aspect follow those who say what they mean`() throws {
        let figures = figures(60, complaints(.length, ["short": 5], unspecified: 14))
        #expect(advised(self.figures(60, complaints(.length, ["short": 5]))) == [], "five of sixty alone are rare")
        let suggestion = try #require(Advice(figures: figures).suggestions.first)
        #expect(suggestion.exact.count == 5 && suggestion.unspecified == 14)
        #expect(
            suggestion.sentence.description.hasPrefix(
                "8 % of raters (5 of 60) find responses too short, and 14 more complain of length;"))
        let divided = self.figures(60, complaints(.formatting, ["marks": 3, "other": 3], unspecified: 20))
        #expect(advised(divided) == [], "those who say what they mean are divided")
    }

    @Test func `what most raters complain of comes first`() {
        let counts = complaints(.length, ["short": 6]).merging(complaints(.repetition, [:], unspecified: 9)) { $1 }
        #expect(advised(figures(20, counts)) == [.repetition, .short])
    }

    static let checks: [(Int, Int, Int, Int, AdviceCheck.Verdict)] = [
        (9, 26, 2, 30, .fell), (2, 30, 9, 26, .rose), (9, 26, 6, 24, .noEvidence), (1, 4, 0, 30, .tooLittleData),
        (40, 800, 44, 800, .practicallyEqual),
    ]

    @Test(arguments: checks)
    func `the next part shows whether it helped`(
        _ count: Int, _ raters: Int, _ nextCount: Int, _ nextRaters: Int, _ verdict: AdviceCheck.Verdict
    ) {
        let check = AdviceCheck(
            .short, before: figures(raters, complaints(.length, ["short": count])),
            after: figures(nextRaters, complaints(.length, ["short": nextCount])))
        #expect(check.verdict == verdict)
        let json = String(decoding: check.json.bytes(), as: UTF8.self)
        #expect(json.contains("\"verdict\":\"\(verdict.rawValue)\""))
        #expect(json.contains("\"difference\":null") == (verdict == .tooLittleData), "no share below five raters")
    }

    @Test func `a check is a sentence for the logbook`() {
        let check = AdviceCheck(
            .short, before: figures(26, complaints(.length, ["short": 9])),
            after: figures(30, complaints(.length, ["short": 2])))
        #expect(
            check.sentence.description
                == "Raters who find responses too short: 9 of 26 raters before, 2 of 30 now; the share fell (-28 points, 95 % -48 to -7)."
        )
    }
}
