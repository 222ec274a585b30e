import Foundation
import Sentiment

/// The model judged on every development split and on our own comments.
struct Evaluation {
    struct Line {
        let name: String
        let metrics: Metrics
        let aspects: AspectMetrics?
        let vader: (accuracy: Double, macroF1: Double)
    }

    private(set) var lines: [Line] = []

    /// - Parameter partial: the model as it is when it has not seen a fold of our own comments
    init(
        of model: SentimentModel, data: URL, comments: OwnComments, partial: (_ fold: Int) -> SentimentModel
    ) throws {
        for split in DevelopmentSplit.published {
            let examples = try Corpus.read(data.appendingPathComponent(split.file))
            add(split.name, [(examples, model)], isTwoClass: split.isTwoClass, vader: split.vader)
        }
        let unseen = (0..<OwnComments.folds).map { fold in
            (comments.development.filter { $0.fold == fold }.map(\.example), partial(fold))
        }
        add("comments on checkpoints", unseen, hasAspects: true, vader: (0.386, 0.386))
    }

    private mutating func add(
        _ name: String, _ parts: [(examples: [Example], model: SentimentModel)], isTwoClass: Bool = false,
        hasAspects: Bool = false, vader: (accuracy: Double, macroF1: Double)
    ) {
        var metrics = Metrics(isTwoClass: isTwoClass)
        var aspects = AspectMetrics()
        for part in parts {
            for example in part.examples {
                let reading = part.model.read(example.text)
                metrics.add(example.label, reading)
                aspects.add(example.opinions, reading)
            }
        }
        lines.append(Line(name: name, metrics: metrics, aspects: hasAspects ? aspects : nil, vader: vader))
    }

    /// A table in Markdown.
    var table: String {
        let head = """
            | set | texts | accuracy | macro-F1 | ECE | aspects, joint F1 | VADER accuracy / macro-F1 |
            |---|---:|---:|---:|---:|---:|---:|

            """
        return head
            + lines.map { line in
                let m = line.metrics
                let joint = line.aspects.map { String(format: "%.3f", $0.jointF1) } ?? ""
                let numbers = String(format: "%.3f | %.3f | %.3f", m.accuracy, m.macroF1, m.calibrationError)
                let vader = String(format: "%.3f / %.3f", line.vader.accuracy, line.vader.macroF1)
                return "| \(line.name) | \(m.count) | \(numbers) | \(joint) | \(vader) |"
            }.joined(separator: "\n")
    }

    /// What our own comments are and are taken for, in Markdown.
    var confusion: String {
        guard let counts = lines.last?.metrics.confusion else { return "" }
        let names = ["negative", "neutral", "positive"]
        let rows = zip(names, counts).map { name, row in
            "| \(name) | \(row.map(String.init).joined(separator: " | ")) |"
        }
        return (["| is \\ read as | \(names.joined(separator: " | ")) |", "|---|---:|---:|---:|"] + rows).joined(
            separator: "\n")
    }
}
