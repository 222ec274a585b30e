import Core
import Statistics
import Testing

@Suite struct MixReportTests {
    private func count(_ numbers: [String: Int]) -> MixCount {
        var count = MixCount()
        for (label, number) in numbers {
            var amount = Amount()
            amount.episodes = number
            amount.responses = number * 10
            count.add(amount, to: label)
        }
        return count
    }

    /// By hand: 60 and 40 of 100 beside 150 and 250 of the 400 others; G = 2 Σ O ln(O/E) = 16.44
    @Test func `a part that leans towards one source is told`() {
        let report = MixReport(
            .format, part: count(["cai": 60, "st": 40]), ofWhole: count(["cai": 210, "st": 290]))
        #expect(report.classes.map(\.label) == ["st", "cai"])
        #expect(abs(report.test.chiSquare - 16.4391) < 0.001)
        #expect(report.test.degreesOfFreedom == 1)
        #expect(report.test.p < 0.0001)
        #expect(abs(report.divergence - 0.0235) < 0.0005)
        #expect(report.responseDivergence == report.divergence)
    }

    @Test func `rare classes are counted together`() {
        var whole = ["cai": 500, "st": 300]
        for index in 0..<50 { whole["rare\(index)"] = 4 }
        let report = MixReport(.character, part: count(["cai": 50, "st": 30, "rare3": 4]), ofWhole: count(whole))
        #expect(report.classes.map(\.label) == ["cai", "st", "other"])
        #expect(report.classes[2].whole.episodes == 200 && report.classes[2].part.episodes == 4)
    }

    @Test func `a part made elsewhere may have what is not here`() {
        let report = MixReport(.format, part: count(["cai": 50, "discord": 50]), besides: count(["cai": 100]))
        #expect(report.classes.map(\.label) == ["cai", "discord"])
        #expect(report.test.p < 1e-6)
        #expect(report.divergence > 0.2)
        let same = MixReport(.format, part: count(["cai": 50]), besides: count(["cai": 100]))
        #expect(same.test.p == 1 && same.divergence == 0)
    }

    @Test func `the whole as its own part has all its classes`() {
        let report = MixReport(.format, part: count(["cai": 10, "st": 2]), ofWhole: count(["cai": 10, "st": 2]))
        #expect(report.classes.map(\.label) == ["cai", "st"])
        #expect(report.test.p == 1 && report.divergence == 0)
    }

    @Test func `nothing is like anything`() {
        let report = MixReport(.format, part: MixCount(), ofWhole: count(["cai": 10]))
        #expect(report.test.p == 1 && report.divergence == 0)
    }
}
