import Core
import Statistics

/// Net sentiment over the parts of an experiment, drawn: a dot for each part with raters enough, its interval, and a line
/// from one to the next.
struct TimelinePicture {
    /// One part on it.
    struct Point {
        let number: Int
        let place: String
        let mean: String
        let low: String
        let high: String
        let meanHeight: Int
        let lowHeight: Int
        let highHeight: Int
        let labelHeight: Int
        /// Whether the interval lies on one side of zero: then the dot is filled.
        let isClear: Bool
    }

    /// From one dot to the next.
    struct Link {
        let from: String
        let fromHeight: Int
        let to: String
        let toHeight: Int
    }

    /// A part's name below the drawing.
    struct Mark {
        let number: Int
        let place: String
    }

    let points: [Point]
    let links: [Link]
    let marks: [Mark]

    /// Nil where no part has raters enough for a figure.
    init?(_ summaries: [PartSummary]) {
        let columns = Columns(count: summaries.count)
        points = summaries.enumerated().compactMap { index, summary in
            summary.netSentiment.map { Point(summary.part, $0, at: columns.middle(index)) }
        }
        guard !points.isEmpty else { return nil }
        links = zip(points, points.dropFirst()).map {
            Link(from: $0.place, fromHeight: $0.meanHeight, to: $1.place, toHeight: $1.meanHeight)
        }
        // On a phone there is room for about ten names.
        let step = (summaries.count + 9) / 10
        marks = summaries.enumerated().filter { $0.offset % step == 0 }.map {
            Mark(number: $0.element.part, place: columns.middle($0.offset))
        }
    }
}

extension TimelinePicture.Point {
    init(_ number: Int, _ estimate: Estimate, at place: String) {
        self.number = number
        self.place = place
        mean = Figures.signed(estimate.mean)
        low = Figures.signed(estimate.interval.low)
        high = Figures.signed(estimate.interval.high)
        meanHeight = Self.height(estimate.mean)
        lowHeight = Self.height(estimate.interval.low)
        highHeight = Self.height(estimate.interval.high)
        labelHeight = max(11, highHeight - 7)
        isClear = estimate.interval.low > 0 || estimate.interval.high < 0
    }

    /// +1 is at 14, 0 at 94, -1 at 174.
    private static func height(_ value: Double) -> Int { Int((94 - 80 * value).rounded()) }
}

/// Equal columns of a drawing that is as wide as its place.
struct Columns {
    let count: Int

    func middle(_ index: Int) -> String { Figures.place((Double(index) + 0.5) / Double(max(1, count))) }
    func start(_ index: Int) -> String { Figures.place((Double(index) + 0.2) / Double(max(1, count))) }
    var width: String { Figures.place(0.6 / Double(max(1, count))) }
}
