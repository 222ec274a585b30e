import Foundation
import Sentiment

/// One run, from texts to files.
struct Training {
    private let options: TrainingOptions
    private let data: URL
    private let sources: [TrainingSource]

    init(_ options: TrainingOptions) throws {
        guard let data = options.data else { throw TrainingFailure("--data names the folder of the labelled texts") }
        self.options = options
        self.data = data
        sources = TrainingSource.all.filter { !options.without.contains($0.name) }
    }

    func run() throws {
        let valences = try readValences()
        let phrases = valences.joinedToLexicon()
        let (rows, held) = try readRows(phrases)
        let comments = try OwnComments(options.comments, data: data, phrases: phrases)
        print("\(rows.count) texts and \(comments.known.count) comments to learn from, \(held.count) held back")
        // An eighth is enough to tell what other texts sound like.
        let some = stride(from: 0, to: rows.count, by: 8).map { rows[$0] }
        let others = Dictionary(grouping: some, by: \.source).sorted { $0.key < $1.key }.map(\.value)
        func model(without fold: Int? = nil) -> SentimentModel {
            let own = comments.linearRows(without: fold)
            let field = FieldTrainer().train(
                comments: own.map(\.features), others: others.map { $0.map(\.features) })
            return SentimentModel(phrases: phrases, linear: LinearTrainer().train(rows + own).with(field: field))
        }
        let whole = model()
        let trainer = DomainTrainer(whole, comments: comments, held: held) { model(without: $0) }
        let bytes = ModelFile.encode(valences: valences, linear: whole.linear, calibration: trainer.calibration())
        // What is judged is the file, not what was in memory before it.
        let file = try SentimentModel(file: bytes)
        let evaluation = try Evaluation(of: file, data: data, comments: comments) { fold in
            SentimentModel(phrases: file.phrases, linear: file.linear, calibration: trainer.calibration(without: fold))
        }
        print(evaluation.table)
        try Data(bytes).write(to: options.out.appendingPathComponent("sentiment.model"))
        let card = ModelCard(
            sources: sources, hasValences: !valences.entries.isEmpty, comments: comments.known.count,
            evaluation: evaluation)
        try Data(card.text(size: bytes.count).utf8).write(to: options.out.appendingPathComponent("MODEL_CARD.md"))
        print("wrote \(bytes.count) bytes to \(options.out.path)")
    }

    private func readValences() throws -> ValenceTable {
        guard !options.without.contains(TrainingSource.valences) else { return ValenceTable(entries: []) }
        let file = data.appendingPathComponent("vader_lexicon.txt")
        return ValenceTable(vader: try String(contentsOf: file, encoding: .utf8))
    }

    /// The texts of all sources without those that a development split has too, and every twentieth apart for calibration.
    private func readRows(_ phrases: PhraseTable) throws -> (rows: [LinearTrainer.Row], held: [LabelledText]) {
        var known: Set<UInt64> = []
        for split in DevelopmentSplit.published {
            for example in try Corpus.read(data.appendingPathComponent(split.file)) {
                known.formUnion(Analysis.of(example.text, phrases: phrases).shingles)
            }
        }
        var rows: [LinearTrainer.Row] = []
        var held: [LabelledText] = []
        for (number, source) in sources.enumerated() {
            for example in try Corpus.read(data.appendingPathComponent(source.file)) {
                let analysis = Analysis.of(example.text, phrases: phrases)
                let shingles = analysis.shingles
                guard !shingles.contains(where: known.contains) else { continue }
                if source.isHeldBack, (shingles.first ?? 0) % 20 == 0 {
                    held.append(LabelledText(analysis: analysis, label: example.label, source: number))
                } else {
                    let text = LabelledText(analysis: analysis, label: example.label)
                    rows.append(text.row(weight: source.weight, source: number))
                }
            }
        }
        return (rows, held)
    }
}
