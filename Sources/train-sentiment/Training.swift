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
        print("\(rows.count) texts to learn from, \(held.count) held back for calibration")
        let linear = LinearTrainer().train(rows)
        let calibration = try calibrate(SentimentModel(phrases: phrases, linear: linear), held)
        let bytes = ModelFile.encode(valences: valences, linear: linear, calibration: calibration)
        // What is judged is the file, not what was in memory before it.
        let evaluation = try Evaluation(of: SentimentModel(file: bytes), data: data, comments: options.comments)
        print(evaluation.table)
        try Data(bytes).write(to: options.out.appendingPathComponent("sentiment.model"))
        let card = ModelCard(sources: sources, hasValences: !valences.entries.isEmpty, evaluation: evaluation)
        try Data(card.text(size: bytes.count).utf8).write(to: options.out.appendingPathComponent("MODEL_CARD.md"))
        print("wrote \(bytes.count) bytes to \(options.out.path)")
    }

    private func readValences() throws -> ValenceTable {
        guard !options.without.contains(TrainingSource.valences) else { return ValenceTable(entries: []) }
        let file = data.appendingPathComponent("vader_lexicon.txt")
        return ValenceTable(vader: try String(contentsOf: file, encoding: .utf8))
    }

    /// The texts of all sources without those that a development split has too, and every twentieth apart for calibration.
    private func readRows(_ phrases: PhraseTable) throws -> (rows: [LinearTrainer.Row], held: [HeldText]) {
        var known: Set<UInt64> = []
        for split in DevelopmentSplit.published {
            for example in try Corpus.read(data.appendingPathComponent(split.file)) {
                known.formUnion(Analysis.of(example.text, phrases: phrases).shingles)
            }
        }
        var rows: [LinearTrainer.Row] = []
        var held: [HeldText] = []
        for (number, source) in sources.enumerated() {
            for example in try Corpus.read(data.appendingPathComponent(source.file)) {
                let analysis = Analysis.of(example.text, phrases: phrases)
                let shingles = analysis.shingles
                guard !shingles.contains(where: known.contains) else { continue }
                if source.isHeldBack, (shingles.first ?? 0) % 20 == 0 {
                    held.append(HeldText(analysis: analysis, label: example.label, source: number))
                } else {
                    rows.append(
                        .init(
                            features: analysis.features, summary: analysis.summary, label: example.label,
                            weight: source.weight, source: number))
                }
            }
        }
        return (rows, held)
    }

    private final class HeldText {
        let analysis: Analysis
        let label: Polarity
        /// The number of its source; our own comments have none.
        let source: Int?

        init(analysis: consuming Analysis, label: Polarity, source: Int? = nil) {
            self.analysis = analysis
            self.label = label
            self.source = source
        }
    }

    /// Held out texts teach the general weights, comments the domain's from there on, and both together the gate.
    private func calibrate(_ model: SentimentModel, _ held: [HeldText]) throws -> Calibration {
        let trainer = CalibrationTrainer()
        func rows(_ texts: [HeldText]) -> [CalibrationTrainer.Row] {
            texts.map { .init(inputs: model.inputs($0.analysis, model.aspects(of: $0.analysis)), label: $0.label) }
        }
        let files = [
            options.comments.appendingPathComponent("comments.tune.jsonl"),
            data.appendingPathComponent("domain.dev.jsonl"),
        ]
        let comments = try files.flatMap { try Corpus.read($0) }
            .map { HeldText(analysis: .of($0.text, phrases: model.phrases), label: $0.label) }
            .filter { !$0.analysis.isForeign }
        let general = trainer.train(rows(held), from: .plain, free: CalibrationTrainer.temperature)
        let domain = trainer.train(rows(comments), from: general, free: 0..<Calibration.count)
        let others = Dictionary(grouping: held) { $0.source ?? 0 }.sorted { $0.key < $1.key }
        let gate = GateTrainer().train(
            comments: comments.map { $0.analysis.evidence },
            others: others.map { $0.value.map { $0.analysis.evidence } })
        return Calibration(
            domain: Calibration.Weights(
                negative: domain.negative * CalibrationTrainer.caution,
                positive: domain.positive * CalibrationTrainer.caution), general: general, gate: gate)
    }
}
