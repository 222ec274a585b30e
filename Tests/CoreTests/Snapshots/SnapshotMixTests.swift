import Core
import StrictJSON
import Testing

@Suite struct SnapshotMixTests {
    /// A manifest in which the same 100 of 400 episodes are told apart by four keys, with a p each.
    private func manifest(p: [Double]) throws -> JSONValue {
        let classes: JSON = [
            [
                "class": "cai_dump", "part": ["episodes": 60], "whole": ["episodes": 200], "share_of_part": 0.6,
                "share_of_whole": 0.5,
            ],
            [
                "class": "sillytavern", "part": ["episodes": 40], "whole": ["episodes": 200], "share_of_part": 0.4,
                "share_of_whole": 0.5,
            ],
        ]
        let keys = ["format", "front_end", "length_band", "language"]
        let by = zip(keys, p).map { key, p -> JSON in
            [
                "by": .string(key), "classes": classes,
                "g_test": ["statistic": 3.2, "degrees_of_freedom": 1, "p": .double(p)], "jensen_shannon": 0.007,
            ]
        }
        let mix: JSON = ["part": 2, "size": ["episodes": 100, "responses": 900], "by": .array(by)]
        return try JSONDocument(JSON.object([("mix", [mix])]).bytes(), limits: .request).root
    }

    @Test func `a part leans only where the test still says so after correction for all keys`() throws {
        // By Holm: 0.012 * 4 = 0.048; 0.02 * 3 = 0.06, though 0.02 alone looks like something.
        let mix = try #require(SnapshotMix.all(in: try manifest(p: [0.012, 0.02, 0.5, 1])).first)
        #expect(mix.part == 2 && mix.episodes == 100 && mix.responses == 900)
        #expect(mix.findings.map(\.key) == [.format, .frontEnd, .lengthBand, .language])
        #expect(abs(mix.findings[0].adjustedP - 0.048) < 1e-9)
        #expect(mix.findings[0].leansTowards?.label == "cai_dump")
        #expect(mix.findings[1...].allSatisfy { $0.leansTowards == nil })
        #expect(mix.findings[0].g.statistic == 3.2 && mix.findings[0].divergence == 0.007)
    }

    @Test func `a manifest without a mix has none`() throws {
        #expect(SnapshotMix.all(in: try JSONDocument(Array("{}".utf8), limits: .request).root).isEmpty)
    }
}
