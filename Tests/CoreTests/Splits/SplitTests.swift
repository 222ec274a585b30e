import ChatLogs
import Core
import Statistics
import StrictJSON
import Testing

@Suite struct SplitTests {
    /// Episodes of three formats and a few characters and lengths, in no even numbers.
    private static let episodes: [EpisodeFigures] = (0..<997).map { index in
        Figures.replies([index % 13 == 0 ? 100 : 20 + index % 5 * 8], id: "e\(index)") {
            $0.format = index % 7 < 4 ? "cai_dump" : index % 7 < 6 ? "agnai" : "janitor"
            $0.character = "c\(index % 11)"
        }
    }

    @Test func `parts are disjoint, complete and the same every time`() {
        let split = Split(parts: 10, seed: "v8")
        let parts = split.parts(of: Self.episodes)
        #expect(parts.count == Self.episodes.count)
        #expect(Set(parts) == Set(1...10))
        #expect(split.parts(of: Self.episodes) == parts)
        let sizes = (1...10).map { part in parts.count { $0 == part } }
        #expect(sizes.max() == 100 && sizes.min() == 99)
        #expect(Split(parts: 10, seed: "v9").parts(of: Self.episodes) != parts)
    }

    @Test func `the order in which episodes came makes no difference`() {
        let split = Split(parts: 7, seed: "v8")
        let parts = Dictionary(uniqueKeysWithValues: zip(Self.episodes.map(\.id), split.parts(of: Self.episodes)))
        let reversed = Array(Self.episodes.reversed())
        #expect(Dictionary(uniqueKeysWithValues: zip(reversed.map(\.id), split.parts(of: reversed))) == parts)
    }

    @Test func `every stratum and every group of strata is shared out evenly`() {
        let split = Split(parts: 10, stratify: [.format, .lengthBand, .character], seed: "v8")
        let parts = split.parts(of: Self.episodes)
        for depth in 1...3 {
            let groups = Dictionary(grouping: Self.episodes.indices) { index in
                split.stratify.prefix(depth).map { $0.label(of: Self.episodes[index]) }
            }
            for (stratum, members) in groups {
                let sizes = (1...10).map { part in members.count { parts[$0] == part } }
                #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1, "\(stratum)")
            }
        }
    }

    @Test func `one part is everything, and of nothing there is nothing`() {
        #expect(Set(Split(parts: 1, seed: "s").parts(of: Self.episodes)) == [1])
        #expect(Split(parts: 3, seed: "s").parts(of: []).isEmpty)
        #expect(Split(parts: 5, stratify: [], seed: "s").parts(of: Array(Self.episodes.prefix(2))).count == 2)
    }

    @Test func `a split is read`() throws {
        let (split, part) = try Split.read(
            try body(#"{"parts":10,"part":4,"stratify":["format","length_band","character"]}"#), path: "/split",
            seed: "v8")
        #expect(split == Split(parts: 10, stratify: [.format, .lengthBand, .character], seed: "v8"))
        #expect(part == 4)
        let usual = try Split.read(try body(#"{"parts":2,"part":2}"#), path: "/split", seed: "v8")
        #expect(usual.split.stratify == Split.usual)
        #expect(
            try Split.read(try body(#"{"parts":2,"part":2,"stratify":[]}"#), path: "", seed: "").split.stratify == [])
        #expect(
            faults {
                let text = #"{"parts":2,"part":3,"stratify":["format","size","format"],"of":1}"#
                _ = try Split.read(try body(text), path: "/split", seed: "")
            } == [
                "/split/part out_of_range", "/split/stratify/1 unknown_value", "/split/stratify/2 unknown_value",
                "/split/of unknown_field",
            ])
    }

    @Test func `parts of a split are like the whole`() async throws {
        let run = await PolicyRun.run(try policy(#"{"filter":"response_words","minimum":25}"#), on: Self.episodes)
        let report = SplitReport(Split(parts: 10, seed: "v8"), of: run)
        #expect(report.parts.reduce(0) { $0 + $1.size.responses } == run.total.kept.responses)
        #expect(report.parts.reduce(0) { $0 + $1.size.episodes } == run.total.kept.episodes)
        for part in report.parts {
            #expect(part.mixes.map(\.key) == SplitReport.keys)
            // Format and length make strata, which are shared out evenly; at random p would be anything.
            for mix in part.mixes { #expect(mix.test.p > 0.8 && mix.divergence < 0.001, "\(part.number) \(mix.key)") }
        }
        let json = try JSONDocument(report.json.bytes(), limits: .own).root
        #expect(json.count == 10)
        #expect(json[0]?["by"]?[0]?["by"]?.string == "format")
    }
}
