import Sentiment

/// A text that was taken apart once, with what a person reads in it.
final class LabelledText {
    let analysis: Analysis
    let label: Polarity
    /// The number of its source; our own comments have none.
    let source: Int?

    init(analysis: consuming Analysis, label: Polarity, source: Int? = nil) {
        self.analysis = analysis
        self.label = label
        self.source = source
    }

    /// What the linear model learns from it.
    func row(weight: Float, source: Int) -> LinearTrainer.Row {
        .init(features: analysis.features, summary: analysis.summary, label: label, weight: weight, source: source)
    }

    /// What the gate learns from it, once there are words of the field.
    func evidence(_ model: SentimentModel) -> GateTrainer.Evidence {
        (analysis.evidence, model.linear.field.logit(of: analysis.features))
    }

    /// What the calibration learns from it, once there is a model with words.
    func row(_ model: SentimentModel, weight: Float = 1) -> CalibrationTrainer.Row {
        .init(inputs: model.inputs(analysis, model.aspects(of: analysis)), label: label, weight: weight)
    }
}
