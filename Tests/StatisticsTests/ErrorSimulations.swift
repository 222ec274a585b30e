import Statistics
import Testing

/// How often a report is wrong, and how often it finds what is there.
@Suite(.tags(.simulation)) struct ErrorSimulations {
    @Test("ten equal parts: each against the rest finds a difference in at most 6 %, uncorrected in far more")
    func family() {
        let memory = Memory()
        var uncorrected = 0
        let repetitions = 2000
        let error = frequency(repetitions, seed: 11) { random in
            let parts = (0..<10).map { _ in random.binomial(0.4, 25) }
            let marked = parts.reduce(0) { $0 + $1.count }
            let p = parts.map { part in
                memory([part.count, marked]) { barnardExact(part, Proportion(marked - part.count, of: 225)) }
            }
            if p.contains(where: { $0 <= 0.05 }) { uncorrected += 1 }
            return holm(p).contains { $0 <= 0.05 }
        }
        #expect(error <= 0.06, "\(error)")
        #expect(Double(uncorrected) / Double(repetitions) > 0.25)
    }

    @Test("ten equal parts: some part is called credibly different from the one before in at most 6 %")
    func verdicts() {
        let (exact, direction, equality) = (Memory(), Memory(), Memory())
        let error = frequency(2000, seed: 12) { random in
            let parts = (0..<10).map { _ in random.binomial(0.4, 25) }
            let pairs = Array(zip(parts.dropFirst(), parts))
            let p = pairs.map { pair in exact([pair.0.count, pair.1.count]) { barnardExact(pair.0, pair.1) } }
            let adjusted = holm(p)
            guard adjusted.contains(where: { $0 <= 0.05 }) else { return false }
            return pairs.indices.contains { index in
                let (first, second) = pairs[index]
                let key = [first.count, second.count]
                let probability = direction(key) { first.posterior().probability(ofExceeding: second.posterior()) }
                // Without a word on what changed, where the verdict is easiest to reach.
                let evidence = Evidence(
                    fewestRaters: 25,
                    equality: equality(key) { RateDifference(first, minus: second).probability() },
                    probability: probability, changeAwareProbability: probability, p: p[index],
                    adjustedP: adjusted[index], homogeneityP: Homogeneity(parts).p,
                    logBayesFactor: logBayesFactor(parts))
                return evidence.verdict == .credible
            }
        }
        #expect(error <= 0.06, "\(error)")
    }

    @Test(
        "a gate that is looked at after each of 200 raters is crossed by chance in at most 5 %, an interval in far more"
    )
    func gates() {
        for (shares, threshold) in [([0.3, 0.4, 0.3], 0.0), ([0.5, 0, 0.5], 0), ([0.1, 0.2, 0.7], 0.6)] {
            let gate = Gate(threshold: threshold, range: -1...1, raters: 40)
            var naive = 0
            let repetitions = 2000
            let alarms = frequency(repetitions, seed: 13) { random in
                var (sum, squares, isCrossed, isNaive) = (0.0, 0.0, false, false)
                for raters in 1...200 {
                    let value = Double((random.multinomial(shares, 1).firstIndex(of: 1) ?? 1) - 1)
                    sum += value
                    squares += value * value
                    if gate.look(raters: raters, sum: sum).side != nil { isCrossed = true }
                    let n = Double(raters)
                    let error = ((squares / n - sum / n * sum / n) / n).squareRoot()
                    if raters >= 10, abs(sum / n - threshold) > 1.96 * error { isNaive = true }
                }
                if isNaive { naive += 1 }
                return isCrossed
            }
            #expect(alarms <= 0.05, "\(alarms)")
            #expect(Double(naive) / Double(repetitions) > 0.2)
        }
    }

    @Test("a gate far from the truth is crossed, and on the right side")
    func crossing() {
        let gate = Gate(threshold: 0, range: -1...1, raters: 40)
        let found = frequency(2000, seed: 14) { random in
            let counts = random.multinomial([0.1, 0.1, 0.8], 40)
            return gate.look(raters: 40, sum: Double(counts[2] - counts[0])).side == .above
        }
        #expect(found > 0.9, "\(found)")
    }

    @Test(
        "with the raters needed, the exact test finds the difference with the power promised, within 10 points",
        arguments: [(610, 290), (500, 350), (900, 750), (150, 400)])
    func power(first: Int, second: Int) throws {
        let needed = try #require(RatersNeeded(Proportion(first, of: 1000), Proportion(second, of: 1000)))
        let memory = Memory()
        let power = frequency(1500, seed: 15) { random in
            let one = random.binomial(Double(first) / 1000, needed.perPart)
            let other = random.binomial(Double(second) / 1000, needed.perPart)
            return memory([one.count, other.count]) { barnardExact(one, other) } <= 0.05
        }
        #expect((0.7...0.9).contains(power), "\(power) with \(needed.perPart)")
    }

    @Test("replays of equal parts call one out in about 5 %")
    func replays() {
        let error = frequency(400, seed: 16) { random in
            let parts = (0..<5).map { _ in random.binomial(0.4, 20) }
            return PermutationReplay(parts, replays: 199, seed: random.next()).p <= 0.05
        }
        #expect((0.02...0.07).contains(error), "\(error)")
    }
}
