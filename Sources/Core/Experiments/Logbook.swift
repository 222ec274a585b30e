import StrictJSON

/// A draft of the logbook of an experiment, in Markdown: per part the maintainers' notes, the settings that people used,
/// what the community said, the verdict, and what changed next.
public struct Logbook: Sendable {
    /// The experiment.
    public let experiment: Experiment
    /// Its registered parts.
    public let parts: [Part]
    /// What raters say.
    public let family: PartFamily

    /// A logbook of these parts.
    public init(_ experiment: Experiment, parts: [Part], family: PartFamily) {
        self.experiment = experiment
        self.parts = parts.sorted { $0.number < $1.number }
        self.family = family
    }

    /// Markdown, every paragraph on one line; the same input gives the same bytes.
    public var markdown: String {
        let entries = parts.compactMap { part in
            PartSummary(part: part.number, in: family).map { LogbookEntry(part, $0, in: self).paragraphs }
        }
        return (heading + entries.joined() + footer).joined(separator: "\n\n") + "\n"
    }

    private var heading: [String] {
        let day = String(RFC3339.text(parts.compactMap(\.releasedAt).max() ?? experiment.updatedAt).prefix(10))
        var paragraphs = ["# \(day)", "## \(MarkdownText.line(experiment.title))"]
        if !experiment.description.isEmpty { paragraphs.append(experiment.description) }
        paragraphs += ["### Training", "#### Overview", "- Model: \(MarkdownText.line(experiment.model))" + previous]
        if let settings = hyperparameters { paragraphs[paragraphs.count - 1] += "\n- Hyperparameters:\n\(settings)" }
        if family.ratedParts > 0 { paragraphs.append("**Chance or change:** " + ExperimentSummary(family).sentence) }
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

    private var footer: [String] {
        let known = family.known
        return [
            "---",
            "As of \(RFC3339.text(known.asOf)), feed position \(known.position), method `\(PartSummary.method)`, sentiment "
                + "model `\(known.sentimentModel)`, input `\(family.inputHash)`.",
        ]
    }
}
