import ChatLogs
import Core
import Testing

/// Each filter at the edge of its formula. The kept windows of one episode, judged alone.
@Suite struct FilterTests {
    private func kept(_ filter: String, _ episode: EpisodeFigures) throws -> [Int] {
        try policy(filter).windows(of: episode).sorted()
    }

    /// U of window 0 of `e1` under `v8` is 0.2376, by SHA-256 of `v8|e1|0`: p is 0.25 at 38 words and 0.225 at 39.
    @Test(arguments: [(8, false), (38, false), (39, true), (47, true), (48, true), (500, true)])
    func `the median rule drops with a probability`(_ words: Int, _ isKept: Bool) throws {
        let episode = Figures.replies([words])
        #expect(try kept(#"{"filter":"median_response_words"}"#, episode) == (isKept ? [0] : []))
    }

    @Test func `the median is that of the window so far, greeting included`() throws {
        let filter = #"{"filter":"median_response_words","minimum":30,"desired":30}"#
        let episode = Figures.episode([
            .greeting(60), .user(), .init(words: 2), .user(), .init(words: 20), .user(), .init(words: 90),
        ])
        // 60 and 2: 31. 2, 20, 60: 20. 2, 20, 60, 90: 40.
        #expect(try kept(filter, episode) == [0, 2])
    }

    @Test func `a window starts anew where a turn does not fit`() throws {
        let filter = #"{"filter":"median_response_words","minimum":30,"desired":30}"#
        let text = #"{"name":"p","window":{"target_tokens":100},"filters":[\#(filter)]}"#
        // 2 tokens for what stands before, 7 for each turn of the user, 54 and 27 for those of 31 and 15 words: the
        // third turn of the user begins anew, and the last response alone, which makes no row.
        let episode = Figures.replies([31, 15, 31, 31])
        #expect(try Policy(text: Array(text.utf8)).windows(of: episode).sorted() == [0, 2])
    }

    @Test func `short and long responses go, or everything that they are in`() throws {
        let episode = Figures.episode([
            .greeting(2), .user(), .init(words: 60), .user(), .init(words: 59), .user(), .init(words: 61),
        ])
        #expect(try kept(#"{"filter":"response_words","minimum":60}"#, episode) == [0, 2])
        #expect(try kept(#"{"filter":"response_words","minimum":60,"action":"drop_window"}"#, episode) == [0])
        #expect(try kept(#"{"filter":"response_words","minimum":60,"action":"drop_episode"}"#, episode) == [])
        #expect(try kept(#"{"filter":"response_words","maximum":60}"#, episode) == [0, 1])
        #expect(try kept(#"{"filter":"response_words","minimum":60,"maximum":60}"#, episode) == [0])
    }

    @Test func `unbalanced marks are those of the response`() throws {
        let names = ["unbalanced_asterisk", "unbalanced_quote"]
        let episode = Figures.episode(
            [
                .init(words: 3, isUser: true, isTarget: false, flags: 1), .init(words: 9), .user(),
                .init(words: 9, flags: 1), .user(), .init(words: 9, flags: 2),
            ], flagNames: names)
        #expect(try kept(#"{"filter":"balanced_markup"}"#, episode) == [0])
        #expect(try kept(#"{"filter":"balanced_markup","marks":["*"]}"#, episode) == [0, 2])
        #expect(try kept(#"{"filter":"balanced_markup","marks":["\""]}"#, episode) == [0, 1])
        #expect(try kept(#"{"filter":"balanced_markup","action":"drop_window"}"#, episode) == [0])
    }

    @Test func `combining marks count in every turn of the window`() throws {
        let episode = Figures.episode([
            .user(), .init(words: 9, markRun: 2), .init(words: 3, isUser: true, isTarget: false, markRun: 3),
            .init(words: 9),
        ])
        #expect(try kept(#"{"filter":"combining_marks"}"#, episode) == [0])
        #expect(try kept(#"{"filter":"combining_marks","run":4}"#, episode) == [0, 1])
        #expect(try kept(#"{"filter":"combining_marks","run":2}"#, episode) == [])
    }

