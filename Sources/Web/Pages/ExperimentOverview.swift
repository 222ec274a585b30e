import Core
import Foundation
import Postgres
import Sentiment
import Storage

/// An experiment with its parts and what was said about them, read in one snapshot.
struct ExperimentOverview: Sendable {
    let experiment: Experiment
    let parts: [(part: Part, summary: PartSummary)]
}

extension Connection {
    /// Reads an experiment for its pages; nil when it is not registered.
    func overview(of slug: String) throws -> ExperimentOverview? {
        guard let experiment = try experiment(slug) else { return nil }
        return try overview(of: experiment)
    }

    /// Reads the parts and figures of an experiment.
    func overview(of experiment: Experiment) throws -> ExperimentOverview {
        let figures = try figures(of: experiment.slug)
        let pooled = figures.values.reduce(PartFigures(), +)
        let position = try feedHead().position
        let moment = try feedMoment()
        let parts = try parts(of: experiment.slug).map { part in
            let summary = PartSummary(
                experiment: experiment.slug, part: part.number, figures: figures[part.number] ?? PartFigures(),
                pooled: pooled, position: position, asOf: moment ?? part.updatedAt,
                sentimentModel: SentimentModel.version)
            return (part, summary)
        }
        return ExperimentOverview(experiment: experiment, parts: parts)
    }
}

/// One part as a line of a table.
struct PartLine {
    let number: Int
    let address: String
    let rateAddress: String
    let changed: Word
    let released: Moment?
    let isReleased: Bool
    let picture: PartPicture
    let notes: [NoteBlock]
    let hasNotes: Bool

    init(_ part: Part, _ summary: PartSummary) {
        number = part.number
        address = "/experiments/\(part.experiment)/parts/\(part.number)"
        rateAddress = "/rate/\(part.experiment)/\(part.number)"
        changed = Word(part.changed)
        released = part.releasedAt.map { Moment($0) }
        isReleased = part.releasedAt != nil
        picture = PartPicture(summary)
        notes = NoteBlock.blocks(of: part.trainingNotes)
        hasNotes = !notes.isEmpty
    }
}
