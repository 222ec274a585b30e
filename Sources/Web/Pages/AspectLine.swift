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
        commentsAddress = "?aspect=\(aspect.aspect.rawValue)#comments"
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
