import Core
import Sentiment
import Statistics

/// Who complains of one aspect in either of two parts.
struct AspectPair {
    let aspect: Word
    let detail: Word
    let isDetail: Bool
    let complaints: Int
    let otherComplaints: Int
    /// In proportion to all raters of the part.
    let complaintsWidth: String
    let otherWidth: String
    /// In per cent; nil below five raters.
    let complaintsShare: String?
    let otherShare: String?
    /// In points; nil where a part has fewer than five raters.
    let change: String?
    let isMore: Bool
    let isLess: Bool

    init(_ comparison: AspectComparison) {
        let other = comparison.other ?? Proportion(0, of: 0)
        func share(_ proportion: Proportion) -> String? {
            proportion.total < FeedbackLabel.fewestRaters ? nil : proportion.share.map(Figures.percent)
        }
        aspect = Word(comparison.aspect)
        detail = Word(comparison.detail ?? "")
        isDetail = comparison.detail != nil
        complaints = comparison.complaints.count
        otherComplaints = other.count
        complaintsWidth = Figures.place(comparison.complaints.share ?? 0)
        otherWidth = Figures.place(other.share ?? 0)
        complaintsShare = share(comparison.complaints)
        otherShare = share(other)
        let difference = (comparison.complaints.share ?? 0) - (other.share ?? 0)
        change = comparison.p == nil ? nil : Figures.signedPercent(difference)
        isMore = comparison.isChanged && difference > 0
        isLess = comparison.isChanged && difference < 0
    }
}
