import Core

extension Lead {
    /// Whether it was seen with a part, or is closed by it.
    func concerns(part number: Int) -> Bool {
        part == number || closedByPart == number || confirmations.raters[number, default: 0] > 0
    }
}

/// A rare report that is followed, as the pages of its experiment and parts say it.
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
