import ChatLogs
import Testing

@Suite struct MetricsTests {
    @Test func everyTurnHasItsWordsAndItsRole() {
        let metrics = Fixture.chat([
            ("system", "Be nice."), ("assistant", "Welcome in."), ("user", "hi"), ("assistant", "One  two\nthree."),
        ]).metrics
        #expect(metrics.turnRoles == "sgum")
        #expect(metrics.turnWords == [2, 2, 1, 3])
        #expect(metrics.responseWords == [2, 3])
        #expect(metrics.wordsTotal == 6)
    }

    @Test func similarityIsTheCosineOfCountsAndEqualMessagesAreSkipped() {
        let metrics = Fixture.replies(["The cat sat on the mat.", "the CAT", "a b c", "The cat sat on THE mat!"])
            .metrics
        #expect(metrics.similarities.count == 4)
        #expect(metrics.similarities[0] == 1)
        #expect(abs(metrics.similarities[1] - 0.75) < 1e-12)
        #expect(metrics.similarities[2] == 0)
        #expect(metrics.similarities[3] == 1)
        #expect(abs(metrics.firstTurnSimilarity - 0.1875) < 1e-12)
    }

    @Test func aMultipleOfTheSameCountsIsExactlyOne() {
        let text = "one two three five eight"
        let metrics = Fixture.replies([text, text + " " + text, text + " " + text + " " + text]).metrics
        #expect(metrics.similarities == [1, 1, 1])
        #expect(metrics.firstTurnSimilarity == 0)
    }

    @Test func tokensAreThoseOfPythonsRegularExpressions() {
        // Letters and digits of any script and `_` make words; a combining mark does not.
        let metrics = Fixture.replies(["straße größer_als x²y", "STRASSE GRÖSSER_ALS", "GRÖßER_ALS straße X²Y"]).metrics
        #expect(metrics.similarities[1] == 0)
        #expect(metrics.similarities[2] == 1)
        let hindi = Fixture.replies(["क्या बात", "क या"]).metrics
        #expect(hindi.similarities[1] == 0)
    }

    @Test func aLaterWindowIsComparedWithItsOwnFirstMessage() {
        let filler = (0..<500).map { "word\($0)" }.joined(separator: " ")
        let other = (0..<500).map { "other\($0)" }.joined(separator: " ")
        let metrics = Fixture.replies([filler, filler + " more", other, other + " more"]).metrics
        // 504 and 505 words fit 2048 tokens at 1.7 a word; the third exchange begins anew with its reply.
        #expect(metrics.windowSimilarities[1] == metrics.similarities[1])
        #expect(metrics.windowSimilarities[2] == 1)
        #expect(metrics.similarities[2] == 0)
        #expect(metrics.windowSimilarities[3] > 0.9 && metrics.windowSimilarities[3] < 1)
    }

    @Test(arguments: [
        ("W-what?", true), ("w-W", false), ("w-We", true), ("I said n-no way.", true), ("x-ray it", false),
        ("É-été is", true), ("a -- a-b", false), ("twenty-two", false), ("b-\nbad", false),
    ])
    func aStutteringWordIsFound(_ text: String, _ isFound: Bool) {
        #expect(Fixture.replies([text]).metrics.stutters == [isFound])
    }

    @Test(arguments: [
        ("*She BLUSHES.* Hi.", true), ("She blushes.", false), ("*waves* blush *smiles*", false),
        ("*red as a tomato*", true), ("a tomato *waves*", false), ("**nervous**", false), ("*x **nervous*", true),
        ("*embarrassed*", false), ("*embarassed*", true), ("*blush", false),
    ])
    func embarrassmentIsFoundBetweenAsterisks(_ text: String, _ isFound: Bool) {
        #expect(Fixture.replies([text]).metrics.embarrassments == [isFound])
    }

    @Test func theAveragesWeighRecentTurnsMore() {
        let metrics = Fixture.replies(["N-no.", "Yes.", "W-well."]).metrics
        #expect(metrics.stutterRatio == 0.625)
        #expect(metrics.embarrassedRatio == 0)
        #expect(RunningAverage.of([true, true]) == 0.75)
        #expect(RunningAverage.ofSimilarities([1, 0.5, 1]) == 0.25)
    }

    @Test func runsOfCombiningMarksAreMeasured() {
        #expect(Fixture.replies(["Z\u{310}\u{311}\u{312}\u{313} a\u{310}"]).metrics.longestMarkRun == 4)
        #expect(Fixture.replies(["q\u{310} a\u{310}"]).metrics.longestMarkRun == 1)
        #expect(Fixture.replies(["plain"]).metrics.longestMarkRun == 0)
    }

    @Test(arguments: [
        ("As an AI, I would rather not.", 1), ("I'm an AI language model made to help.", 2),
        ("I\u{2019}m an AI. I CAN\u{2019}T ASSIST with that.", 2), ("The captain was an aim too far.", 0),
        ("Has it been an AI? Chai as an aid.", 0), ("OpenAI made me.", 1), ("I cannot Comply.", 1),
        ("That is illegal, the thief said, and offensive.", 0),
        (String(repeating: "She walks on. ", count: 20) + "As an AI I stop.", 0),
    ])
    func refusalsAreCountedNearTheStartOfModelTurns(_ text: String, _ hits: Int) {
        let session = Fixture.replies([text])
        #expect(session.metrics.refusalHits == hits)
        #expect(session.turns[1].flags.contains("refusal") == (hits > 0))
        #expect(Fixture.chat([("user", text), ("assistant", "Well.")]).metrics.refusalHits == 0)
    }

    @Test func stockPhrasesAreCountedPerThousandWords() {
        let metrics = Fixture.replies(["A shiver down the spine, a testament to it.", "Maybe, just maybe, he knows."])
            .metrics
        #expect(metrics.slopHits == 3)
        #expect(abs(metrics.slopPerThousandWords - 3000.0 / 14) < 1e-9)
        #expect(Fixture.replies(["A plain answer."]).metrics.slopPerThousandWords == 0)
    }
}
