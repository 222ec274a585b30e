import Statistics
import Testing

/// Raters who come back: what a mean over all their ratings is worth.
@Suite(.tags(.simulation)) struct RaterSimulations {
    /// A few regulars, and many who rate once or twice.
    private let loads = [9, 7, 6, 5, 5, 4, 4, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]

    @Test("a mean over raters who repeat, where the naive interval fails")
    func normal() throws {
        let held = try Simulation.frequencies(3000, seed: 31) { random in
            let raters = (0..<25).map { rater in
                let own = random.normal()
                return (0...(rater % 9)).map { _ in own + 0.7 * random.normal() }
            }
            return try contain(0, raters)
        }
        Simulation.expect("clustered mean, 25 raters of 1 to 9 ratings", held[0], within: coverage)
        Simulation.expect("naive mean, 25 raters of 1 to 9 ratings", held[1], within: 0.6...0.75)
    }

    @Test("a mean of scores from regulars and passers-by")
    func scores() throws {
        // Score k is given when opinion and mood are within half a step of it.
        let bounds = [-Double.infinity, 1.5, 2.5, 3.5, 4.5, .infinity]
        let spread = 1.2
        let truth = (1...5).reduce(0.0) { sum, score in
            let share = normalCDF((bounds[score] - 3.4) / spread) - normalCDF((bounds[score - 1] - 3.4) / spread)
            return sum + Double(score) * share
        }
        for (share, naive) in [(0.3, 0.8...0.88), (0.6, 0.7...0.79), (0.8, 0.64...0.74)] {
            let held = try Simulation.frequencies(3000, seed: 32) { random in
                let raters = loads.map { load in
                    let opinion = 3.4 + spread * share.squareRoot() * random.normal()
                    return (0..<load).map { _ in
                        let mood = spread * (1 - share).squareRoot() * random.normal()
                        return min(max(1, (opinion + mood).rounded()), 5)
                    }
                }
                return try contain(truth, raters)
            }
            Simulation.expect("clustered mean score, between raters \(share)", held[0], within: coverage)
            Simulation.expect("naive mean score, between raters \(share)", held[1], within: naive)
        }
    }

    /// Whether the cluster-robust interval and the naive one hold the truth.
    private func contain(_ truth: Double, _ raters: [[Double]]) throws -> [Bool] {
        let naive = ClusteredMean(raters.joined().map { [$0] })
        return [
            try #require(ClusteredMean(raters)?.interval()).contains(truth),
            try #require(naive?.interval()).contains(truth),
        ]
    }
}
