import Core
import Statistics

/// A part beside the one before it, as its page says it.
struct ComparisonPicture {
    let previous: Int
    let verdict: Word
    let sentence: String
    /// Whether both parts have raters enough for figures.
    let isShown: Bool
    let difference: DifferenceScale
    let json: String
    let strata: [StratumLine]
    let hasStrata: Bool

    init(_ comparison: PartComparison) {
        previous = comparison.second.number
        verdict = Word(comparison.comparison.verdict)
        sentence = comparison.sentence
        isShown = comparison.isShown
        difference = DifferenceScale(comparison.comparison)
        json =
            "/v1/experiments/\(comparison.family.known.experiment)/parts/\(comparison.first.number)/compare/\(previous)"
        strata = comparison.isShown ? comparison.strata.map(StratumLine.init) : []
        hasStrata = !strata.isEmpty
    }
}

/// The difference of the shares of negative raters on a line from -100 to 100 points.
struct DifferenceScale {
    let points: String
    let low: String
    let high: String
    let pointsPlace: String
    let lowPlace: String
    let highPlace: String

    init(_ comparison: Comparison) {
        let difference = comparison.difference ?? 0
        points = Figures.signedPercent(difference)
        low = Figures.signedPercent(comparison.newcombe.low)
        high = Figures.signedPercent(comparison.newcombe.high)
        pointsPlace = Self.place(difference)
        lowPlace = Self.place(comparison.newcombe.low)
        highPlace = Self.place(comparison.newcombe.high)
    }

    /// As on the line of net sentiment, of which 96 % are used.
    private static func place(_ value: Double) -> String { Figures.place(0.02 + 0.96 * (value + 1) / 2) }
}

/// What is left of a difference among raters who are alike.
struct StratumLine {
    let by: Word
    /// Share of the raters who told it, in per cent.
    let coverage: String
    let crude: String
    let within: String
    let groups: Int

    init(_ comparison: StratifiedComparison) {
        by = Word(comparison.by)
        coverage = Figures.percent(comparison.coverage)
        crude = Figures.signedPercent(comparison.common.crudeDifference)
        within = Figures.signedPercent(comparison.common.difference)
        groups = comparison.groups.count
    }
}

/// What raters say of one aspect.
struct AspectLine {
    let aspect: Word
    /// `short`, `cut_off` and so on; nothing for the aspect as a whole.
    let detail: Word
    let isDetail: Bool
    let complaints: Int
    let praise: Int
    /// In proportion to all raters.
    let complaintsWidth: String
    let praiseWidth: String
    /// Below five raters only the counts are shown.
    let share: ShareFigures?
    let isMore: Bool
    let isLess: Bool

    init(_ aspect: AspectComparison) {
        self.aspect = Word(aspect.aspect)
        detail = Word(aspect.detail ?? "")
        isDetail = aspect.detail != nil
        complaints = aspect.complaints.count
        praise = aspect.tally.positive
        let raters = Double(max(1, aspect.complaints.total))
        complaintsWidth = Figures.place(Double(complaints) / raters)
        praiseWidth = Figures.place(Double(praise) / raters)
        share =
            aspect.complaints.total < FeedbackLabel.fewestRaters
            ? nil
            : aspect.complaints.share.map { ShareFigures(raw: $0, interval: .wilson(aspect.complaints)) }
        let change = (aspect.complaints.share ?? 0) - (aspect.other?.share ?? 0)
        isMore = aspect.isChanged && change > 0
        isLess = aspect.isChanged && change < 0
    }
}
