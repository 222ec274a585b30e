import Statistics
import Testing

/// Gates at the truth that are looked at again and again, and gates far from it.
@Suite(.tags(.simulation)) struct GateSimulations {
    @Test("a gate looked at after each of 200 raters is crossed by chance in at most 5 %, an interval in far more")
    func everyRating() {
        for (name, values, shares) in [
            ("net sentiment", [-1.0, 0, 1], [0.3, 0.4, 0.3]), ("divided sentiment", [-1, 0, 1], [0.5, 0, 0.5]),
            ("high sentiment", [-1, 0, 1], [0.1, 0.2, 0.7]), ("a property", [0, 1], [0.6, 0.4]),
            ("mean score", [1, 2, 3, 4, 5], [0.1, 0.15, 0.25, 0.3, 0.2]),
        ] {
            let alarms = alarms(values, shares, days: 200, raters: 1)
            Simulation.expect("gate on \(name), 200 looks", alarms[0], within: 0...0.05)
            Simulation.expect("fixed-n interval of \(name), 200 looks", alarms[1], within: 0.2...0.5)
        }
    }

    @Test("a gate looked at on each of 30 days")
    func everyDay() {
        let alarms = alarms([-1, 0, 1], [0.3, 0.4, 0.3], days: 30, raters: 5)
        Simulation.expect("gate on net sentiment, 30 looks", alarms[0], within: 0...0.05)
        Simulation.expect("fixed-n interval of net sentiment, 30 looks", alarms[1], within: 0.2...0.35)
    }

    /// How often a gate at the true mean, and a plain 95 % interval, is ever crossed.
    private func alarms(_ values: [Double], _ shares: [Double], days: Int, raters: Int) -> [Double] {
        let truth = zip(values, shares).reduce(0.0) { $0 + $1.0 * $1.1 }
        let gate = Gate(threshold: truth, range: values[0]...values[values.count - 1], raters: 40)
        return Simulation.frequencies(2000, seed: 51) { random in
            var (n, sum, squares, isCrossed, isNaive) = (0, 0.0, 0.0, false, false)
            for _ in 0..<days {
                for _ in 0..<raters {
                    let value = values[random.pick(shares)]
                    sum += value
                    squares += value * value
                    n += 1
                }
                if gate.look(raters: n, sum: sum).side != nil { isCrossed = true }
                let mean = sum / Double(n)
                let error = ((squares / Double(n) - mean * mean) / Double(n)).squareRoot()
                if n >= 10, abs(mean - truth) > 1.96 * error { isNaive = true }
            }
            return [isCrossed, isNaive]
        }
    }

    @Test("the sum of normal numbers of known variance crosses its bound in at most 5 %")
    func sequence() {
        let bound = ConfidenceSequence(tunedFor: 40)
        let crossed = Simulation.frequency(1000, seed: 52) { random in
            var (sum, isCrossed) = (0.0, false)
            for n in 1...400 {
                sum += random.normal()
                if abs(sum) >= bound.radius(variance: Double(n)) { isCrossed = true }
            }
            return isCrossed
        }
        Simulation.expect("confidence sequence of normal numbers, 400 looks", crossed, within: 0.005...0.05)
    }

    @Test("a gate far from the truth is crossed, and on the right side")
    func crossing() {
        let gate = Gate(threshold: 0, range: -1...1, raters: 40)
        let found = Simulation.frequency(2000, seed: 53) { random in
            let counts = random.multinomial([0.1, 0.1, 0.8], 40)
            return gate.look(raters: 40, sum: Double(counts[2] - counts[0])).side == .above
        }
        Simulation.expect("gate at 0, net sentiment 0.7, 40 raters: above", found, within: 0.9...1)
    }
}
