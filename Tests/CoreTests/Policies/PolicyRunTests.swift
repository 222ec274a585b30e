import ChatLogs
import Core
import StrictJSON
import Testing

@Suite struct PolicyRunTests {
    @Test func `what each filter saw, kept and dropped adds up`() async throws {
        let episodes = [
            Figures.replies([60, 10, 70], id: "a"), Figures.replies([5, 5], id: "b"),
            Figures.replies([100], id: "c") { $0.language = "de" },
        ]
        let filters = #"{"filter":"language","allow":["en"]},{"filter":"response_words","minimum":60}"#
        let run = await PolicyRun.run(try policy(filters), on: episodes)
        #expect(run.total.seen.responses == 6 && run.total.seen.episodes == 3 && run.total.seen.words == 250)
        #expect(run.total.kept.responses == 2 && run.total.kept.episodes == 1 && run.total.kept.words == 130)
        let language = run.byFilter[0].passage
        #expect(language.seen.responses == 6 && language.kept.responses == 5)
        #expect(language.seen.episodes == 3 && language.kept.episodes == 2)
        let words = run.byFilter[1].passage
        #expect(words.seen.responses == 5 && words.kept.responses == 2)
        #expect(words.seen.episodes == 2 && words.kept.episodes == 1)
        #expect(run.windows(ofEpisodeAt: 0) == [0, 2])
        #expect(run.windows(ofEpisodeAt: 1).isEmpty)
        #expect(run.keptEpisodes == [0])
        #expect(run.byLengthBand.map(\.label) == ["0-7", "48-95", "96-191"])
        #expect(run.histograms.before.counts[6] == 1 && run.histograms.after.counts[1] == 0)
        #expect(run.faults.isEmpty)
    }

    @Test func `windows are stretches of which a response is kept`() async throws {
        // 100 tokens hold one exchange of 31 words; the second response begins anew.
        let text = #"{"name":"p","window":{"target_tokens":100},"filters":[{"filter":"response_words","minimum":10}]}"#
        let episodes = [Figures.replies([31, 31, 12]), Figures.replies([9], id: "b")]
        let run = await PolicyRun.run(try Policy(text: Array(text.utf8)), on: episodes)
        #expect(run.total.seen.windows == 3)
        #expect(run.total.kept.windows == 2)
        #expect(run.byFilter[0].passage.kept.windows == 2)
    }

    @Test func `a filter that never sees anything is an error`() async throws {
        let filters = #"{"filter":"turns","minimum":9},{"filter":"duplicate"}"#
        let run = await PolicyRun.run(try policy(filters), on: [Figures.replies([60])])
        #expect(run.faults.map(\.pointer) == ["/filters/1"])
        #expect(run.faults[0].code == "filter_saw_nothing")
        #expect(run.faults[0].hint.contains("turns"))
        let nothing = await PolicyRun.run(try policy(filters), on: [])
        #expect(nothing.faults.count == 2)
    }

