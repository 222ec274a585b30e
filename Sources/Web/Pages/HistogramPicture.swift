import Core

/// Words of responses before and after a policy, as bars in a drawing and as a table.
struct HistogramPicture {
    let bars: [Bar]
    let marks: [Mark]
    let rows: [Row]
    /// The classes with most responses.
    let mostBefore: Class
    let mostAfter: Class
    let before: String
    let after: String

    /// One class; places are shares of the width, heights pixels from the bottom.
    struct Bar {
        let x: String
        let width: String
        let beforeTop: String
        let beforeHeight: String
        let afterTop: String
        let afterHeight: String
    }

    /// From how many words to how many; the last one has no end.
    struct Class {
        let low: String
        let high: String
        let isClosed: Bool
    }

    /// A number under the drawing.
    struct Mark {
        let x: String
        let words: String
    }

    /// One class in the table.
    struct Row {
        let range: Class
        let beforeCount: String
        let afterCount: String
    }

    /// Height of the tallest bar, pixels; `policy_run.mustache` leaves as much.
    private static let height = 150.0

    init(_ run: PolicyRun) {
        let (first, second) = (run.histograms.before.counts, run.histograms.after.counts)
        let edges = WordHistogram.edges
        let slot = 1 / Double(edges.count)
        let most = Double(max(1, first.max() ?? 1))
        func pixels(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
        bars = edges.indices.map { index in
            let heights = [first, second].map { Double($0[index]) / most * Self.height }
            return Bar(
                x: Figures.place(Double(index) * slot + slot * 0.08), width: Figures.place(slot * 0.84),
                beforeTop: pixels(Self.height - heights[0]), beforeHeight: pixels(heights[0]),
                afterTop: pixels(Self.height - heights[1]), afterHeight: pixels(heights[1]))
        }
        marks = [0, 50, 100, 150, 200].compactMap { words in
            edges.firstIndex(of: words).map { Mark(x: Figures.place(Double($0) * slot), words: "\(words)") }
        }
        rows = edges.indices.filter { first[$0] > 0 }.map { index in
            Row(
                range: Self.range(index), beforeCount: Figures.count(first[index]),
                afterCount: Figures.count(second[index]))
        }
        func fullest(_ counts: [Int]) -> Class {
            Self.range(counts.indices.max { counts[$0] < counts[$1] } ?? 0)
        }
        mostBefore = fullest(first)
        mostAfter = fullest(second)
        before = Figures.count(first.reduce(0, +))
        after = Figures.count(second.reduce(0, +))
    }

    private static func range(_ index: Int) -> Class {
        let edges = WordHistogram.edges
        let isClosed = index + 1 < edges.count
        return Class(
            low: "\(edges[index])", high: isClosed ? "\(edges[index + 1] - 1)" : "", isClosed: isClosed)
    }
}
