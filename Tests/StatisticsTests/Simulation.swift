import Foundation
import Statistics
import Testing

extension Tag {
    /// Seeded simulations: seconds rather than milliseconds, always with the same outcome.
    ///
    /// `CHORUS_SIMULATIONS=10` repeats each ten times as often; with any value they print what they have measured.
    @Tag static var simulation: Self
}

/// How often a scenario is repeated, and what came of it.
enum Simulation {
    /// What the environment asks for; nil when it says nothing.
    private static let wish: Int? = ProcessInfo.processInfo.environment["CHORUS_SIMULATIONS"].map { text in
        guard let wish = Int(text), wish > 0 else { preconditionFailure("CHORUS_SIMULATIONS is a number from 1 on") }
        return wish
    }

    /// How often each of several things happens in so many repetitions, times what the environment asks for.
    static func frequencies(
        _ repetitions: Int, seed: UInt64, _ happens: (inout SplitMix64) throws -> [Bool]
    ) rethrows -> [Double] {
        var random = SplitMix64(seed: seed)
        let repetitions = repetitions * (wish ?? 1)
        var counts = [Int]()
        for _ in 0..<repetitions {
            let outcome = try happens(&random)
            if counts.isEmpty { counts = outcome.map { _ in 0 } }
            for (index, happened) in outcome.enumerated() where happened { counts[index] += 1 }
        }
        return counts.map { Double($0) / Double(repetitions) }
    }

    /// The share of repetitions in which something happens.
    static func frequency(
        _ repetitions: Int, seed: UInt64, _ happens: (inout SplitMix64) throws -> Bool
    ) rethrows -> Double {
        try frequencies(repetitions, seed: seed) { [try happens(&$0)] }[0]
    }

    /// Expects a figure within what was promised, and prints it when the environment asks for simulations.
    static func expect(
        _ scenario: String, _ measured: Double, within promised: ClosedRange<Double>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let line = String(
            format: "%@: %.4f, promised %.3f to %.3f", scenario, measured, promised.lowerBound, promised.upperBound)
        if wish != nil { print("simulation | " + line) }
        #expect(promised.contains(measured), "\(line)", sourceLocation: sourceLocation)
    }
}

/// Where the share of 95 % intervals that hold the truth must lie.
let coverage = 0.93...0.97

extension SplitMix64 {
    /// How many of `raters` have a property that each has with this probability.
    mutating func binomial(_ rate: Double, _ raters: Int) -> Proportion {
        Proportion((0..<raters).count { _ in uniform() < rate }, of: raters)
    }

    /// The class of one rater.
    mutating func pick(_ shares: [Double]) -> Int {
        var rest = uniform()
        return shares.firstIndex { share in
            rest -= share
            return rest < 0
        } ?? shares.count - 1
    }

    /// Counts per class of so many raters.
    mutating func multinomial(_ shares: [Double], _ raters: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: shares.count)
        for _ in 0..<raters { counts[pick(shares)] += 1 }
        return counts
    }

    /// A rate from a beta distribution.
    mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
        BetaDistribution(alpha: alpha, beta: beta).quantile(uniform())
    }

    /// Shares of classes from a Dirichlet distribution, broken off one by one.
    mutating func dirichlet(_ weights: [Double]) -> [Double] {
        var rest = 1.0
        var left = weights.reduce(0, +)
        return weights.indices.map { index in
            left -= weights[index]
            let share = index == weights.count - 1 ? rest : rest * beta(weights[index], left)
            rest -= share
            return share
        }
    }

    /// A standard normal number.
    mutating func normal() -> Double { normalQuantile(uniform()) }
}

/// A function that remembers what it has answered: parts of the same size have few tables.
final class Memory<Answer> {
    private var answers = [[Int]: Answer]()

    func callAsFunction(_ key: [Int], _ answer: () throws -> Answer) rethrows -> Answer {
        if let known = answers[key] { return known }
        let value = try answer()
        answers[key] = value
        return value
    }
}