    @Test func `of equal windows the first that got so far stays`() async throws {
        func twin(_ id: String, _ change: (inout DialogueFigures) -> Void = { _ in }) -> EpisodeFigures {
            Figures.episode(
                [.user(3, text: 1), .init(words: 60, text: 2), .user(3, text: 3), .init(words: 60, text: 4)], id: id,
                change)
        }
        let twins = [twin("a"), twin("b")]
        let run = await PolicyRun.run(try policy(#"{"filter":"duplicate"}"#), on: twins)
        #expect(run.windows(ofEpisodeAt: 0) == [0, 1])
        #expect(run.windows(ofEpisodeAt: 1).isEmpty)
        // What an earlier filter dropped is no reason to drop another.
        let english = [twin("a") { $0.language = "de" }, twin("b")]
        let both = #"{"filter":"language","allow":["en"]},{"filter":"duplicate"}"#
        let later = await PolicyRun.run(try policy(both), on: english)
        #expect(later.windows(ofEpisodeAt: 1) == [0, 1])
        // One that a later filter drops is.
        let reversed = #"{"filter":"duplicate"},{"filter":"language","allow":["en"]}"#
        let none = await PolicyRun.run(try policy(reversed), on: english)
        #expect(none.windows(ofEpisodeAt: 1).isEmpty)
        let other = [twin("a"), twin("b") { $0.head.identity = 7 }]
        #expect(await PolicyRun.run(try policy(#"{"filter":"duplicate"}"#), on: other).keptEpisodes == [0, 1])
    }

    @Test func `the beginning of a longer dialogue goes wherever it comes`() async throws {
        func episode(_ id: String, _ prefixes: [UInt64]) -> EpisodeFigures {
            Figures.replies([60], id: id) {
                $0.prefixes = prefixes
                $0.dialogue = prefixes.last ?? 0
            }
        }
        let episodes = [
            episode("a", [1, 2]), episode("b", [1, 2, 3]), episode("c", [1, 2, 3]), episode("d", [1, 2, 4]),
            episode("e", [1]),
        ]
        let run = await PolicyRun.run(try policy(#"{"filter":"prefix"}"#), on: episodes)
        #expect(run.keptEpisodes == [1, 2, 3])
        let unique = #"{"filter":"prefix"},{"filter":"duplicate","unit":"episode"}"#
        #expect(await PolicyRun.run(try policy(unique), on: episodes).keptEpisodes == [1, 3])
    }

    @Test func `dialogues that are almost alike go`() async throws {
        func episode(_ id: String, _ changed: Int) -> EpisodeFigures {
            Figures.replies([60], id: id) {
                $0.sketch = (0..<128).map { UInt32($0 < changed ? 1000 + changed * 200 + $0 : $0) }
            }
        }
        // 20 of 128 differ: 0.84; 30 of 128: 0.77.
        let episodes = [episode("a", 0), episode("b", 20), episode("c", 30)]
        let run = await PolicyRun.run(try policy(#"{"filter":"near_duplicate"}"#), on: episodes)
        #expect(run.keptEpisodes == [0, 2])
        let strict = await PolicyRun.run(try policy(#"{"filter":"near_duplicate","jaccard":0.9}"#), on: episodes)
        #expect(strict.keptEpisodes == [0, 1, 2])
    }

    @Test func `caps keep so many, whichever order they came in`() async throws {
        let episodes = (0..<20).map { index in
            Figures.replies([60], id: "e\(index)", submitter: index < 10 ? "lee" : index < 19 ? "sam" : "")
        }
        let capped = try policy("", rest: #","caps":{"per_submitter":3}"#)
        let kept = await PolicyRun.run(capped, on: episodes).keptEpisodes.map { episodes[$0].id }
        #expect(kept.count == 7)
        #expect(kept.last == "e19")
        let reversed = Array(episodes.reversed())
        let again = await PolicyRun.run(capped, on: reversed).keptEpisodes.map { reversed[$0].id }
        #expect(Set(kept) == Set(again))
        let both = try policy("", rest: #","caps":{"per_submitter":3,"per_character":5}"#)
        let run = await PolicyRun.run(both, on: episodes)
        #expect(run.byFilter.map(\.filter.name) == ["caps.per_submitter", "caps.per_character"])
        #expect(run.total.kept.episodes == 5)
    }

    @Test func `a sample is drawn by the lots of the seed`() async throws {
        let episodes = (0..<400).map { Figures.replies([60], id: "e\($0)") }
        let half = await PolicyRun.run(try policy("", rest: #","sample":{"fraction":0.5}"#), on: episodes)
        let quarter = await PolicyRun.run(try policy("", rest: #","sample":{"fraction":0.25}"#), on: episodes)
        #expect(160...240 ~= half.keptEpisodes.count)
        #expect(Set(quarter.keptEpisodes).isSubset(of: half.keptEpisodes))
        // By SHA-256 of `v8|e0|sample` and so on: 0.37, 0.94, 0.90, 0.88.
        #expect(half.keptEpisodes.filter { $0 < 4 } == [0])
    }

    @Test func `victims are of every filter, with the reason, and the same every time`() async throws {
        let episodes = (0..<100).map { Figures.replies([$0, 200], id: "e\($0)") }
        let filters = #"{"filter":"response_words","maximum":150},{"filter":"median_response_words","minimum":40}"#
        let run = await PolicyRun.run(try policy(filters), on: episodes)
        #expect(run.victims.count == 20)
        #expect(Set(run.victims.map(\.filter)) == ["response_words", "median_response_words"])
        let long = try #require(run.victims.first { $0.filter == "response_words" })
        #expect(long.reason.description == "a response of 200 words" && long.words == 200 && long.window == 1)
        let short = try #require(run.victims.first { $0.filter == "median_response_words" })
        #expect(short.reason.description.hasPrefix("median of \(short.words).0 words: p "))
        #expect(await PolicyRun.run(try policy(filters), on: episodes).victims == run.victims)
    }

    @Test func `the difference of two policies is told by responses`() async throws {
        let episodes = [Figures.replies([55, 65, 30], id: "a"), Figures.replies([52], id: "b")]
        let sixty = await PolicyRun.run(try policy(#"{"filter":"response_words","minimum":60}"#), on: episodes)
        let fifty = await PolicyRun.run(try policy(#"{"filter":"response_words","minimum":50}"#), on: episodes)
        let difference = PolicyDifference(from: sixty, to: fifty)
        #expect(difference.both == 1 && difference.gained == 2 && difference.lost == 0)
        #expect(difference.episodesGained == 1 && difference.episodesLost == 0)
    }

    @Test func `the answer has what the contract names`() async throws {
        let run = await PolicyRun.run(
            try policy(#"{"filter":"response_words","minimum":60}"#), on: [Figures.replies([55, 65])])
        let answer = try JSONDocument(run.json().bytes(), limits: .request).root
        #expect(answer["kept"]?["responses"]?.int == 1)
        #expect(answer["dropped"]?["responses"]?.int == 1)
        #expect(answer["by_filter"]?[0]?["filter"]?.string == "response_words")
        #expect(answer["by_filter"]?[0]?["parameters"]?["minimum"]?.int == 60)
        #expect(answer["by_filter"]?[0]?["seen"]?.int == 2)
        #expect(answer["by_source"]?[0]?["format"]?.string == "cai_dump")
        #expect(answer["by_source"]?[0]?["kept"]?["words"]?.int == 65)
        #expect(answer["by_front_end"]?[0]?["front_end"]?.string == "unknown")
        #expect(answer["histogram"]?[5]?["before"]?.int == 1)
        #expect(answer["histogram"]?[5]?["after"]?.int == 0)
        #expect(answer["victims"]?[0]?["reason"]?.string == "a response of 55 words")
        #expect(answer["errors"]?.count == 0)
    }

    /// More than one batch, on all cores: the order of work must not show.
    @Test func `many episodes are judged as one by one`() async throws {
        let policy = try #require(Policy.presets["v8-part-2"])
        let episodes = (0..<5000).map { Figures.replies([$0 % 130, $0 % 77, 64], id: "e\($0)") }
        let run = await PolicyRun.run(policy, on: episodes)
        #expect(run.keptEpisodes.count > 1000)
        for index in stride(from: 0, to: 5000, by: 97) {
            #expect(run.windows(ofEpisodeAt: index) == policy.windows(of: episodes[index]))
        }
    }
}
