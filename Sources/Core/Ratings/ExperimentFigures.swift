public import Foundation
import Crypto

/// Everything that the summaries of an experiment are computed from, read in one snapshot.
public struct ExperimentFigures: Sendable {
    /// Slug of the experiment.
    public var experiment: String
    /// Its registered parts in the order of their numbers.
    public var parts: [PartRecord]
    /// Feed position at which the figures were read.
    public var position: Int
    /// When the feed got to that position, or the experiment was registered. Not the moment of reading: the same state
    /// gives the same bytes.
    public var asOf: Date
    /// Version of the sentiment model.
    public var sentimentModel: String

    /// All inputs; the parts are put into the order of their numbers.
    public init(experiment: String, parts: [PartRecord], position: Int, asOf: Date, sentimentModel: String) {
        self.experiment = experiment
        self.parts = parts.sorted { $0.number < $1.number }
        self.position = position
        self.asOf = asOf
        self.sentimentModel = sentimentModel
    }

    /// One part; nil when it is not registered.
    public subscript(number: Int) -> PartRecord? { parts.first { $0.number == number } }

    /// What would be known without the ratings that look as if one group had made them; nil where there are none.
    /// Of each part it has raters and sentiments, which is all that a verdict is made of.
    var withoutClusters: ExperimentFigures? {
        guard parts.contains(where: { $0.figures.clustered.total > 0 }) else { return nil }
        var others = self
        for index in others.parts.indices { others.parts[index].figures = parts[index].figures.withoutClusters }
        return others
    }

    /// SHA-256 over all that figures, intervals and verdicts depend on: same hash, same numbers.
    public var inputHash: String {
        var hash = SHA256()
        func add(_ texts: String...) { hash.update(data: Data((texts.joined(separator: "|") + "\n").utf8)) }
        add(PartSummary.method, sentimentModel, experiment)
        for part in parts {
            add("part", String(part.number), part.changed.rawValue)
            for (name, count) in part.figures.named { add(name, String(count)) }
            add("logs", part.logs.digest)
        }
        return "sha256:" + Hex.encode(hash.finalize())
    }
}

/// What is known of one part.
public struct PartRecord: Sendable {
    /// 1...parts planned.
    public var number: Int
    /// What differs from the part before it.
    public var changed: Part.Changed
    /// What raters say.
    public var figures: PartFigures
    /// What the logs that were donated with it hold.
    public var logs: PartLogs

    /// All of it.
    public init(number: Int, changed: Part.Changed, figures: PartFigures, logs: PartLogs = PartLogs()) {
        self.number = number
        self.changed = changed
        self.figures = figures
        self.logs = logs
    }
}
