import Core
import Sentiment
import Statistics

/// What raters say of one aspect.
struct AspectLine {
    let aspect: Word
    /// `short`, `cut_off` and so on; nothing for the aspect as a whole.
    let detail: Word
    let isDetail: Bool
    let commentsAddress: String
    let complaints: Int
    let praise: Int
    /// Half of the drawing is the longest bar of all aspects: complaints end in its middle, praise begins there.
    let complaintsStart: String
    let complaintsWidth: String
    let praiseWidth: String
    /// Complaints against the part before, in points; nil where either has fewer than five raters.
    let change: String?
    /// Below five raters only the counts are shown.
    let share: ShareFigures?
    let isMore: Bool
    let isLess: Bool

    /// - Parameter longest: the greatest number of complaints or praises among all aspects
    init(_ aspect: AspectComparison, longest: Int) {
        self.aspect = Word(aspect.aspect)
        detail = Word(aspect.detail ?? "")
        isDetail = aspect.detail != nil
        commentsAddress = "?aspect=\(aspect.aspect.rawValue)#comments"
        complaints = aspect.complaints.count
        praise = aspect.tally.positive
        let whole = 2 * Double(max(1, longest))
        complaintsStart = Figures.place(0.5 - Double(complaints) / whole)
        complaintsWidth = Figures.place(Double(complaints) / whole)
        praiseWidth = Figures.place(Double(praise) / whole)
        share =
            aspect.complaints.total < FeedbackLabel.fewestRaters
            ? nil
            : aspect.complaints.share.map { ShareFigures(raw: $0, interval: .wilson(aspect.complaints)) }
        let change = (aspect.complaints.share ?? 0) - (aspect.other?.share ?? 0)
        self.change = aspect.p == nil ? nil : Figures.signedPercent(change)
        isMore = aspect.isChanged && change > 0
        isLess = aspect.isChanged && change < 0
    }
}
