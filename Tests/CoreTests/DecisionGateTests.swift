import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct DecisionGateTests {
    private func part(_ members: String, now: Date = noon) throws -> Part {
        try Part(experiment: "exp7", number: 2, body: try body("{\(members)}"), now: now)
    }

    private func gate(_ text: String) throws -> DecisionGate {
        try #require(try part("\"gates\":[\(text)]").gates.first)
    }

    private let stop = #"{"metric":"net_sentiment","above":0,"raters":40,"otherwise":"stop"}"#

    static let forms: [(String, DecisionGate)] = [
        (
            #"{"metric":"net_sentiment","above":0,"raters":40,"otherwise":"stop"}"#,
            DecisionGate(metric: .netSentiment, .above, 0, raters: 40, otherwise: "stop")
        ),
        (
            #"{"metric":"negative_share","below":0.4,"raters":60,"action":"go on"}"#,
            DecisionGate(metric: .negativeShare, .below, 0.4, raters: 60, action: "go on")
        ),
        (
            #"{"metric":"mean_score","above":3.5,"raters":100}"#,
            DecisionGate(metric: .meanScore, .above, 3.5, raters: 100)
        ),
        (
            #"{"metric":"aspect_complaints","aspect":"repetition","below":0.25,"raters":50}"#,
            DecisionGate(metric: .aspectComplaints(.repetition, detail: nil), .below, 0.25, raters: 50)
        ),
        (
            #"{"metric":"aspect_complaints","aspect":"length","detail":"short","above":0.1,"raters":50}"#,
            DecisionGate(metric: .aspectComplaints(.length, detail: "short"), .above, 0.1, raters: 50)
        ),
    ]

    @Test(arguments: forms) func `a gate is read and answered as it was sent`(_ text: String, _ gate: DecisionGate)
        throws
    {
        #expect(try self.gate(text) == gate)
        #expect(String(decoding: gate.json.bytes(), as: UTF8.self) == text)
        #expect(DecisionGate.list(kept: "[\(text)]") == [gate])
    }

    static let broken: [(String, [String])] = [
        (#"1"#, [" wrong_type"]), (#"null"#, [" wrong_type"]),
        (#"{}"#, ["/metric required", " required", "/raters required"]),
        (#"{"metric":"joy","above":0,"raters":4}"#, ["/metric unknown_value"]),
        (#"{"metric":1,"above":0,"raters":4}"#, ["/metric wrong_type"]),
        (#"{"metric":"net_sentiment","raters":4}"#, [" required"]),
        (#"{"metric":"net_sentiment","above":0,"below":0,"raters":4}"#, ["/below above_and_below"]),
        (#"{"metric":"net_sentiment","above":"0","raters":4}"#, ["/above wrong_type"]),
        (#"{"metric":"net_sentiment","above":1,"raters":4}"#, ["/above out_of_range"]),
        (#"{"metric":"net_sentiment","below":-1,"raters":4}"#, ["/below out_of_range"]),
        (#"{"metric":"negative_share","below":-0.1,"raters":4}"#, ["/below out_of_range"]),
        (#"{"metric":"mean_score","above":0.5,"raters":4}"#, ["/above out_of_range"]),
        (#"{"metric":"mean_score","above":3,"raters":0}"#, ["/raters out_of_range"]),
        (#"{"metric":"mean_score","above":3,"raters":4.5}"#, ["/raters wrong_type"]),
        (#"{"metric":"mean_score","above":3,"raters":4,"name":"x"}"#, ["/name unknown_field"]),
        (#"{"metric":"mean_score","above":3,"raters":4,"otherwise":["x"]}"#, ["/otherwise wrong_type"]),
        (#"{"metric":"mean_score","aspect":"length","above":3,"raters":4}"#, ["/aspect not_applicable"]),
        (#"{"metric":"aspect_complaints","below":0.2,"raters":4}"#, ["/aspect required"]),
        (#"{"metric":"aspect_complaints","aspect":"lenght","below":0.2,"raters":4}"#, ["/aspect unknown_value"]),
        (
            #"{"metric":"aspect_complaints","aspect":"speed","detail":"short","below":0.2,"raters":4}"#,
            ["/detail unknown_value"]
        ),
        (
            #"{"metric":"aspect_complaints","aspect":"length","detail":"marks","below":0.2,"raters":4}"#,
            ["/detail unknown_value"]
        ),
    ]

    @Test(arguments: broken) func `what is wrong with a gate is named at its place`(
        _ text: String, _ expected: [String]
    ) {
        let found = faults { _ = try part("\"gates\":[\(stop),\(text)]") }
        #expect(found == expected.map { "/gates/1\($0)" })
        #expect(DecisionGate.list(kept: "[\(text)]").isEmpty, "what cannot be judged is left out")
    }

    @Test func `a gate is laid down once`() {
        #expect(faults { _ = try part("\"gates\":[\(stop),\(stop)]") } == ["/gates/1 duplicate_gate"])
        #expect(DecisionGate.list(kept: #"[{"name":"g"},"#).isEmpty)
    }

    @Test func `every metric is two integers`() {
        var figures = PartFigures()
        figures.sentiments = Tally(negative: 3, neutral: 2, positive: 7)
        figures.scores = [2, 1, 0, 4, 3]
        figures[.aspect(.length, .negative)] = 4
        figures[.aspect(.length, .positive)] = 5
        figures[.detail(.length, "short", .negative)] = 2
        let metrics: [(GateMetric, Int, Int)] = [
            (.netSentiment, 12, 4), (.negativeShare, 12, 3), (.meanScore, 10, 35),
            (.aspectComplaints(.length, detail: nil), 12, 4), (.aspectComplaints(.length, detail: "short"), 12, 2),
            (.aspectComplaints(.length, detail: "long"), 12, 0), (.aspectComplaints(.speed, detail: nil), 12, 0),
        ]
        for (metric, raters, sum) in metrics {
            #expect(metric.measure(figures) == (raters, sum))
            let needed = PartFigures(metric.counters.map { ($0, figures[$0]) })
            #expect(metric.measure(needed) == (raters, sum), "\(metric) reads what it names")
        }
    }

    @Test func `a look is met, failed or open`() throws {
        let gate = try gate(stop)
        #expect(gate.look(raters: 20, sum: 20).outcome == .met)
        #expect(gate.look(raters: 20, sum: -20).outcome == .failed)
        #expect(gate.look(raters: 39, sum: 15).outcome == .open)
        #expect(gate.look(raters: 0, sum: 0).outcome == .open)
        // Not shown to be above 0 with 40 raters, though 15 more are glad than not: the statement of the gate.
        #expect(gate.look(raters: 40, sum: 15).outcome == .failed)
        #expect(gate.look(raters: 40, sum: 25).outcome == .met)
        let critics = try self.gate(#"{"metric":"net_sentiment","below":0,"raters":40,"action":"stop"}"#)
        #expect(critics.look(raters: 40, sum: -25).outcome == .met)
        #expect(critics.look(raters: 20, sum: 20).outcome == .failed)
        #expect(critics.look(raters: 40, sum: -15).outcome == .failed)
    }

    @Test func `what a gate takes is known beforehand`() throws {
        for text in Self.forms.map(\.0) {
            let gate = try gate(text)
            let needed = try #require(gate.needed)
            let step = gate.comparison == .above ? 1 : -1
            let sum = Int((needed * Double(gate.raters)).rounded(gate.comparison == .above ? .down : .up))
            #expect(gate.look(raters: gate.raters, sum: sum - step).outcome == .failed, "\(text)")
            #expect(gate.look(raters: gate.raters, sum: sum + step).outcome == .met, "\(text)")
        }
        let hopeless = try gate(#"{"metric":"net_sentiment","above":0,"raters":5}"#)
        #expect(hopeless.needed == nil)
        #expect(hopeless.look(raters: 5, sum: 5).outcome == .failed)
    }

    @Test func `a gate and its looks have sentences`() throws {
        let part = try part("\"gates\":[\(stop)]")
        let gate = part.gates[0]
        #expect(gate.condition.description == "Net sentiment above 0 with 40 raters; otherwise: stop.")
        func sentence(_ raters: Int, _ sum: Int) -> String {
            let outcome = gate.look(raters: raters, sum: sum).outcome
            let look = GateLook(
                number: 1, gate: 0, raters: raters, sum: sum, outcome: outcome, cause: .rating, at: noon)
            let report = GateReport(part: part, decisions: outcome == .open ? [:] : [0: look], latest: [0: look])
            return report.standings[0].sentence.description
        }
        #expect(sentence(4, 4) == "Open: 4 raters of 40.", "no mean below five raters")
        #expect(sentence(12, 3) == "Open: 12 raters of 40 (0.25, between -0.67 and 1 over all looks).")
        #expect(sentence(20, 20).hasPrefix("Met with 20 raters: net sentiment is above 0 (1, between "))
        #expect(sentence(20, -20).hasPrefix("Failed with 20 raters: net sentiment is below 0 (-1, between -1 and "))
        #expect(
            sentence(40, 8).hasPrefix("Failed: with 40 raters it is not shown that net sentiment is above 0 (0.2, "))
        let short = try self.gate(Self.forms[4].0)
        #expect(
            short.condition.description
                == "The share of raters who complain of length (short) above 0.1 with 50 raters.")
    }

    @Test func `the first look that is not open decides`() throws {
        let part = try part("\"gates\":[\(stop),{\"metric\":\"mean_score\",\"above\":3,\"raters\":9}]")
        let decision = GateLook(number: 7, gate: 0, raters: 13, sum: 13, outcome: .met, cause: .rating, at: noon)
        let latest = GateLook(number: 9, gate: 0, raters: 14, sum: 4, outcome: .open, cause: .withdrawal, at: noon)
        let report = GateReport(part: part, decisions: [0: decision], latest: [0: latest])
        #expect(report.standings.map(\.outcome) == [.met, .open])
        let json = String(decoding: report.json(looks: [decision, latest], next: 9).bytes(), as: UTF8.self)
        #expect(json.contains(#""hash":"sha256:"#) && json.contains(#""next":9"#))
        #expect(json.contains(#""sentence":"Nobody has rated since the gate was laid down.""#))
    }
}
