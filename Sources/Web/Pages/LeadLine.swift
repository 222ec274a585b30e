import Core

/// A rare report that is followed, as the page of its experiment says it.
struct LeadLine {
    let title: String
    let part: Int
    let raters: Int
    let isOneRater: Bool
    let closedBy: Int?
    let isSeenAgain: Bool

    init(_ lead: Lead) {
        title = lead.title
        part = lead.part
        raters = lead.confirmations.raters.values.reduce(0, +)
        isOneRater = raters == 1
        closedBy = lead.closedByPart
        isSeenAgain = lead.isSeenAgain
    }
}
