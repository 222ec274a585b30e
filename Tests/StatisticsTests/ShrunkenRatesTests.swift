import Statistics
import Testing

@Suite struct ShrunkenRatesTests {
    @Test("the logbook's parts lean towards each other")
    func golden() {
        let shrunken = ShrunkenRates(Golden.parts)
        #expect(isNear(shrunken.mean, 0.42470, 1e-5))
        for (rate, expected) in zip(shrunken.rates, [0.40152, 0.36500, 0.50500, 0.41362]) {
            #expect(isNear(rate.mean, expected, 1e-5))
        }
    }

    @Test("the most likely family checks the likelihood")
    func mode() {
        let family = mostLikelyFamily(Golden.parts)
        #expect(isNear(family.mean, 0.42004, 1e-4) && isNear(family.concentration, 31.2557, 0.01))
        let posteriors = Golden.parts.map(family.posterior)
        for (posterior, expected) in zip(posteriors, [0.40048, 0.36606, 0.50002, 0.41222]) {
            #expect(isNear(posterior.mean, expected, 1e-4))
        }
        let interval = posteriors[2].interval()
        #expect(isNear(interval.low, 0.36871, 1e-4) && isNear(interval.high, 0.63132, 1e-4))
        #expect(isNear(posteriors[2].tail(family.mean), 0.88107, 1e-4))
    }

    @Test("the intervals are those of the whole grid")  // quantiles of the mixture of 12 000 scipy.stats.beta
    func intervals() {
        let expected = [
            (0.251635723, 0.5522238132), (0.1988911676, 0.5217793678), (0.3467541517, 0.6918779163),
            (0.2576195849, 0.5742973106),
        ]
        for (rate, interval) in zip(ShrunkenRates(Golden.parts).rates, expected) {
            #expect(isNear(rate.interval.low, interval.0, 6e-4) && isNear(rate.interval.high, interval.1, 6e-4))
        }
        let few = ShrunkenRates([Proportion(0, of: 5), Proportion(1, of: 6), Proportion(0, of: 5)])
        #expect(isNear(few.rates[0].interval.high, 0.30671033741661663, 0.005))
        #expect(few.rates[0].interval.low == 0)
        #expect(isNear(few.rates[1].interval.low, 0.013147439147170072, 0.001))
        #expect(ShrunkenRates([Proportion(4, of: 4), Proportion(3, of: 5)]).rates[0].interval.high == 1)
    }

    @Test("a rate lies between its own part and the family, the nearer to its own the more raters")
    func between() throws {
        let parts = [Proportion(2, of: 5), Proportion(60, of: 100), Proportion(500, of: 1000), Proportion(9, of: 30)]
        let shrunken = ShrunkenRates(parts)
        for (part, rate) in zip(parts, shrunken.rates) {
            let share = try #require(part.share)
            #expect((min(share, shrunken.mean)...max(share, shrunken.mean)).contains(rate.mean))
            #expect(rate.interval.contains(rate.mean) && rate.variance > 0)
        }
        let widths = shrunken.rates.map { $0.interval.high - $0.interval.low }
        #expect(widths[2] < widths[1] && widths[1] < widths[0])
    }

    @Test("the order of the parts and the side that is counted do not matter")
    func symmetry() {
        let plain = ShrunkenRates(Golden.parts)
        let reversed = ShrunkenRates(Golden.parts.reversed())
        let other = ShrunkenRates(Golden.parts.map { Proportion($0.rest, of: $0.total) })
        for (index, rate) in plain.rates.enumerated() {
            #expect(isNear(reversed.rates[3 - index].mean, rate.mean, 1e-12))
            #expect(isNear(other.rates[index].mean, 1 - rate.mean, 1e-9))
            #expect(isNear(other.rates[index].interval.low, 1 - rate.interval.high, 1e-7))
        }
    }

    @Test("a part without raters gets what the others suggest")
    func empty() {
        let shrunken = ShrunkenRates(Golden.parts + [Proportion(0, of: 0)])
        #expect(isNear(shrunken.rates[4].mean, shrunken.mean, 1e-9))
        #expect(ShrunkenRates([]).rates.isEmpty && isNear(ShrunkenRates([]).mean, 0.5, 1e-9))
    }

    @Test("none, all and a million raters give finite numbers")
    func extremes() {
        let parts = [
            Proportion(0, of: 0), Proportion(0, of: 9), Proportion(9, of: 9), Proportion(1_000_000, of: 1_000_000),
            Proportion(0, of: 1_000_000), Proportion(400_000, of: 1_000_000),
        ]
        for family in [parts, Array(parts[2...3]), Array(parts[4...4])] {
            for rate in ShrunkenRates(family).rates {
                #expect((0...1).contains(rate.mean) && rate.variance >= 0)
                #expect((0...1).contains(rate.interval.low) && rate.interval.low <= rate.interval.high)
            }
        }
        #expect(BetaBinomialFamily(mean: 0, concentration: 0).posterior(of: parts[0]).mean.isFinite)
        #expect(BetaBinomialFamily(mean: .nan, concentration: .infinity).logDensity(parts).isNaN == false)
    }

    /// The family of the highest density, by shrinking steps along each axis.
    private func mostLikelyFamily(_ parts: [Proportion]) -> BetaBinomialFamily {
        var best = BetaBinomialFamily(mean: 0.5, concentration: 20)
        var step = 0.1
        while step > 1e-7 {
            let around = [-step, 0, step].flatMap { move in
                [-step, 0, step].map { stretch in
                    BetaBinomialFamily(mean: best.mean + move, concentration: best.concentration * (1 + stretch))
                }
            }
            let next = around.max { $0.logDensity(parts) < $1.logDensity(parts) } ?? best
            if next.logDensity(parts) > best.logDensity(parts) { best = next } else { step /= 2 }
        }
        return best
    }
}
