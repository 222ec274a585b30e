import Core
import Statistics

/// A part beside the one before it, as its page says it.
struct ComparisonPicture {
    let previous: Int
    let verdict: Word
    let sentence: Sentence
    /// Whether both parts have raters enough for figures.
    let isShown: Bool
    let difference: DifferenceScale
    let json: String
    /// Where both are side by side.
    let address: String
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
        address =
            "/experiments/\(comparison.family.known.experiment)/compare?part=\(comparison.first.number)&with=\(previous)"
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
        pointsPlace = Figures.scale(difference)
        lowPlace = Figures.scale(comparison.newcombe.low)
        highPlace = Figures.scale(comparison.newcombe.high)
    }
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
