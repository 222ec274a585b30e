import Sentiment
import Testing

@Suite struct AspectTests {
    @Test(arguments: Opinions.all) func aCommentSaysOfEachAspectWhatAPersonReads(comment: Opinions.Case) {
        #expect(SentimentModel.read(comment.comment).opinions == comment.opinions, "\(comment.comment)")
    }

    @Test(arguments: Opinions.all) func everyAspectComesOnceAndInTheirOrder(comment: Opinions.Case) {
        let aspects = SentimentModel.read(comment.comment).aspects.map(\.aspect)
        #expect(aspects == Aspect.allCases.filter(aspects.contains))
    }

    @Test func anAspectCarriesItsClauseInCharactersAndInBytes() throws {
        let comment = "Schön 😍: the prose is gorgeous. But it loops, sadly!"
        let reading = SentimentModel.read(comment)
        let prose = try #require(reading.aspects.first { $0.aspect == .creativity })
        let loops = try #require(reading.aspects.first { $0.aspect == .repetition })
        let scalars = Array(comment.unicodeScalars)
        func text(_ range: Range<Int>) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[range])
            return String(text)
        }
        #expect(text(prose.characters) == "Schön 😍: the prose is gorgeous")
        #expect(text(loops.characters) == "But it loops, sadly")
        for aspect in [prose, loops] {
            #expect(text(aspect.characters) == String(decoding: Array(comment.utf8)[aspect.bytes], as: UTF8.self))
        }
    }

    @Test func aCommentThatNamesNoAspectIsAboutTheWhole() {
        #expect(SentimentModel.read("love it").opinions == [.good(.overall)])
        #expect(SentimentModel.read("trash").opinions == [.bad(.overall)])
        #expect(SentimentModel.read("testing now, will report back").opinions == [])
    }

    @Test func whatFollowsButWeighsMore() {
        #expect(SentimentModel.read("It used to loop but now it never loops").opinions == [.good(.repetition)])
        #expect(
            SentimentModel.read("longer replies are more common but it still gives me one-liners").aspects.first?
                .polarity
                == .negative)
    }

    @Test func whatIsSaidOfTheBeginningWeighsLess() {
        let plain = SentimentModel.read("the prose is great. it loops").valence
        #expect(SentimentModel.read("at first the prose is great. it loops").valence < plain)
        #expect(SentimentModel.read("the prose is great initially. it loops").valence < plain)
    }

    @Test func whatIsReducedLeavesTheClauseBeforeItAlone() {
        #expect(
            SentimentModel.read("it increases the speed, it decreases the quality").opinions != [.bad(.speed)])
    }

    @Test func yetIsAsGoodAsBut() {
        let plain = SentimentModel.read("the prose is bad and the memory is good").valence
        #expect(SentimentModel.read("the prose is bad, yet the memory is good").valence > plain)
    }

    @Test func aMarkOfSarcasmCastsDoubtOnPraise() {
        let plain = SentimentModel.read("the replies are wonderful").valence
        #expect(SentimentModel.read("the replies are wonderful 🙄").valence < plain)
        #expect(SentimentModel.read("the replies are wonderful /s").valence < plain)
    }
}
