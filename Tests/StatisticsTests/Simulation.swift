import Statistics
import Testing

extension Tag {
    /// Seeded simulations: seconds rather than milliseconds, always with the same outcome.
    @Tag static var simulation: Self
}

extension SplitMix64 {
    /// How many of `raters` have a property that each has with this probability.
    mutating func binomial(_ rate: Double, _ raters: Int) -> Proportion {
        Proportion((0..<raters).count { _ in uniform() < rate }, of: raters)
    }

    /// Counts per class of so many raters.
    mutating func multinomial(_ shares: [Double], _ raters: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: shares.count)
        for _ in 0..<raters {
            var rest = uniform()
            counts[
                shares.firstIndex { share in
                    rest -= share
                    return rest < 0
                } ?? shares.count - 1] += 1
        }
        return counts
    }

    /// A rate from a beta distribution.
    mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
        BetaDistribution(alpha: alpha, beta: beta).quantile(uniform())
    }

    /// A standard normal number.
    mutating func normal() -> Double { normalQuantile(uniform()) }

    /// Shares of classes, every division equally likely.
    mutating func simplex(_ classes: Int) -> [Double] {
        let cuts = ([0, 1] + (1..<classes).map { _ in uniform() }).sorted()
        return zip(cuts.dropFirst(), cuts).map { $0 - $1 }
    }
}

/// The share of repetitions in which something happens.
func frequency(_ repetitions: Int, seed: UInt64, _ happens: (inout SplitMix64) throws -> Bool) rethrows -> Double {
    var random = SplitMix64(seed: seed)
    var count = 0
    for _ in 0..<repetitions where try happens(&random) { count += 1 }
    return Double(count) / Double(repetitions)
}

/// A function that remembers what it has answered: parts of the same size have few tables.
final class Memory {
    private var answers = [[Int]: Double]()

    func callAsFunction(_ key: [Int], _ answer: () -> Double) -> Double {
        if let known = answers[key] { return known }
        let value = answer()
        answers[key] = value
        return value
    }
}
