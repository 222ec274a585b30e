import Core
import Statistics

/// A part's summary as drawings and words show it.
struct PartPicture {
    let label: Word
    /// Below five raters only the counts are shown.
    let isTooFew: Bool
    let raters: Int
    let isOneRater: Bool
    let isUnrated: Bool
    let comments: Int
    /// How often the comment reads otherwise than the score; nil where nobody gave both.
    let agreement: Agreement?
    let counts: CountsBar
    let net: NetScale?
    let negativeShare: ShareFigures?
    let meanScore: MeanFigures?
    let scores: [ScoreBar]
    let hasScores: Bool
    let hasFigures: Bool

    init(_ summary: PartSummary) {
        let figures = summary.figures
        label = Word(summary.label)
        isTooFew = summary.label == .tooFew
        raters = figures.raters
        isOneRater = figures.raters == 1
        isUnrated = figures.raters == 0
        comments = figures[.comments]
        agreement =
            figures[.statedAndRead] == 0
            ? nil : Agreement(both: figures[.statedAndRead], differing: figures[.differing])
        counts = CountsBar(figures.sentiments)
        net = summary.netSentiment.map(NetScale.init)
        negativeShare = summary.negativeShare.map { ShareFigures(raw: $0.raw, interval: $0.wilson) }
        meanScore = summary.meanScore.map(MeanFigures.init)
        scores = ScoreBar.all(figures.scores)
        hasScores = figures.scores.contains { $0 > 0 }
        hasFigures = negativeShare != nil || hasScores
    }
}

/// What raters stated beside what their comments read as.
struct Agreement {
    let both: Int
    let differing: Int
    let isOne: Bool

    init(both: Int, differing: Int) {
        self.both = both
        self.differing = differing
        isOne = differing == 1
    }
}

/// Negative, neutral and positive raters in proportion, side by side.
struct CountsBar {
    let negative: Int
    let neutral: Int
    let positive: Int
    let negativeWidth: String
    let neutralStart: String
    let neutralWidth: String
    let positiveStart: String
    let positiveWidth: String

    init(_ tally: Tally) {
        let total = Double(max(1, tally.total))
        let first = Double(tally.negative) / total
        let second = Double(tally.neutral) / total
        negative = tally.negative
        neutral = tally.neutral
        positive = tally.positive
        negativeWidth = Figures.place(first)
        neutralStart = Figures.place(first)
        neutralWidth = Figures.place(second)
        positiveStart = Figures.place(first + second)
        positiveWidth = Figures.place(Double(tally.positive) / total)
    }
}

/// Net sentiment with its interval on a line from -1 to 1.
struct NetScale {
    let mean: String
    let low: String
    let high: String
    let meanPlace: String
    let lowPlace: String
    let highPlace: String
    /// Whether the interval lies on one side of zero, so that chance alone is an unlikely explanation.
    let isClear: Bool

    init(_ estimate: Estimate) {
        mean = Figures.signed(estimate.mean)
        low = Figures.signed(estimate.interval.low)
        high = Figures.signed(estimate.interval.high)
        meanPlace = Figures.scale(estimate.mean)
        lowPlace = Figures.scale(estimate.interval.low)
        highPlace = Figures.scale(estimate.interval.high)
        isClear = estimate.interval.low > 0 || estimate.interval.high < 0
    }
}

/// A share with its interval, in per cent.
struct ShareFigures {
    let share: String
    let low: String
    let high: String

    init(raw: Double, interval: Interval) {
        share = Figures.percent(raw)
        low = Figures.percent(interval.low)
        high = Figures.percent(interval.high)
    }
}

/// A mean score with its interval.
struct MeanFigures {
    let mean: String
    let low: String
    let high: String

    init(_ estimate: Estimate) {
        mean = Figures.plain(estimate.mean)
        low = Figures.plain(estimate.interval.low)
        high = Figures.plain(estimate.interval.high)
    }
}

/// How many raters gave one score.
struct ScoreBar {
    let score: Int
    let count: Int
    /// In proportion to the most frequent score.
    let width: String

    /// 5 first.
    static func all(_ counts: [Int]) -> [ScoreBar] {
        let most = Double(max(1, counts.max() ?? 1))
        return counts.enumerated().reversed().map { index, count in
            ScoreBar(score: index + 1, count: count, width: Figures.place(Double(count) / most))
        }
    }
}
