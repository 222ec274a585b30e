import Foundation
import Sentiment

/// Accuracy, macro-F1 and calibration error of a model over one set.
struct Metrics {
    /// `confusion[truth][said]`, in the order of `Polarity.allCases`.
    private(set) var confusion = [[Int]](repeating: [0, 0, 0], count: 3)
    private let isTwoClass: Bool
    private var bins = [(count: Int, confidence: Double, right: Int)](repeating: (0, 0, 0), count: 10)

    init(isTwoClass: Bool = false) { self.isTwoClass = isTwoClass }

    mutating func add(_ truth: Polarity, _ reading: SentimentReading) {
        let p = reading.probabilities
        let sum = isTwoClass ? p.negative + p.positive : 1
        let shares = [p.negative / sum, isTwoClass ? 0 : p.neutral, p.positive / sum]
        let said = isTwoClass ? (shares[0] > shares[2] ? 0 : 2) : Self.index(reading.label)
        let right = said == Self.index(truth)
        confusion[Self.index(truth)][said] += 1
        let bin = min(9, Int(shares[said] * 10))
        bins[bin].count += 1
        bins[bin].confidence += shares[said]
        bins[bin].right += right ? 1 : 0
    }

    private static func index(_ polarity: Polarity) -> Int {
        switch polarity {
        case .negative: 0
        case .neutral: 1
        case .positive: 2
        }
    }

    var count: Int { confusion.joined().reduce(0, +) }

    var accuracy: Double { Double((0..<3).reduce(0) { $0 + confusion[$1][$1] }) / Double(max(1, count)) }

    /// Mean F1 of the classes that the set has.
    var macroF1: Double {
        let present = (0..<3).filter { confusion[$0].reduce(0, +) > 0 }
        let scores = present.map { index in
            let truth = confusion[index].reduce(0, +)
            let said = confusion.reduce(0) { $0 + $1[index] }
            return 2 * Double(confusion[index][index]) / Double(max(1, truth + said))
        }
        return scores.reduce(0, +) / Double(max(1, scores.count))
    }

    /// Expected calibration error over ten bins of equal width.
    var calibrationError: Double {
        bins.reduce(0) { $0 + abs($1.confidence - Double($1.right)) } / Double(max(1, count))
    }
}

/// How well pairs of aspect and polarity are found.
struct AspectMetrics {
    private var right = 0
    private var said = 0
    private var truth = 0

    mutating func add(_ opinions: Set<Example.Opinion>, _ reading: SentimentReading) {
        let found = Set(reading.aspects.map { Example.Opinion(aspect: $0.aspect, polarity: $0.polarity) })
        right += opinions.intersection(found).count
        said += found.count
        truth += opinions.count
    }

    /// Pairs found, of those said and those that are there.
    var jointF1: Double { 2 * Double(right) / Double(max(1, said + truth)) }
}
