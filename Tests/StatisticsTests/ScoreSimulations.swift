import Statistics
import Testing

/// Net sentiment, mean scores, the probability of superiority, and the change of raters of both parts.
@Suite(.tags(.simulation)) struct ScoreSimulations {
    @Test("net sentiment and the mean score of parts that come from the prior")
    func prior() {
        for shares in [Self.sentiments[0], Self.scores[0]] {
            let pooled = shares.map { Int($0 * 1000) }
            let own = Simulation.frequency(4000, seed: 11) { random in
                let truth = random.dirichlet(shares.map { _ in 0.5 })
                return holds(truth, random.multinomial(truth, 24), pooled: [])
            }
            Simulation.expect("\(name(shares)), truth from the prior of a part alone, 24 raters", own, within: coverage)
            let shared = Simulation.frequency(4000, seed: 12) { random in
                let truth = random.dirichlet(shares.map { $0 * 2 })
                return holds(truth, random.multinomial(truth, 24), pooled: pooled)
            }
            Simulation.expect(
                "\(name(shares)), truth from the prior of its experiment, 24 raters", shared, within: coverage)
        }
    }

    private static let sentiments = [[0.35, 0.15, 0.5], [0.6, 0.1, 0.3], [0.25, 0.5, 0.25], [0.15, 0.15, 0.7]]
    private static let scores = [
        [0.1, 0.15, 0.25, 0.3, 0.2], [0.3, 0.25, 0.2, 0.15, 0.1], [0.05, 0.05, 0.2, 0.4, 0.3],
    ]

    @Test("net sentiment and the mean score of a part as it is", arguments: sentiments + scores)
    func alone(shares: [Double]) {
        for raters in [15, 24, 60] {
            let held = Simulation.frequency(2500, seed: 13) { random in
                holds(shares, random.multinomial(shares, raters), pooled: [])
            }
            Simulation.expect("\(name(shares)), truth \(shares), \(raters) raters", held, within: coverage)
        }
    }

    @Test("net sentiment and the mean score of a part of few raters, on average", arguments: [sentiments, scores])
    func few(truths: [[Double]]) {
        let held = Simulation.frequency(6000, seed: 18) { random in
            let truth = truths[Int(random.next() % UInt64(truths.count))]
            return holds(truth, random.multinomial(truth, 6 + Int(random.next() % 7)), pooled: [])
        }
        Simulation.expect("\(name(truths[0])), 6 to 12 raters", held, within: coverage)
    }

    /// Not with fewer raters or parts: ten raters of one of four parts are held in 91.6 to 94.6 %, and of one of two in
    /// 89 to 93 %, because the part's own counts are in its prior too.
    @Test("net sentiment and the mean score of one of four parts alike", arguments: sentiments + scores)
    func among(shares: [Double]) {
        for raters in [24, 60] {
            let held = Simulation.frequency(2500, seed: 14) { random in
                let counts = random.multinomial(shares, raters)
                let pooled = zip(counts, random.multinomial(shares, 3 * raters)).map { $0 + $1 }
                return holds(shares, counts, pooled: pooled)
            }
            let scenario = "\(name(shares)), truth \(shares), one of four parts of \(raters) raters"
            Simulation.expect(scenario, held, within: coverage)
        }
    }

    private func name(_ shares: [Double]) -> String { shares.count == 3 ? "net sentiment" : "mean score" }

    /// Whether the interval holds the mean of three sentiments or five scores.
    private func holds(_ shares: [Double], _ counts: [Int], pooled: [Int]) -> Bool {
        let values: [Double] = shares.count == 3 ? [-1, 0, 1] : [1, 2, 3, 4, 5]
        let truth = zip(shares, values).reduce(0.0) { $0 + $1.0 * $1.1 }
        if shares.count == 5 { return Estimate.meanScore(counts: counts, pooled: pooled).interval.contains(truth) }
        let parts = pooled.isEmpty ? nil : (pooled[0], pooled[1], pooled[2])
        return Estimate.netSentiment(negative: counts[0], neutral: counts[1], positive: counts[2], pooled: parts)
            .interval.contains(truth)
    }

    @Test("the probability of superiority, of scores alike and of scores apart")
    func superiority() {
        let (low, middle, high) = ([0.2, 0.3, 0.2, 0.2, 0.1], [0.1, 0.2, 0.3, 0.2, 0.2], [0.1, 0.1, 0.2, 0.3, 0.3])
        for (first, second) in [(middle, middle), (middle, low), (high, low), (high, [0.3, 0.4, 0.2, 0.05, 0.05])] {
            // P(X > Y) + P(X = Y) / 2 of these shares.
            let truth = first.indices.reduce(0.0) { sum, score in
                sum + first[score] * (second[..<score].reduce(0, +) + second[score] / 2)
            }
            for (n1, n2) in [(15, 15), (30, 25)] {
                let held = Simulation.frequency(3000, seed: 15) { random in
                    let counts = (random.multinomial(first, n1), random.multinomial(second, n2))
                    return BrunnerMunzel(counts: counts.0, counts.1).interval.contains(truth)
                }
                Simulation.expect(
                    "Brunner-Munzel, superiority \((truth * 1000).rounded() / 1000), \(n1) and \(n2) raters", held,
                    within: coverage)
            }
        }
    }

    @Test("the mean change of raters of both parts")
    func paired() throws {
        let normal = try Simulation.frequency(3000, seed: 16) { random in
            let pairs = (0..<18).map { _ in (earlier: random.normal(), later: 0.4 + 2 * random.normal()) }
            return try #require(PairedDifference(pairs).interval).contains(0.4)
        }
        Simulation.expect("paired difference, normal, 18 raters", normal, within: coverage)
        // Most stay where they are, some move by a score or two.
        let changes = [0.03, 0.12, 0.45, 0.28, 0.12]
        let truth = zip(changes, [-2.0, -1, 0, 1, 2]).reduce(0.0) { $0 + $1.0 * $1.1 }
        for raters in [10, 18, 40] {
            let scores = try Simulation.frequency(3000, seed: 17) { random in
                let pairs = (0..<raters).map { _ in (earlier: 3.0, later: 1 + Double(random.pick(changes))) }
                return try #require(PairedDifference(pairs).interval).contains(truth)
            }
            Simulation.expect("paired difference, scores, \(raters) raters", scores, within: coverage)
        }
    }
}
