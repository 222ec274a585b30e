import Core
import Foundation
import Statistics
import StrictJSON
import Testing

@Suite struct PartFamilyTests {
    @Test func `the demo's family has the golden numbers`() {
        let family = SampleFamily.demo
        #expect(abs(family.homogeneity.chiSquare - 5.147099) < 1e-6 && family.homogeneity.degreesOfFreedom == 3)
        #expect(abs(family.homogeneity.p - 0.161337) < 1e-6)
        #expect(abs(family.bayesFactor.uniform + 0.962542) < 1e-6)
        #expect(abs(family.shrunken.mean - 0.42470) < 1e-4)
        #expect(family.comparisons == 3 && family.ratedParts == 4)
    }

    @Test func `a part that nobody rated yet costs the others nothing`() throws {
        let demo = SampleFamily.demo
        let parts = demo.known.parts + [PartRecord(number: 5, changed: .data, figures: PartFigures())]
        let family = PartFamily(SampleFamily.known(parts))
        #expect(family.comparisons == 3 && family.consecutive.count == 4)
        #expect(family.homogeneity == demo.homogeneity && family.bayesFactor == demo.bayesFactor)
        for index in 0..<3 { #expect(family.consecutive[index].evidence == demo.consecutive[index].evidence) }
        #expect(family.consecutive[3].verdict == .tooLittleData)
        #expect(family.againstRest[4] == nil)
        let last = try #require(PartSummary(part: 5, in: family))
        #expect(last.shrunkenShare == nil)
    }

    @Test func `parts are compared with all others together, and corrected for each other`() throws {
        let rest = SampleFamily.demo.againstRest
        let exact = try rest.map { try #require($0).p }
        #expect(
            exact
                == SampleFamily.demo.complaints.indices.map { index in
                    let others = SampleFamily.demo.complaints.enumerated().filter { $0.offset != index }.map(\.element)
                    return barnardExact(
                        SampleFamily.demo.complaints[index],
                        Proportion(others.reduce(0) { $0 + $1.count }, of: others.reduce(0) { $0 + $1.total }))
                })
        #expect(try rest.map { try #require($0).adjusted } == holm(exact))
    }

    @Test func `no parts and no raters are no fault`() throws {
        let empty = PartFamily(SampleFamily.known([]))
        #expect(empty.homogeneity.p == 1 && empty.consecutive.isEmpty && empty.comparisons == 0)
        let json = try JSONDocument(ExperimentSummary(empty).json.bytes(), limits: .request).root
        #expect(json["parts"]?.list.isEmpty == true && json["raters"]?.int == 0)
    }

    @Test func `an experiment says chance, change, or that it is open`() {
        #expect(
            ExperimentSummary(SampleFamily.demo).sentence.description
                == "The differences among the 4 rated parts are what chance does (homogeneity p = 0.161, "
                + "2.6 to 1 for one common rate).")
        let changed = SampleFamily.family(SampleFamily.figures(2, 0, 40), SampleFamily.figures(40, 0, 2))
        #expect(ExperimentSummary(changed).sentence.description.contains("more than chance explains"))
        let one = SampleFamily.family(SampleFamily.figures(2, 0, 40), PartFigures())
        #expect(
            ExperimentSummary(one).sentence.description
                == "Chance or change can be told from two rated parts on; 1 of 2 registered parts is rated.")
    }

    @Test func `the summary of an experiment holds every part`() throws {
        let json = try JSONDocument(ExperimentSummary(SampleFamily.demo).json.bytes(), limits: .request).root
        let parts = try #require(json["parts"]).list
        #expect(parts.map { $0["part"]?.int } == [1, 2, 3, 4])
        #expect(parts[0]["versus_previous"]?.isNull == true)
        #expect(parts[2]["versus_previous"]?["verdict"]?.string == "suggestive")
        #expect(json["family"]?["degrees_of_freedom"]?.int == 3)
        #expect(json["raters"]?.int == 88)
    }
}
