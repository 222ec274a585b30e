import Foundation
import Testing

@testable import chorus

@Suite struct FeedPageTests {
    private let one = "00000000-0000-7000-8000-000000000001"
    private let two = "00000000-0000-7000-8000-000000000002"

    private func line(_ position: Int, _ kind: String, _ id: String, episode: String? = nil) throws -> FeedLine {
        let tail = episode.map { ",\"episode\":\($0)" } ?? ""
        return try FeedLine(
            Array(#"{"position":\#(position),"kind":"episode.\#(kind)","id":"\#(id)","revision":1\#(tail)}"#.utf8))
    }

    @Test func theLastEventOfAnEpisodeDecides() throws {
        var page = FeedPage(after: 0, isWhole: true)
        try page.append(try line(1, "accepted", one, episode: #"{"id":"\#(one)"}"#), at: 0)
        try page.append(try line(2, "accepted", two, episode: #"{"id":"\#(two)"}"#), at: 200)
        try page.append(try line(3, "withdrawn", one), at: 400)
        try page.append(try line(4, "revised", two, episode: #"{"id":"\#(two)","x":1}"#), at: 600)
        #expect(page.rows.count == 1)
        #expect(page.rows.first?.episode == EpisodeKey(two.utf8))
        #expect(page.rows.first?.bytes.lowerBound ?? 0 > 600)
        #expect(Set(page.touched).count == 2)
        #expect(page.events == 4 && page.first == 1 && page.last == 4)
    }

    @Test func anAcceptedEpisodeThatMayNoLongerBeHandedOutLeavesNoRow() throws {
        var page = FeedPage(after: nil, isWhole: true)
        try page.append(try line(9, "accepted", one), at: 0)
        #expect(page.rows.isEmpty)
        #expect(Array(page.touched).count == 1)
    }

    @Test func aGapARepeatAndAStepBackAreRefused() throws {
        for position in [1, 2, 4, 9] {
            var page = FeedPage(after: 2, isWhole: true)
            let line = try line(position, "withdrawn", one)
            #expect(throws: PullFailure.self) { try page.append(line, at: 0) }
        }
        var filtered = FeedPage(after: 2, isWhole: false)
        try filtered.append(try line(9, "withdrawn", one), at: 0)
        let again = try line(9, "withdrawn", two)
        #expect(throws: PullFailure.self) { try filtered.append(again, at: 0) }
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"position":1}"#,
        #"{"position":0,"kind":"episode.accepted","id":"00000000-0000-7000-8000-000000000001"}"#,
        #"{"position":1,"kind":"episode.merged","id":"00000000-0000-7000-8000-000000000001"}"#,
        #"{"position":1,"kind":"episode.accepted","id":"00000000-0000-7000-8000-00000000000"}"#,
        #"{"position":1,"kind":"episode.accepted","id":"00000000-0000-7000-8000-000000000001","episode":{"id":"00000000-0000-7000-8000-000000000002"}}"#,
        #"{"position":1,"kind":"episode.accepted","id":"00000000-0000-7000-8000-0000000"#,
    ])
    func aLineThatIsNotOfAFeedIsRefused(_ text: String) {
        #expect(throws: PullFailure.self) { try FeedLine(Array(text.utf8)) }
    }

    @Test func anEpisodeIsCutOutAsItStands() throws {
        let episode = #"{ "id" : "\#(one)", "text": "a \u00e9 { } \" }", "n": 1.50 }"#
        let text = #"{"new":[1],"kind":"episode.accepted","episode":\#(episode),"id":"\#(one)","position":7}"#
        let line = try FeedLine(Array(text.utf8))
        let range = try #require(line.rows.first)
        #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == episode)
        #expect(FeedLine.key(ofRow: Array(episode.utf8)) == line.episode)
    }

    @Test func rowsAreCutOutEachAndHaveToBeOfTheEpisode() throws {
        func line(_ rows: String) throws -> (FeedLine, [UInt8]) {
            let text = Array(
                #"{"position":3,"kind":"episode.accepted","id":"\#(one)","revision":1,"rows":\#(rows)}"#.utf8)
            return (try FeedLine(text, holdsEpisodes: false), text)
        }
        let rows = [#"{"text": "[a]", "identifier":"\#(one)-0"}"#, #"{"identifier":"\#(one)-12","n":1.0}"#]
        let (read, text) = try line("[\(rows.joined(separator: " , "))]")
        #expect(read.rows.map { String(decoding: text[$0], as: UTF8.self) } == rows)
        #expect(try line("[]").0.rows.isEmpty)
        for odd in ["[1]", "[{}]", #"[{"identifier":"\#(two)-0"}]"#, #"[{"identifier":7}]"#] {
            #expect(throws: PullFailure.self) { try line(odd) }
        }
    }

    @Test func runsOfCombiningMarksInAnEpisodePassAsTheyAre() throws {
        let marks = String(repeating: "\u{0301}\u{0315}", count: 5000)
        let text =
            #"{"position":1,"kind":"episode.accepted","id":"\#(one)","episode":{"id":"\#(one)","t":"\#(marks)"}}"#
        #expect(try FeedLine(Array(text.utf8)).rows.count == 1)
    }

    @Test func keysIgnoreCaseAndRefuseAnythingElse() {
        let key = EpisodeKey("0189ABCD-0000-7000-8000-0123456789ab".utf8)
        #expect(key != nil)
        #expect(key == EpisodeKey("0189abcd-0000-7000-8000-0123456789AB".utf8))
        for text in [
            "", "0189abcd-0000-7000-8000-0123456789a", "0189abcd00000-7000-8000-0123456789ab",
            "0189abcd-0000-7000-8000-0123456789ag",
        ] {
            #expect(EpisodeKey(text.utf8) == nil)
        }
    }
}
