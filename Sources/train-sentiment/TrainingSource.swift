/// A set of labelled texts that the linear model learns from. Each can be left out with `--without` and its name.
struct TrainingSource {
    let name: String
    /// How much one of its texts counts.
    let weight: Float
    /// Whether some of its texts are kept for calibration. Phrases of one sentence come many times and are not.
    var isHeldBack = true
    /// What it is and under which terms it is given.
    let origin: String

    var file: String { "\(name).train.jsonl.gz" }

    static let all = [
        TrainingSource(
            name: "tweet", weight: 1, origin: "SemEval 2013-2016 tweets; SemEval terms, tweets under Twitter's terms"),
        TrainingSource(
            name: "goemo", weight: 1, origin: "GoEmotions, Reddit comments, emotions as three classes; Apache-2.0"),
        TrainingSource(
            name: "sst_phr", weight: 1.25, isHeldBack: false,
            origin: "Stanford Sentiment Treebank, phrases; research use"),
        TrainingSource(name: "sst5", weight: 2, origin: "Stanford Sentiment Treebank, sentences; research use"),
        TrainingSource(name: "se_s4sd", weight: 1, origin: "Senti4SD, Stack Overflow; MIT"),
    ]

    /// The other things that can be left out.
    static let valences = "vader_lexicon"
}

/// A set that tells how good the model is, and from which nothing is learned.
struct DevelopmentSplit {
    let name: String
    let file: String
    /// It has no neutral texts: the more probable of the other two counts.
    var isTwoClass = false
    /// What VADER 3.3.2 reaches on it, accuracy and macro-F1, see `make sentiment-eval`.
    let vader: (accuracy: Double, macroF1: Double)

    static let published = [
        DevelopmentSplit(name: "TweetEval", file: "tweeteval.dev.jsonl.gz", vader: (0.573, 0.560)),
        DevelopmentSplit(name: "SST-2", file: "sst2.dev.jsonl.gz", isTwoClass: true, vader: (0.666, 0.664)),
        DevelopmentSplit(name: "SST-5, 3 classes", file: "sst5.dev.jsonl.gz", vader: (0.494, 0.444)),
        DevelopmentSplit(name: "GoEmotions, 3 classes", file: "goemo.dev.jsonl.gz", vader: (0.613, 0.592)),
    ]
}
