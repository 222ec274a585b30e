import Sentiment

/// What a user of the model should know, with the figures of this training.
struct ModelCard {
    let sources: [TrainingSource]
    let hasValences: Bool
    let evaluation: Evaluation

    func text(size: Int) -> String {
        "card \(size)"
    }
}
