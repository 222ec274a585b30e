import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sentiment
import StrictJSON
import Testing

@testable import Web

@Suite struct PagesTextTests {
    @Test(arguments: ["\"", "'", "<", ">", "&"])
    func aMarkUnderACombiningAccentIsStillEscaped(mark: String) {
        let escaped = PageText().escapeText(mark + "\u{301} onfocus=x")
        #expect(!escaped.unicodeScalars.contains { $0 != "&" && mark.unicodeScalars.contains($0) })
        #expect(escaped.utf8.first == UInt8(ascii: "&"))
    }

    @Test func controlCharactersAreDroppedAndLineBreaksKept() {
        #expect(PageText().escapeText("a\u{0}b\u{1B}[c\n\td\u{7F}") == "ab[c\n\td")
    }

    @Test(
        "Controls of direction end with their text and line",
        arguments: [
            ("a\u{202E}\u{2066}b", "a\u{202E}\u{2066}b\u{2069}\u{202C}"), ("a\u{2069}b\u{202C}", "ab"),
            ("\u{202A}a\u{202C} \u{2068}b\u{2069}", "\u{202A}a\u{202C} \u{2068}b\u{2069}"),
            ("\u{2067}a\nb\u{2069}", "\u{2067}a\u{2069}\nb"),
            ("\u{2067}\u{202E}a\u{2069}b", "\u{2067}\u{202E}a\u{2069}b"),
            ("\u{2067}a\u{2029}b", "\u{2067}a\u{2069}\u{2029}b"), ("\u{2067}a\u{202C}", "\u{2067}a\u{2069}"),
            ("“a” – \u{200F}b€", "“a” – \u{200F}b€"),
        ])
    func controlsOfDirection(text: String, escaped: String) {
        #expect(Array(PageText().escapeText(text).unicodeScalars) == Array(escaped.unicodeScalars))
    }

    @Test func hostileTextNeverLeavesItsPlace() async throws {
        let hostile = "\"\u{301}><script>x</script>{{page}}"
        let view = ExperimentView(
            ExperimentRecord(
                try PagesSamples.experiment(title: hostile), parts: [], figures: PagesSamples.known([])))
        let html = try await text(try Pages().response(HomePage([view])))
        #expect(!html.utf8Contains("<script>"))
        let joined = "\"\u{301}"
        #expect(!html.utf8Contains(joined))
        #expect(html.utf8Contains("&lt;script&gt;"))
        #expect(html.utf8Contains("{{page}}"))
    }

    @Test func onlyWebAddressesBecomeLinks() throws {
        let linked = try #require(CheckpointLink(try PagesSamples.part(1)))
        #expect(linked.url == "https://example.org/v8")
        var part = try PagesSamples.part(1)
        part.checkpoint = ["repo": "org/v8", "url": "javascript:alert(1)"]
        #expect(try #require(CheckpointLink(part)).url == nil)
    }

    @Test func belowFiveRatersOnlyCountsAreShown() async throws {
        let few = PagesSamples.figures(negative: 1, neutral: 1, positive: 2)
        let view = ExperimentView(
            ExperimentRecord(
                try PagesSamples.experiment(), parts: [try PagesSamples.part(1)], figures: PagesSamples.known([few])))
        let html = try await text(
            try Pages().response(try #require(PartPage(view, part: 1, comments: PagesSamples.comments))))
        #expect(html.utf8Contains("Too few to say"))
        #expect(!html.utf8Contains("Net sentiment"))
        #expect(!html.utf8Contains(" %"))
    }

    @Test func clausesOfACommentAreMarkedAndNothingIsLost() {
        let text = "Replies are far too short 🎉, but it stays in character. Hm."
        let comment = PublicComment(
            id: ID(bucket: 0, at: PagesSamples.moment), text: text, score: nil, sentiment: .neutral, source: .comment,
            stated: [], frontEnd: nil, occurredAt: PagesSamples.moment)
        let pieces = CommentLine(comment).pieces
        #expect(pieces.map(\.text).joined() == text)
        #expect(pieces.contains { $0.isBlame && $0.text.contains("short") })
        #expect(pieces.contains { $0.isPraise && $0.text.contains("character") })
    }

    @Test func aBrowserGetsAPageAndAProgramDoesNot() throws {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        #expect(ErrorPage.wanted(by: request("/nothing", accept: browser)) != nil)
        #expect(ErrorPage.wanted(by: request("/v1/experiments/none", accept: browser)) == nil)
        #expect(ErrorPage.wanted(by: request("/nothing", accept: "*/*")) == nil)
        #expect(ErrorPage.wanted(by: request("/nothing", accept: "application/json, text/html;q=0.5")) == nil)
        let response = try #require(ErrorPage.wanted(by: request("/x", accept: browser))).response(
            for: .notFound, try Pages())
        #expect(response.status == .notFound)
    }

    @Test func numbersKeepTheirSignAndTwoDecimals() {
        #expect(Figures.signed(-0.2949) == "−0.29")
        #expect(Figures.signed(0.004) == "0.00")
        #expect(Figures.signed(0.105) == "+0.11" || Figures.signed(0.105) == "+0.10")
        #expect([0.0004, 0.035, 1].map(Figures.p) == ["p < 0.001", "p = 0.035", "p = 1"])
        #expect(Figures.place(2) == "100.00%")
        #expect(Moment(iso: "2023-03-03T12:00:00.000Z").text == "2023-03-03 12:00")
    }

    @Test func aClassThatIsCalledOtherIsNotTheRestOfThem() {
        let labels = [
            MixLabel("other", by: "front_end"), MixLabel("other", by: "front_end", isRest: true),
            MixLabel("16-47", by: "length_band"), MixLabel("words", by: "submitter"), MixLabel("a-b", by: "character"),
        ]
        #expect(labels.map { $0.is.keys.first } == ["other", "rest", "words", "name", "name"])
        #expect(labels.map(\.text) == ["other", "other", "16–47", "words", "a-b"])
    }

    @Test func notesKeepTheirListsAndMarksWithoutPartners() {
        let blocks = NoteBlock.blocks(of: "# A\nfirst\nsecond\n\n- one\n\n  - **two** `x`\n\nlast **odd")
        #expect(blocks.map(\.isList) == [false, false, true, false])
        #expect(blocks[1].runs.map(\.text) == ["first second"])
        #expect(blocks[2].items.map(\.depth) == [1, 2])
        #expect(blocks[2].items[1].runs.map(\.isStrong) == [true, false, false])
        #expect(blocks[3].runs.map(\.text) == ["last **odd"])
    }

    private func request(_ path: String, accept: String) -> Request {
        Request(
            head: HTTPRequest(
                method: .get, scheme: "http", authority: "here", path: path, headerFields: [.accept: accept]),
            body: .init(buffer: ByteBuffer()))
    }

    private func text(_ response: Response) async throws -> String {
        let writer = Collector()
        try await response.body.write(writer)
        return writer.text
    }
}

extension String {
    /// Compares bytes: as characters, a quotation mark under an accent is not a quotation mark.
    fileprivate func utf8Contains(_ part: String) -> Bool { Array(utf8).firstRange(of: Array(part.utf8)) != nil }
}

/// Keeps what a body writes.
final class Collector: ResponseBodyWriter {
    nonisolated(unsafe) var text = ""  // Written by one task, read after it.

    func write(_ buffer: ByteBuffer) async throws { text += String(buffer: buffer) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
