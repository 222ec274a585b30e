import Statistics
import Testing

@Suite struct VerdictTests {
    @Test(
        "part 3 of the demo looks worse than part 2, and that is suggestive only, whatever changed",
        arguments: [nil] + Change.allCases)
    func demo(changed: Change?) throws {
        let comparison = Comparison.consecutive(Golden.parts, changes: [nil, nil, changed, nil])[1]
        #expect(comparison.verdict == .suggestive)
        #expect(isNear(comparison.evidence.p, 0.035191) && isNear(comparison.evidence.adjustedP, 3 * 0.035191, 3e-6))
        #expect(isNear(comparison.evidence.homogeneityP, 0.161337))
        #expect(isNear(comparison.evidence.logBayesFactor, -0.962542))
        #expect(isNear(comparison.evidence.probability, 0.984848))
        #expect(isNear(try #require(comparison.difference), 0.322981))
        #expect(comparison.changed == changed && comparison.newcombe.contains(0.322981))
        #expect(comparison.posterior.mean > 0)
        let needed = try #require(comparison.ratersNeeded)
        #expect(needed.perPart == 36 && needed.more == 28)
    }

    @Test("the other parts of the demo are no evidence")
    func others() {
        let verdicts = Comparison.consecutive(Golden.parts).map(\.verdict)
        #expect(verdicts == [.noEvidence, .suggestive, .noEvidence])
    }

    @Test("a plain change of data is credible, and the same without any change takes more raters")
    func change() {
        let few = [Proportion(12, of: 60), Proportion(33, of: 60)]
        #expect(Comparison.consecutive(few, changes: [nil, .data])[0].verdict == .credible)
        #expect(Comparison.consecutive(few, changes: [nil, .nothing])[0].verdict == .suggestive)
        let many = [Proportion(60, of: 300), Proportion(165, of: 300)]
        let comparison = Comparison.consecutive(many, changes: [nil, .nothing])[0]
        #expect(comparison.verdict == .credible && comparison.ratersNeeded == nil)
    }

    @Test("thousands who agree are practically equal, even where the difference is significant")
    func equal() {
        let parts = [Proportion(4000, of: 10_000), Proportion(4300, of: 10_000)]
        let comparison = Comparison(parts[1], with: parts[0], family: parts)
        #expect(comparison.evidence.p < 0.001)
        #expect(comparison.verdict == .practicallyEqual)
    }

    @Test("the prior for unchanged parts does not make few raters equal")
    func priorIsNoProof() {
        let parts = [Proportion(9, of: 24), Proportion(8, of: 22)]
        let comparison = Comparison(parts[1], with: parts[0], changed: .nothing, family: parts)
        #expect(comparison.posterior.interval.low > -0.11 && comparison.posterior.interval.high < 0.11)
        #expect(comparison.verdict == .noEvidence)
    }

    @Test("fewer than five raters are too few, and nobody is too")
    func few() {
        for (first, second) in [(Proportion(4, of: 4), Proportion(0, of: 90)), (Proportion(0, of: 0), Golden.part2)] {
            let comparison = Comparison(first, with: second, family: [first, second])
            #expect(comparison.verdict == .tooLittleData && comparison.ratersNeeded == nil)
        }
        #expect(Comparison(Proportion(0, of: 0), with: Golden.part2, family: []).difference == nil)
        #expect(Comparison.consecutive([]).isEmpty && Comparison.consecutive([Golden.part2]).isEmpty)
        #expect(Comparison(Golden.part3, with: Golden.part2, family: []).verdict == .suggestive)
    }

    @Test("each rule decides")
    func rules() {
        let credible = Evidence(
            fewestRaters: 50, equality: 0.01, probability: 0.999, changeAwareProbability: 0.99, p: 0.001,
            adjustedP: 0.01,
            homogeneityP: 0.01, logBayesFactor: 2)
        func verdict(_ change: (inout Evidence) -> Void) -> Verdict {
            var evidence = credible
            change(&evidence)
            return evidence.verdict
        }
        #expect(credible.verdict == .credible)
        #expect(verdict { $0.fewestRaters = 4 } == .tooLittleData)
        #expect(verdict { $0.fewestRaters = 5 } == .credible)
        #expect(verdict { $0.equality = 0.95 } == .practicallyEqual)
        #expect(verdict { $0.adjustedP = 0.06 } == .suggestive)
        #expect(verdict { $0.changeAwareProbability = 0.97 } == .suggestive)
        #expect(verdict { ($0.homogeneityP, $0.logBayesFactor) = (0.06, -0.1) } == .suggestive)
        #expect(verdict { ($0.homogeneityP, $0.logBayesFactor) = (1, 0) } == .suggestive)
        #expect(verdict { ($0.homogeneityP, $0.logBayesFactor) = (0.06, 0.1) } == .credible)
        #expect(verdict { ($0.homogeneityP, $0.logBayesFactor) = (0.05, -0.1) } == .credible)
        #expect(verdict { ($0.p, $0.probability) = (0.06, 0.974) } == .noEvidence)
        #expect(verdict { ($0.p, $0.adjustedP, $0.probability) = (0.06, 0.06, 0.975) } == .suggestive)
        #expect(verdict { ($0.probability, $0.changeAwareProbability) = (0.001, 0.01) } == .credible)
    }

    @Test("a verdict does not depend on which of the two parts is asked about")
    func symmetry() {
        for (k, l) in [(3, 12), (6, 14), (10, 11), (0, 20), (20, 20)] {
            let (first, second) = (Proportion(k, of: 20), Proportion(l, of: 23))
            let family = [first, second, Golden.part2]
            #expect(
                Comparison(first, with: second, changed: .data, family: family).verdict
                    == Comparison(second, with: first, changed: .data, family: family).verdict)
        }
    }

    @Test("the stored names are those of the API")
    func names() {
        #expect(
            Verdict.allCases.map(\.rawValue) == [
                "too_little_data", "practically_equal", "no_evidence", "suggestive", "credible",
            ])
        #expect(Change.allCases.map(\.rawValue) == ["nothing", "data", "hyperparameters", "both"])
    }
}
