import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct LogbookTests {
    private func experiment(_ title: String = "Experiment 7") throws -> Experiment {
        let text = """
            {"title":"\(title)","model":"v8","parts_planned":10,"previous":"exp6","description":"New *data*.",
            "hyperparameters":{"learning_rate":0.98e-5,"precision":"bf16"}}
            """
        return try Experiment(slug: "exp7", body: try body(text), now: noon)
    }

    private func part(_ number: Int, changed: String, released: Bool = true) throws -> Part {
        let when = released ? #""released_at":"2023-03-0\#(number)T12:00:00Z","# : ""
        let text = "{\(when)\"changed\":\"\(changed)\",\"training_notes\":\"So slow!\",\"testing_notes\":\"- fine\"}"
        return try Part(experiment: "exp7", number: number, body: try body(text), now: noon)
    }

    private var complaining: PartFigures {
        var figures = SampleFamily.figures(14, 2, 7)
        figures[.aspect(.length, .negative)] = 9
        figures[.detail(.length, "short", .negative)] = 8
        for (temperature, count) in [(0.6, 3), (0.9, 5)] {
            let settings = SamplingSettings(
                temperature: temperature, topP: nil, topK: nil, repetitionPenalty: nil, contrastive: nil)
            for band in SamplingBand.of(settings) { figures[.sampling(band, .negative)] = count }
        }
        return figures
    }

    @Test func `a part has notes, settings, feedback, verdict and what changed next`() throws {
        let family = SampleFamily.family(
            SampleFamily.figures(6, 4, 11), complaining, PartFigures(), changed: [.both, .nothing, .data])
        let parts = try [
            part(1, changed: "both"), part(2, changed: "nothing"), part(3, changed: "data", released: false),
        ]
        let gate: JSON = ["gates": [["metric": "net_sentiment", "above": 0, "raters": 40, "otherwise": "stop"]]]
        let gated = try Part(
            experiment: "exp7", number: 2, body: JSONDocument(gate.bytes(), limits: .request).root, now: noon)
        let gates = [2: GateReport(part: gated, decisions: [:], latest: [:])]
        let input = try LeadInput(try body(#"{"title":"Messages are *cut off*","aspect":"formatting","part":1}"#))
        let lead = Lead(input, experiment: "exp7", now: noon)
        let text = Logbook(
            ExperimentRecord(
                try experiment(), parts: parts.reversed(), figures: family.known, gates: gates, leads: [lead]),
            family: family
        ).markdown
        for expected in [
            "# 2023-03-02\n\n## Experiment 7\n\nNew *data*.\n\n### Training\n\n#### Overview\n\n- Model: v8\n"
                + "- Previous experiment: `exp6`\n- Hyperparameters:\n  - learning\\_rate: 0.98e-5\n  - precision: bf16\n",
            "#### Part 2/10\n\nReleased 2023-03-02. Changed: nothing.\n\n**Training notes:**\n\nSo slow!\n",
            "Sampling settings that raters used:\n\n- **Temperature:** 0.7-1 (5), 0.5-0.7 (3)\n",
            "Mostly negative. 23 raters: 14 negative, 2 neutral, 7 positive. Net sentiment -0.",
            "- length: 9 of 23 complain (39 %), more than for the part before\n- length, short: 8 of 23 complain (35 %)",
            "**Verdict:** suggestive. Feedback for part 2 was mostly negative: 14 of 23 raters negative (61 %)",
            "**What changed next:** part 3 changed data.",
            "**Gates:**\n\n- Net sentiment above 0 with 40 raters; otherwise: stop. Nobody has rated since",
            "#### Leads\n\n- Messages are \\*cut off\\*: first seen with part 1, 0 raters, open\n",
            "#### Part 3/10\n\nNot released yet. Changed: data.",
            "Nobody has rated this part yet.",
            "input `\(family.inputHash)`.\n",
        ] { #expect(text.contains(expected), "\(expected)\n---\n\(text)") }
        #expect(text.components(separatedBy: "What changed next").count == 3)
    }

    @Test func `an experiment without parts has a logbook too, and names are not Markdown`() throws {
        let family = SampleFamily.family()
        let record = ExperimentRecord(
            try experiment("[x](javascript:1) <b># *"), parts: [], figures: family.known)
        let text = Logbook(record, family: family).markdown
        #expect(text.contains("## \\[x\\](javascript:1) \\<b\\>\\# \\*\n"))
        #expect(text.contains("No part of it is registered yet."))
        #expect(!text.contains("Chance or change"))
    }
}
