import Statistics
import Testing

/// Whether as many raters as promised find what is there.
@Suite(.tags(.simulation)) struct PowerSimulations {
    @Test(
        "with the raters needed, the exact test finds the difference with the power promised, within 10 points",
        arguments: [(610, 290), (500, 350), (900, 750), (150, 400), (50, 200), (300, 400), (990, 700)])
    func power(first: Int, second: Int) throws {
        let (one, other) = (Proportion(first, of: 1000), Proportion(second, of: 1000))
        let needed = try #require(RatersNeeded(one, other))
        let memory = Memory<Evidence>()
        let found = try Simulation.frequencies(1500, seed: 61) { random in
            let one = try random.binomial(#require(one.share), needed.perPart)
            let other = try random.binomial(#require(other.share), needed.perPart)
            let evidence = memory([one.count, other.count]) {
                Comparison(one, with: other, family: [one, other]).evidence
            }
            return [evidence.p <= 0.05, evidence.verdict == .credible]
        }
        let scenario = "\(first / 10) % and \(second / 10) %, \(needed.perPart) raters a part"
        Simulation.expect("power of Barnard's test, \(scenario)", found[0], within: 0.7...0.9)
        Simulation.expect("power of the verdict credible, \(scenario)", found[1], within: 0.7...0.9)
    }
}
