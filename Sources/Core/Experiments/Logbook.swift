import StrictJSON

/// A draft of the logbook of an experiment, in Markdown: per part the maintainers' notes, the settings that people used,
/// what the community said, the verdict, and what changed next.
public struct Logbook: Sendable {
    /// What is known of the experiment.
    public let record: ExperimentRecord
    /// What raters say.
    public let family: PartFamily

    var experiment: Experiment { record.experiment }
    var parts: [Part] { record.parts }

    /// A logbook of an experiment.
    public init(_ record: ExperimentRecord, family: PartFamily) {
        self.record = record
        self.family = family
    }

    /// Markdown, every paragraph on one line; the same input gives the same bytes.
    public var markdown: String {
        let entries = parts.compactMap { part in
            PartSummary(part: part.number, in: family).map { LogbookEntry(part, $0, in: self).paragraphs }
        }
        return MarkdownText.document(heading + entries.joined() + leads + footer)
    }

    /// One part of it under the experiment's title; nil when there is no such part.
    public func markdown(ofPart number: Int) -> String? {
        guard let part = record.part(number), let summary = PartSummary(part: number, in: family) else { return nil }
        let heading = ["# \(MarkdownText.line(experiment.title))"]
        return MarkdownText.document(heading + LogbookEntry(part, summary, in: self).paragraphs + footer)
    }

    private var heading: [String] {
        let day = String(RFC3339.text(parts.compactMap(\.releasedAt).max() ?? experiment.updatedAt).prefix(10))
        var paragraphs = ["# \(day)", "## \(MarkdownText.line(experiment.title))"]
        if !experiment.description.isEmpty { paragraphs.append(experiment.description) }
        paragraphs += ["### Training", "#### Overview", "- Model: \(MarkdownText.line(experiment.model))" + previous]
        if let settings = hyperparameters { paragraphs[paragraphs.count - 1] += "\n- Hyperparameters:\n\(settings)" }
        if family.ratedParts > 0 { paragraphs.append("**Chance or change:** \(ExperimentSummary(family).sentence)") }
        if parts.isEmpty { paragraphs.append("No part of it is registered yet.") }
        return paragraphs
    }

    private var previous: String { experiment.previous.map { "\n- Previous experiment: `\($0)`" } ?? "" }

    private var hyperparameters: String? {
        guard let root = try? JSONDocument(experiment.hyperparameters.bytes(), limits: .log).root else { return nil }
        let lines = root.members.map { name, value in
            let text = value.string ?? String(decoding: value.json().bytes(), as: UTF8.self)
            return "  - \(MarkdownText.line(name)): \(MarkdownText.line(text))"
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private var leads: [String] {
        guard !record.leads.isEmpty else { return [] }
        let lines = record.leads.map { lead in
            let raters = lead.confirmations.raters.values.reduce(0, +)
            let seen = "\(raters) rater\(raters == 1 ? "" : "s")"
            let state = lead.closedByPart.map { "closed by part \($0)" } ?? "open"
            return "- \(MarkdownText.line(lead.title)): first seen with part \(lead.part), \(seen), \(state)"
                + (lead.isSeenAgain ? ", seen again" : "")
        }
        return ["#### Leads", lines.joined(separator: "\n")]
    }

    private var footer: [String] {
        let known = family.known
        return [
            "---",
            "As of \(RFC3339.text(known.asOf)), feed position \(known.position), method `\(PartSummary.method)`, sentiment "
                + "model `\(known.sentimentModel)`, input `\(family.inputHash)`.",
        ]
    }
}
