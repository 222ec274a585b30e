import Sentiment
import Statistics

/// One part of a logbook.
struct LogbookEntry {
    let part: Part
    let summary: PartSummary
    let logbook: Logbook

    init(_ part: Part, _ summary: PartSummary, in logbook: Logbook) {
        self.part = part
        self.summary = summary
        self.logbook = logbook
    }

    var paragraphs: [String] {
        var paragraphs = ["#### Part \(part.number)/\(logbook.experiment.partsPlanned)"]
        paragraphs.append(released)
        if !part.trainingNotes.isEmpty { paragraphs += ["**Training notes:**", part.trainingNotes] }
        if !part.testingNotes.isEmpty { paragraphs += ["**Testing notes:**", part.testingNotes] }
        if !settings.isEmpty {
            paragraphs += ["Sampling settings that raters used:", settings.joined(separator: "\n")]
        }
        paragraphs += ["**Community feedback:**", feedback]
        if !complaints.isEmpty { paragraphs.append(complaints.joined(separator: "\n")) }
        if let comparison = summary.versusPrevious {
            let word = PhraseText.words(comparison.comparison.verdict.rawValue)
            paragraphs.append("**Verdict:** \(word). \(comparison.sentence)")
        }
        if let others = summary.withoutClusters { paragraphs.append("**One voice or many?** \(others.sentence)") }
        if let gates = logbook.record.gates[part.number] {
            paragraphs.append("**Gates:**")
            paragraphs.append(gates.standings.map { "- \($0.condition) \($0.sentence)" }.joined(separator: "\n"))
        }
        if !checks.isEmpty { paragraphs += ["**Did it help?**", checks.joined(separator: "\n")] }
        if let next { paragraphs.append(next) }
        return paragraphs
    }

    private var released: String {
        let changed = "Changed: \(PhraseText.words(part.changed.rawValue))."
        guard let date = part.releasedAt else { return "Not released yet. \(changed)" }
        return "Released \(RFC3339.text(date).prefix(10)). \(changed)"
    }

    /// Of each setting the bands that somebody used, those most used first.
    private var settings: [String] {
        SamplingBand.Setting.allCases.compactMap { setting in
            let used = SamplingBand.all(of: setting).map { ($0.name, summary.figures.tally(in: $0).total) }
                .filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
            guard !used.isEmpty else { return nil }
            let bands = used.map { "\($0.0) (\($0.1))" }.joined(separator: ", ")
            return "- **\(PhraseText.words(setting.rawValue).capitalised):** \(bands)"
        }
    }

    private var feedback: String {
        let tally = summary.figures.sentiments
        guard tally.total > 0 else { return "Nobody has rated this part yet." }
        let counts =
            "\(tally.total) rater\(tally.total == 1 ? "" : "s"): \(tally.negative) negative, \(tally.neutral) neutral, "
            + "\(tally.positive) positive"
        guard let net = summary.netSentiment else { return "\(counts); too few to say more." }
        return
            "\(PhraseText.of(summary.label).capitalised). \(counts). Net sentiment \(DecimalText.signed(net.mean)), 95 % "
            + "interval \(DecimalText.signed(net.interval.low)) to \(DecimalText.signed(net.interval.high))."
    }

    private var complaints: [String] {
        summary.aspects.filter { $0.complaints.count > 0 && $0.aspect != .overall }.map { aspect in
            let name = PhraseText.words(
                aspect.detail.map { "\(aspect.aspect.rawValue), \($0)" } ?? aspect.aspect.rawValue)
            let share = summary.isShown ? " (\(PercentText.of(aspect.complaints.share ?? 0)))" : ""
            let change = (aspect.complaints.share ?? 0) - (aspect.other?.share ?? 0)
            let note =
                aspect.isChanged
                ? (change > 0 ? ", more than for the part before" : ", fewer than for the part before") : ""
            return "- \(name): \(aspect.complaints.count) of \(aspect.complaints.total) complain\(share)\(note)"
        }
    }

    /// What the part before was advised to do something about, and what became of it.
    private var checks: [String] {
        summary.adviceChecks.map { "- \($0.sentence)" }
    }

    private var next: String? {
        guard let next = logbook.parts.first(where: { $0.number > part.number }) else { return nil }
        return "**What changed next:** part \(next.number) changed \(PhraseText.words(next.changed.rawValue))."
    }
}