    /// 1/2, 3/4: the third such turn in a row is over 0.7; a turn without it halves.
    @Test func `habits are averaged with recent turns first`() throws {
        func episode(_ trait: TurnFigures.Traits, _ pattern: [Bool]) -> EpisodeFigures {
            Figures.episode(pattern.flatMap { [.user(), .init(words: 9, traits: $0 ? trait : TurnFigures.Traits())] })
        }
        let filter = #"{"filter":"embarrassment"}"#
        #expect(try kept(filter, episode(.embarrassed, [true, true, false, true, true])) == [0, 2, 3])
        #expect(try kept(filter, episode(.stutters, [true, true, false])) == [0, 2])
        #expect(try kept(#"{"filter":"embarrassment","stutter":0.5}"#, episode(.stutters, [true, false])) == [1])
        #expect(try kept(#"{"filter":"embarrassment","stutter":1}"#, episode(.stutters, [true, true])) == [0, 1])
    }

    @Test func `similarity leaves out what is equal to the first turn`() throws {
        func episode(_ cosines: [Double]) -> EpisodeFigures {
            Figures.episode(cosines.flatMap { [.user(), .init(words: 9, similarity: $0)] })
        }
        let filter = #"{"filter":"response_similarity"}"#
        #expect(try kept(filter, episode([1, 1, 1, 1])) == [0, 1, 2, 3])
        // 0.49, 0.735, 0.8575.
        #expect(try kept(filter, episode([1, 0.98, 0.98, 0.98])) == [0, 1, 2])
        #expect(try kept(#"{"filter":"response_similarity","threshold":0.5}"#, episode([1, 1, 0.99999])) == [0, 1, 2])
        #expect(try kept(#"{"filter":"response_similarity","threshold":0}"#, episode([1])) == [])
    }

    @Test func `flags are of the episode, the window or the response`() throws {
        let episode = Figures.episode(
            [.user(), .init(words: 9), .user(), .init(words: 9, flags: 1), .user(), .init(words: 9)],
            flagNames: ["refusal", "ends_with_user"], flags: 2)
        #expect(try kept(#"{"filter":"flags","exclude":["refusal"]}"#, episode) == [])
        #expect(try kept(#"{"filter":"flags","exclude":["refusal"],"action":"drop_window"}"#, episode) == [0])
        #expect(try kept(#"{"filter":"flags","exclude":["refusal"],"action":"drop_response"}"#, episode) == [0, 2])
        #expect(try kept(#"{"filter":"flags","exclude":["zalgo"]}"#, episode) == [0, 1, 2])
        #expect(try kept(#"{"filter":"flags","exclude":["ends_with_user"]}"#, episode) == [])
    }

    @Test func `what is not known is kept, unless asked otherwise`() throws {
        let german = Figures.replies([9]) { $0.language = "de" }
        let unknown = Figures.replies([9]) { $0.language = nil }
        #expect(try kept(#"{"filter":"language","allow":["en"]}"#, german) == [])
        #expect(try kept(#"{"filter":"language","allow":["en","de"]}"#, german) == [0])
        #expect(try kept(#"{"filter":"language","allow":["en"]}"#, unknown) == [0])
        #expect(try kept(#"{"filter":"language","allow":["en"],"unknown":"drop"}"#, unknown) == [])
        func rated(_ score: Double?) -> EpisodeFigures { Figures.replies([9], score: score) }
        #expect(try kept(#"{"filter":"rating","minimum_score":3}"#, rated(2.9)) == [])
        #expect(try kept(#"{"filter":"rating","minimum_score":3}"#, rated(3)) == [0])
        #expect(try kept(#"{"filter":"rating","minimum_score":3}"#, rated(nil)) == [0])
        #expect(try kept(#"{"filter":"rating","minimum_score":3,"unrated":"drop"}"#, rated(nil)) == [])
    }

    @Test func `episodes are chosen by size, phrases and source`() throws {
        let episode = Figures.replies([9, 9]) { $0.slopPerThousandWords = 2 }
        #expect(try kept(#"{"filter":"turns","minimum":5}"#, episode) == [])
        #expect(try kept(#"{"filter":"turns","minimum":4,"maximum":4}"#, episode) == [0, 1])
        #expect(try kept(#"{"filter":"stock_phrases","per_1000_words":2}"#, episode) == [0, 1])
        #expect(try kept(#"{"filter":"stock_phrases","per_1000_words":1.9}"#, episode) == [])
        #expect(try kept(#"{"filter":"source","allow":["cai_dump"]}"#, episode) == [0, 1])
        #expect(try kept(#"{"filter":"source","exclude":["cai_dump"]}"#, episode) == [])
    }
}
