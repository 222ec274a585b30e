import Foundation
import StrictJSON
import Testing

@testable import chorus

@Suite struct DemoReportTests {
    @Test func theTableIsAlignedAndHasTwoDecimals() {
        let report = DemoReport(
            rows: [
                .init(
                    part: 1, raters: 24, negative: 9, neutral: 3, positive: 12, net: [0.1249, -0.2251, 0.45],
                    label: "mixed"),
                .init(part: 10, raters: 4, negative: 4, neutral: 0, positive: 0, net: nil, label: "too_few"),
            ], ratings: 28,
            fates: [
                .init(file: "logs/a.json", expected: "accepted", actual: "accepted", reason: "", episodes: 12),
                .init(file: "logs/b.json", expected: "refused", actual: "refused", reason: "header_only", episodes: 0),
                .init(file: "logs/c.json", expected: "accepted", actual: "refused", reason: "broken_json", episodes: 0),
            ])
        #expect(
            report.text == """
                Part  Raters  Negative  Neutral  Positive         Net sentiment  Label
                   1      24         9        3        12  +0.12 [-0.23, +0.45]  mixed
                  10       4         4        0         0        too few raters  too few
                28 ratings. 3 logs: 1 accepted with 12 conversations, 1 refused as expected (header_only), 1 unexpected.
                unexpected: logs/c.json should be accepted and is refused (broken_json)
                """)
        #expect(report.unexpected.map(\.file) == ["logs/c.json"])
    }

    @Test func aSummaryBecomesARowAndSomethingElseDoesNot() throws {
        let summary = #"""
            {"part":3,"raters":23,"counts":{"negative":14,"neutral":2,"positive":7},
             "net_sentiment":{"mean":-0.29,"low":-0.55,"high":0},"label":"mostly_negative"}
            """#
        let row = DemoReport.Row(try JSONDocument(Array(summary.utf8), limits: .request).root)
        #expect(row?.net == [-0.29, -0.55, 0])
        #expect(row?.negative == 14)
        #expect(DemoReport.Row(try JSONDocument(Array("{}".utf8), limits: .request).root) == nil)
    }

    @Test func theDemosRequestsAreTheSameEachTimeAndEachIsItsOwn() throws {
        let once = try DemoData.bundled()
        let again = try DemoData.bundled()
        #expect(once.experiment == "exp7")
        #expect(once.parts == [1, 2, 3, 4])
        #expect(once.registrations.map(\.path) == again.registrations.map(\.path))
        let keys = Self.keys(once)
        #expect(keys == Self.keys(again))
        #expect(Set(keys).count == keys.count)
        #expect(keys.count == once.uploads.count + once.ratings.joined().count)
        #expect(once.ratings.joined().count == 88)
        #expect(once.uploads.contains { $0.expected == "refused" })
    }

    private static func keys(_ data: DemoData) -> [String] {
        (data.uploads.map(\.request) + data.ratings.joined()).flatMap { request in
            request.headers.filter { $0.name == "Idempotency-Key" }.map(\.value)
        }
    }
}
