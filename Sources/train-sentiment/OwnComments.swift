import Foundation
import Sentiment

/// Our own comments on checkpoints, dealt into folds: what learns from them is judged on the fold that it has not seen.
struct OwnComments {
    struct Comment {
        let example: Example
        let text: LabelledText
        let fold: Int
    }

    static let folds = 5
    /// How much one of them counts beside a text of another source: they are few, and what the product reads.
    private static let weight: Float = 4
    /// Behind the sources of `TrainingSource`; its bias is not kept either.
    private static let source = TrainingSource.all.count

    /// Those by which the lexicon was written: the linear model learns from them too.
    let known: [Comment]
    /// The development set, by which no word was chosen: of all that is learned only the few weights of the calibration.
    let development: [Comment]
    /// The share of each sentiment among the comments that were given with the data.
    private let given: [Polarity: Float]

    init(_ folder: URL, data: URL, phrases: PhraseTable) throws {
        func read(_ file: URL) throws -> [Comment] {
            try Corpus.read(file).enumerated().map { index, example in
                let text = LabelledText(analysis: .of(example.text, phrases: phrases), label: example.label)
                return Comment(example: example, text: text, fold: index % Self.folds)
            }
        }
        let given = try read(data.appendingPathComponent("domain.dev.jsonl"))
        known = try read(folder.appendingPathComponent("comments.tune.jsonl")) + given
        self.given = Self.shares(given.map(\.example.label))
        development = try read(folder.appendingPathComponent("comments.dev.jsonl"))
    }

    /// How much a comment of the development set counts by its sentiment, where how often each comes matters. Ours were
    /// written to be hard, and are neutral a third more often than those that were given: weighed so, they are as often.
    var emphasis: [Polarity: Float] {
        let ours = Self.shares(development.map(\.example.label))
        return given.reduce(into: [:]) { $0[$1.key] = $1.value / (ours[$1.key] ?? 1) }
    }

    private static func shares(_ labels: [Polarity]) -> [Polarity: Float] {
        labels.reduce(into: [:]) { $0[$1, default: 0] += 1 / Float(labels.count) }
    }

    /// What the linear model learns from: those of every fold, or of all but one.
    func linearRows(without fold: Int? = nil) -> [LinearTrainer.Row] {
        known.filter { $0.fold != fold && $0.isRead }.map { $0.text.row(weight: Self.weight, source: Self.source) }
    }
}

extension OwnComments.Comment {
    /// Comments in other languages are not read, so there is nothing to learn from them.
    var isRead: Bool { !text.analysis.isForeign }
}
