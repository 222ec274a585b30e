import Core
import Sentiment
import Statistics

/// Complaints and praise about one aspect over the parts: one of several small drawings on the same scale.
struct AspectTimeline {
    /// One part with raters enough.
    struct Bar {
        let number: Int
        let place: String
        let width: String
        let complaints: String
        let praise: String
        let complaintsHeight: Int
        let praiseTop: Int
        let praiseHeight: Int
    }

    let aspect: Word
    let bars: [Bar]

    /// Every aspect that somebody complains about or praises, the most complained of first.
    static func all(_ summaries: [PartSummary]) -> [AspectTimeline] {
        let columns = Columns(count: summaries.count)
        let shares = summaries.map { summary in
            summary.isShown ? summary.aspects.filter { $0.detail == nil }.map { AspectShare($0) } : []
        }
        let most = shares.joined().map { max($0.complaints, $0.praise) }.max() ?? 0
        guard most > 0 else { return [] }
        let all = Aspect.allCases.map { aspect in (aspect, shares.map { $0.first { $0.aspect == aspect } }) }
        let spoken = all.filter { _, shares in shares.contains { $0?.isSpoken == true } }
        func complaints(_ shares: [AspectShare?]) -> Double { shares.reduce(0) { $0 + ($1?.complaints ?? 0) } }
        return spoken.sorted { complaints($0.1) > complaints($1.1) }.map { aspect, shares in
            AspectTimeline(
                aspect: Word(aspect),
                bars: shares.enumerated().compactMap { index, share in
                    share.map { Bar(summaries[index].part, $0, of: most, columns, index) }
                })
        }
    }
}

/// Shares of a part's raters.
private struct AspectShare {
    let aspect: Aspect
    let complaints: Double
    let praise: Double
    var isSpoken: Bool { complaints + praise > 0 }

    init(_ comparison: AspectComparison) {
        let raters = Double(max(1, comparison.complaints.total))
        aspect = comparison.aspect
        complaints = comparison.complaints.share ?? 0
        praise = Double(comparison.tally.positive) / raters
    }
}

extension AspectTimeline.Bar {
    /// Praise grows up from a line at 32 and complaints down from it, 30 at most.
    fileprivate init(_ number: Int, _ share: AspectShare, of most: Double, _ columns: Columns, _ index: Int) {
        self.number = number
        place = columns.start(index)
        width = columns.width
        complaints = Figures.percent(share.complaints)
        praise = Figures.percent(share.praise)
        complaintsHeight = Int((30 * share.complaints / most).rounded())
        praiseHeight = Int((30 * share.praise / most).rounded())
        praiseTop = 32 - praiseHeight
    }
}
