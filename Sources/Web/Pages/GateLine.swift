import Core

/// How a decision gate of a part stands, as its page says it.
struct GateLine {
    let condition: Sentence
    let outcome: Word
    let sentence: Sentence

    init(_ standing: GateReport.Standing) {
        condition = standing.condition
        outcome = Word(standing.outcome)
        sentence = standing.sentence
    }
}
