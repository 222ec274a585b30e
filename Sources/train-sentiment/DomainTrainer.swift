import Sentiment

/// Calibrates a linear model: held out texts teach the weights for any text, comments those for comments from there on,
/// and both together the gate.
struct DomainTrainer {
    private let trainer = CalibrationTrainer()
    private let general: Calibration.Weights
    private let gate: SIMD16<Float>
    private let known: [CalibrationTrainer.Row]
    private let development: [(row: CalibrationTrainer.Row, fold: Int)]

    /// - Parameter partial: a model that has learned no words from the known comments of a fold
    init(
        _ model: SentimentModel, comments: OwnComments, held: [LabelledText], partial: (_ fold: Int) -> SentimentModel
    ) {
        general = trainer.train(held.map { $0.row(model) }, from: .plain, free: CalibrationTrainer.temperature)
        let others = Dictionary(grouping: held) { $0.source ?? 0 }.sorted { $0.key < $1.key }
        gate = GateTrainer().train(
            comments: comments.known.filter(\.isRead).map { $0.text.analysis.evidence },
            others: others.map { $0.value.map { $0.analysis.evidence } })
        known = (0..<OwnComments.folds).flatMap { fold in
            let model = partial(fold)
            return comments.known.filter { $0.fold == fold && $0.isRead }.map { $0.text.row(model) }
        }
        development = comments.development.filter(\.isRead).map { ($0.text.row(model), $0.fold) }
    }

    /// The calibration by all comments, or by all but a fold of the development set.
    func calibration(without fold: Int? = nil) -> Calibration {
        let rows = known + development.filter { $0.fold != fold }.map(\.row)
        let domain = trainer.train(rows, from: general, free: 0..<Calibration.count)
        return Calibration(domain: domain, general: general, gate: gate)
    }
}
