import Sentiment

/// Calibrates a linear model: held out texts teach the weights for any text, comments those for comments from there on,
/// and both together the gate.
struct DomainTrainer {
    /// How much the strays count beside the comments, by cross-validation: none cost the other sets a point of accuracy.
    private static let strayShare: Float = 0.2

    /// How much a known comment counts: less than one of the development set, because words of the lexicon were chosen by
    /// it, and it makes them seem surer than they are.
    private static let knownShare: Float = 0.5

    /// What is known of balanced comments before any is seen: 46 of the 47 in our sets are neutral. Fewer would seem so,
    /// because not every one that the lexicon takes for balanced is.
    private static let balance: Float = -2

    private let trainer = CalibrationTrainer()
    private let general: Calibration.Weights
    private let gate: Calibration.Gate
    private let known: [CalibrationTrainer.Row]
    private let development: [(row: CalibrationTrainer.Row, fold: Int)]
    private let emphasis: [Polarity: Float]
    /// Other texts, each as far as the gate takes it for a comment: the weights for comments will judge them as well.
    private let strays: [CalibrationTrainer.Row]

    /// - Parameter partial: a model that has learned no words from the known comments of a fold, neither what they feel
    ///   nor that they are comments
    init(
        _ model: SentimentModel, comments: OwnComments, held: [LabelledText], partial: (_ fold: Int) -> SentimentModel
    ) {
        let partial = (0..<OwnComments.folds).map(partial)
        general = trainer.train(held.map { $0.row(model) }, from: .plain, free: CalibrationTrainer.temperature)
        let others = Dictionary(grouping: held) { $0.source ?? 0 }.sorted { $0.key < $1.key }
        let gate = GateTrainer().train(
            comments: comments.known.filter(\.isRead).map { $0.text.evidence(partial[$0.fold]) },
            others: others.map { $0.value.map { $0.evidence(model) } })
        self.gate = gate
        known = (0..<OwnComments.folds).flatMap { fold in
            let model = partial[fold]
            return comments.known.filter { $0.fold == fold && $0.isRead }.map {
                $0.text.row(model, weight: Self.knownShare)
            }
        }
        development = comments.development.filter(\.isRead).map { ($0.text.row(model), $0.fold) }
        emphasis = comments.emphasis
        let shares = held.map { text in
            let evidence = text.evidence(model)
            return Float(gate.share(evidence.field, words: evidence.words))
        }
        let scale = Self.strayShare * Float(known.count + development.count) / max(1, shares.reduce(0, +))
        strays = zip(held, shares).map { $0.row(model, weight: $1 * scale) }
    }

    /// The calibration by all comments, or by all but a fold of the development set.
    func calibration(without fold: Int? = nil) -> Calibration {
        let unseen = development.filter { $0.fold != fold }.map(\.row)
        var start = general
        start.negative[Calibration.balance] = Self.balance
        start.positive[Calibration.balance] = Self.balance
        let domain = trainer.train(strays + known + unseen, from: start, free: 0..<Calibration.count)
        // In known comments what says nothing to the lexicon is neutral; in others it is as often blame that it missed.
        let honest = unseen.map {
            CalibrationTrainer.Row(inputs: $0.inputs, label: $0.label, weight: emphasis[$0.label] ?? 1)
        }
        return Calibration(
            domain: trainer.train(honest, from: domain, free: CalibrationTrainer.constant), general: general, gate: gate
        )
    }
}
