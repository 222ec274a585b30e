public import Statistics

/// All parts of an experiment at once: what can only be said of one part by looking at the others too.
///
/// Made once for the same figures; it holds what takes milliseconds to compute.
public struct PartFamily: Sendable {
    /// What it is made from.
    public let known: ExperimentFigures
    /// SHA-256 over `known`.
    public let inputHash: String
    /// Raters of each part who are negative, in the order of the parts.
    public let complaints: [Proportion]
    /// The chi-square test that all parts share one rate.
    public let homogeneity: Homogeneity
    /// "Each part its own rate" against "one common rate".
    public let bayesFactor: BayesFactorSensitivity
    /// Whether the rate rises or falls from part to part.
    public let trend: Trend
    /// The rates, each drawn towards what all parts have in common.
    public let shrunken: ShrunkenRates
    /// Every part against the one before it, in the order of the parts: one fewer than there are parts.
    public let consecutive: [Comparison]
    /// How many of those have five raters on both sides; they are corrected for each other.
    public let comparisons: Int
    /// Every part against all others together, corrected for each other by Holm; nil where a side has too few raters.
    public let againstRest: [(p: Double, adjusted: Double)?]
    /// One or none: a value does not hold another of its kind.
    private let others: [PartFamily]

    /// The same without the ratings of any part that look as if one group had made them; nil where there are none.
    public var withoutClusters: PartFamily? { others.first }

    /// Computes it.
    public init(_ known: ExperimentFigures) {
        let complaints = known.parts.map { $0.figures.sentiments.complaints }
        self.known = known
        self.complaints = complaints
        inputHash = known.inputHash
        homogeneity = Homogeneity(complaints)
        bayesFactor = BayesFactorSensitivity(complaints)
        trend = Trend(complaints)
        shrunken = ShrunkenRates(complaints)
        (consecutive, comparisons) = Self.consecutive(complaints, changes: known.parts.map(\.changed.change))
        againstRest = Self.againstRest(complaints)
        others = known.withoutClusters.map { [PartFamily($0)] } ?? []
    }

    /// The same figures at another moment: nothing is computed again.
    public init(_ family: PartFamily, at known: ExperimentFigures) {
        self.known = known
        inputHash = family.inputHash
        complaints = family.complaints
        homogeneity = family.homogeneity
        bayesFactor = family.bayesFactor
        trend = family.trend
        shrunken = family.shrunken
        consecutive = family.consecutive
        comparisons = family.comparisons
        againstRest = family.againstRest
        others = known.withoutClusters.map { others in family.others.map { PartFamily($0, at: others) } } ?? []
    }

    /// Where a part stands among the parts; nil when it is not registered.
    public func index(of number: Int) -> Int? { known.parts.firstIndex { $0.number == number } }

    /// Parts that somebody rated.
    public var ratedParts: Int { complaints.count { $0.total > 0 } }

    /// All ratings that count, over all parts.
    public var pooled: PartFigures { known.parts.reduce(PartFigures()) { $0 + $1.figures } }

    /// A comparison of a part that has no raters yet is not made, and must not cost the others their power.
    private static func consecutive(
        _ parts: [Proportion], changes: [Change?]
    ) -> ([Comparison], made: Int) {
        let pairs = Array(zip(parts.dropFirst(), parts))
        let made = pairs.indices.filter { hasEnough(pairs[$0].0) && hasEnough(pairs[$0].1) }
        let exact = made.map { barnardExact(pairs[$0].0, pairs[$0].1) }
        let p = Dictionary(uniqueKeysWithValues: zip(made, zip(exact, holm(exact))))
        let comparisons = pairs.indices.map { index in
            Comparison(
                pairs[index].0, with: pairs[index].1, changed: changes[index + 1], family: parts,
                p: p[index].map { ($0.0, $0.1) } ?? (1, 1))
        }
        return (comparisons, made.count)
    }

    private static func againstRest(_ parts: [Proportion]) -> [(p: Double, adjusted: Double)?] {
        let all = parts.reduce((count: 0, total: 0)) { ($0.count + $1.count, $0.total + $1.total) }
        let rests = parts.map { Proportion(all.count - $0.count, of: all.total - $0.total) }
        let made = parts.indices.filter { hasEnough(parts[$0]) && hasEnough(rests[$0]) }
        let exact = made.map { barnardExact(parts[$0], rests[$0]) }
        var result = [(p: Double, adjusted: Double)?](repeating: nil, count: parts.count)
        for (index, p) in zip(made, zip(exact, holm(exact))) { result[index] = (p.0, p.1) }
        return result
    }

    private static func hasEnough(_ part: Proportion) -> Bool { part.total >= FeedbackLabel.fewestRaters }
}

extension Part.Changed {
    /// The same as statistics know it.
    var change: Change? { Change(rawValue: rawValue) }
}
