import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct LeadTests {
    private func lead(_ members: String = "", confirmations: Lead.Confirmations = .init()) throws -> Lead {
        let input = try LeadInput(try body(#"{"title":"messages get cut off","part":1\#(members)}"#))
        var lead = Lead(input, experiment: "exp7", now: noon)
        lead.confirmations = confirmations
        return lead
    }

    @Test func `a lead is read and answered`() throws {
        let lead = try lead(
            #","aspect":"formatting","detail":"cut_off","ratings":["018F0000-0000-7000-8000-000000000007"]"#,
            confirmations: .init(raters: [2: 1, 1: 3, 3: 0], maintainers: 1))
        #expect(lead.id.bucket == Int16(Bucket.of("exp7")))
        let expected =
            #"{"id":"\#(lead.id)","experiment":"exp7","title":"messages get cut off","aspect":"formatting","#
            + #""detail":"cut_off","part":1,"status":"open","closed_by_part":null,"seen_again":false,"confirmations":"#
            + #"{"raters":4,"maintainers":1,"by_part":[{"part":1,"raters":3},{"part":2,"raters":1}]},"#
            + #""created_at":"2023-03-03T12:00:00.000Z","updated_at":"2023-03-03T12:00:00.000Z"}"#
        #expect(String(decoding: lead.json.bytes(), as: UTF8.self) == expected)
    }

    static let broken: [(String, [String])] = [
        ("{}", ["/title required", "/part required"]), (#"{"title":" ","part":1}"#, ["/title required"]),
        (#"{"title":"t","part":0}"#, ["/part out_of_range"]),
        (#"{"title":"t","part":1,"aspect":"smell"}"#, ["/aspect unknown_value"]),
        (#"{"title":"t","part":1,"detail":"marks"}"#, ["/detail unknown_value"]),
        (#"{"title":"t","part":1,"aspect":"length","detail":"marks"}"#, ["/detail unknown_value"]),
        (#"{"title":"t","part":1,"ratings":["x",7]}"#, ["/ratings/0 bad_id", "/ratings/1 bad_id"]),
        (#"{"title":"t","part":1,"raters":3}"#, ["/raters unknown_field"]),
    ]

    @Test(arguments: broken) func `what is wrong with a lead is named`(_ text: String, _ expected: [String]) {
        #expect(faults { _ = try LeadInput(try body(text)) } == expected)
    }

    @Test func `a later part closes a lead, and it can be opened again`() throws {
        let lead = try lead(confirmations: .init(raters: [2: 1]))
        let later = noon.addingTimeInterval(60)
        let closed = try LeadPatch(try body(#"{"closed_by_part":3}"#)).applied(to: lead, now: later)
        #expect(closed.closedByPart == 3 && closed.updatedAt == later && !closed.isSeenAgain)
        let kept = try LeadPatch(try body(#"{"title":"cut off"}"#)).applied(to: closed, now: later)
        #expect(kept.closedByPart == 3 && kept.title == "cut off")
        let open = try LeadPatch(try body(#"{"closed_by_part":null}"#)).applied(to: closed, now: later)
        #expect(open.closedByPart == nil && open.title == lead.title)
        for text in [#"{"closed_by_part":1}"#, #"{"closed_by_part":0}"#] {
            let found = faults { _ = try LeadPatch(try body(text)).applied(to: lead, now: later) }
            #expect(found == ["/closed_by_part out_of_range"])
        }
        #expect(faults { _ = try LeadPatch(try body(#"{"title":null}"#)) } == ["/title required"])
        #expect(faults { _ = try LeadPatch(try body(#"{"part":2}"#)) } == ["/part unknown_field"])
    }

    @Test func `who sees it in the part that closed it, or later, saw it again`() throws {
        var lead = try lead()
        lead.closedByPart = 3
        for (part, isSeen) in [(2, false), (3, true), (4, true)] {
            lead.confirmations = .init(raters: [part: 1])
            #expect(lead.isSeenAgain == isSeen)
        }
    }

    @Test func `a confirmation names a rating or nothing`() throws {
        #expect(try LeadConfirmation(try body("{}")).rating == nil)
        let id = "018f0000-0000-7000-8000-000000000007"
        #expect(try LeadConfirmation(try body("{\"rating\":\"\(id)\"}")).rating?.description == id)
        #expect(faults { _ = try LeadConfirmation(try body(#"{"rating":"7"}"#)) } == ["/rating bad_id"])
        #expect(faults { _ = try LeadConfirmation(try body(#"{"rater":"me"}"#)) } == ["/rater unknown_field"])
    }

    private func figures(_ raters: Int, _ counts: [Counter: Int]) -> PartFigures {
        var figures = PartFigures(counts.map { ($0.key, $0.value) })
        figures.raters = raters
        return figures
    }

    @Test func `what few raters report and can be looked for is suggested`() throws {
        let cutOff = Counter.detail(.formatting, "cut_off", .negative)
        let parts = [
            1: figures(20, [cutOff: 1, .detail(.length, "short", .negative): 2]),
            2: figures(15, [cutOff: 3, .aspect(.repetition, .negative): 1, .aspect(.coherence, .negative): 1]),
            3: figures(15, [.aspect(.formatting, .negative): 1]),
        ]
        let suggestions = LeadSuggestion.all(in: parts, pinned: [])
        #expect(suggestions.map(\.aspect) == [.formatting, .repetition])
        #expect(suggestions.map(\.detail) == ["cut_off", nil])
        #expect(
            String(decoding: try #require(suggestions.first).json.bytes(), as: UTF8.self)
                == #"{"aspect":"formatting","detail":"cut_off","part":1,"raters":4,"by_part":[{"part":1,"raters":1},{"part":2,"raters":3}]}"#
        )
        let pinned = try lead(#","aspect":"formatting","detail":"cut_off""#)
        #expect(LeadSuggestion.all(in: parts, pinned: [pinned]).map(\.aspect) == [.repetition])
        let marks = try lead(#","aspect":"formatting","detail":"marks""#)
        #expect(LeadSuggestion.all(in: parts, pinned: [marks]).count == 2)
    }

    @Test func `what more raters report is advice, no lead`() {
        let marks = Counter.detail(.formatting, "marks", .negative)
        #expect(LeadSuggestion.all(in: [1: figures(100, [marks: 3])], pinned: []).count == 1)
        #expect(LeadSuggestion.all(in: [1: figures(100, [marks: 4])], pinned: []).isEmpty)
        #expect(LeadSuggestion.all(in: [1: figures(14, [marks: 3])], pinned: []).isEmpty, "more than one in five")
        #expect(LeadSuggestion.all(in: [1: figures(90, [marks: 1]), 2: figures(90, [marks: 9])], pinned: []).isEmpty)
        #expect(LeadSuggestion.all(in: [:], pinned: []).isEmpty)
    }
}
