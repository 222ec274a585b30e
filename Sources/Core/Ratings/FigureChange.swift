/// What some change of an experiment's ratings adds to its figures, by part and by the model that read the comments.
///
/// Counting everything from nothing is such a change too, so that what is kept and what is recounted follow one rule.
public struct FigureChange: Sendable, Equatable {
    /// What figures are kept by.
    public struct Cell: Sendable, Hashable {
        /// Number of the part.
        public var part: Int
        /// Version of the sentiment model.
        public var sentimentModel: String

        /// Both.
        public init(part: Int, sentimentModel: String) {
            self.part = part
            self.sentimentModel = sentimentModel
        }
    }

    /// The figures of each cell that changes.
    public private(set) var cells: [Cell: PartFigures] = [:]

    /// Nothing yet.
    public init() {}

    /// Accepted ratings become more or fewer, whether they count or a later one of their rater does.
    public mutating func addRatings(_ count: Int, to cell: Cell) {
        var ratings = PartFigures()
        ratings.ratings = count
        add(ratings, to: cell)
    }

    /// Another rating of a rater counts for a part from now on, or another content of it, or the first, or none.
    /// - Parameter others: the ratings of the same rater that count for other parts
    public mutating func replace(_ old: CountedRating?, by new: CountedRating?, beside others: [CountedRating]) {
        if let old { count(old, beside: others, negated: true) }
        if let new { count(new, beside: others, negated: false) }
    }

    /// All ratings that count of one rater; at most one for a part.
    public mutating func add(_ ratings: [CountedRating]) {
        for (index, rating) in ratings.enumerated() { count(rating, beside: ratings[..<index], negated: false) }
    }

    /// Adds figures to those of a cell.
    public mutating func add(_ figures: PartFigures, to cell: Cell) {
        // Most often they are all that there is.
        guard cells[cell] != nil else { return cells[cell] = figures.isZero ? nil : figures }
        cells[cell]? += figures
        if cells[cell]?.isZero == true { cells[cell] = nil }
    }

    /// Adds another change, which comes after.
    public mutating func add(_ other: FigureChange) {
        for (cell, figures) in other.cells { add(figures, to: cell) }
    }

    /// What changes of one part, whatever model read it.
    public func figures(of part: Int) -> PartFigures {
        cells.reduce(into: PartFigures()) { sum, cell in if cell.key.part == part { sum += cell.value } }
    }

    /// Difference, cell by cell.
    public static func - (left: Self, right: Self) -> Self {
        var difference = left
        for (cell, figures) in right.cells { difference.add(-figures, to: cell) }
        return difference
    }

    private mutating func count(_ rating: CountedRating, beside others: some Sequence<CountedRating>, negated: Bool) {
        let own = PartFigures(counting: rating)
        add(negated ? -own : own, to: rating.cell)
        for other in others where other.part != rating.part {
            let (earlier, later) = other.part < rating.part ? (other, rating) : (rating, other)
            let both = PartFigures(from: earlier, to: later)
            add(negated ? -both : both, to: later.cell)
        }
    }
}

extension CountedRating {
    /// Where it is counted, and what its rater says of it beside earlier parts.
    public var cell: FigureChange.Cell { .init(part: part, sentimentModel: sentimentModel) }
}

extension Rating {
    /// Where it is counted.
    public var cell: FigureChange.Cell { .init(part: input.part, sentimentModel: sentimentModel) }
}
