import ChatLogs
import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@testable import Web

/// Pages of curators in which every optional has a value and every list an element.
extension PagesSamples {
    private static func episode(_ number: Int) -> EpisodeFigures {
        let turns = (0..<6).map { (index: UInt32) -> TurnFigures in
            let words = (index + UInt32(number)) * 20
            return TurnFigures(
                index: index, traits: index % 2 == 0 ? .user : .target, words: words, lineWords: words + 1,
                lineBytes: words * 5, identity: UInt64(index) + UInt64(number) * 100)
        }
        return EpisodeFigures(
            id: ID<Episode>(bucket: 7, at: moment).description,
            dialogue: DialogueFigures(format: "cai_dump", dialogue: UInt64(number), turns: turns))
    }

    private static let policyBody = """
        {"name": "p", "description": "What **it** is for.", "base": "v8-part-2",
         "filters": [{"filter": "response_words", "minimum": 60}, {"filter": "turns", "minimum": 99},
                     {"filter": "duplicate"}],
         "caps": {"per_submitter": 3, "per_character": 2}, "sample": {"fraction": 0.5}, "seed": "s"}
        """

    private static func policyVersion(_ number: Int = 2) throws -> PolicyVersion {
        PolicyVersion(policy: try Policy(body: json(policyBody)), number: number, createdAt: moment)
    }

    private static func policyForm(_ problem: Problem? = nil) throws -> PolicyFormCard {
        var form = PolicyForm(chosen: "p@2", text: policyBody)
        form.against = "v8-part-1@0"
        let preset = try #require(PolicyVersion(preset: "v8-part-1"))
        return PolicyFormCard(form, [try policyVersion(), preset], formToken: "form-token", problem: problem)
    }

    static func policyPages() async throws -> [any PageModel] {
        let wrong = Problem.invalid([Fault(pointer: "/filters/0/minimum", code: "x", detail: "No.", hint: "Yes.")])
        let policies = [try policyVersion(), try #require(PolicyVersion(preset: "v8-part-1"))]
        let run = await PolicyRun.run(policies[0].policy, on: (0..<4).map(episode))
        let other = await PolicyRun.run(policies[1].policy, on: (0..<4).map(episode))
        let difference = DifferenceFigures(PolicyDifference(from: other, to: run), against: "v8-part-1@0")
        return [
            PoliciesPage([policies[0]], try policyForm(wrong)),
            PolicyPage(policies[0], among: [try policyVersion(3), policies[0]], try policyForm(), stored: "new"),
            PolicyRunPage(run, difference: difference, form: try policyForm()),
        ]
    }

    static let snapshotManifest = """
        {"lineage": {"ancestor": "first", "added": 1, "removed": 2, "revised": 3},
         "size": {"content_bytes": 5000}, "seen": {"responses": 90}, "kept": {"responses": 40},
         "generator": {"version": "1", "parser": "p/1", "compression": "zlib 1"},
         "by_filter": [{"filter": "turns", "parameters": {"minimum": 3, "maximum": null}, "seen": 0, "kept": 0}],
         "files": [{"path": "data/supervised/train-00000-of-00001.jsonl.gz", "bytes": 1234567, "rows": 40, "sha256": "ab"}],
         "mix": [{"part": 2, "size": {"episodes": 9, "responses": 40}, "by": [{"by": "format",
           "classes": [{"class": "cai_dump", "part": {"episodes": 9}, "whole": {"episodes": 10}, "share_of_part": 0.9,
                        "share_of_whole": 0.5}],
           "g_test": {"statistic": 30, "degrees_of_freedom": 2, "p": 0.001}, "jensen_shannon": 0.01}]}]}
        """

    static func snapshot(_ name: String, status: Snapshot.Status = .ready, isPublic: Bool = false) throws -> Snapshot {
        let body: JSON = [
            "name": .string(name), "policy": "p", "format": "supervised", "public": .bool(isPublic),
            "split": ["parts": 3, "part": 2], "description": "For **part 2**.",
        ]
        let version = try policyVersion()
        var request = try SnapshotRequest(
            body: JSONDocument(body.bytes(), limits: .request).root, policies: { _, _ in version },
            snapshots: { _ in nil })
        request.ancestor = "first"
        return Snapshot(
            request, status: status, progress: 0.34,
            failure: .invalid([Fault(pointer: "/policy", code: "x", detail: "No.", hint: "Yes.", line: 2)]),
            createdAt: moment, readyAt: moment,
            contents: Snapshot.Contents(
                manifestSHA256: Array(repeating: 7, count: 32), position: 8123, episodes: 9, rows: 40, bytes: 1_234_567),
            tombstones: 1, successors: ["third"])
    }

    static func snapshotPages() throws -> [any PageModel] {
        let tombstones = (0..<60).map { _ in SnapshotTombstones.Entry(episode: "e", shard: 0, at: moment) }
        func page(_ status: Snapshot.Status, curates: Bool = true) throws -> SnapshotPage {
            SnapshotPage(
                try snapshot("second", status: status), manifest: try json(snapshotManifest), tombstones: tombstones,
                withdrawnFiles: curates ? [] : ["data/supervised/train-00000-of-00001.jsonl.gz"],
                origin: "https://here.example", curates: curates)
        }
        let faults = try refusal().errors.prefix(1).flatMap { fault in
            SnapshotForm.fields.map { Fault(pointer: $0, code: fault.code, detail: "No.", hint: "Yes.", line: 2) }
        }
        let card = SnapshotFormCard(
            SnapshotForm(succeeding: try snapshot("second").request), [try policyVersion()],
            snapshots: [try snapshot("second")], formToken: "form-token", problem: .invalid(faults))
        return [
            SnapshotsPage([try snapshot("second"), try snapshot("open", isPublic: true)], card),
            try page(.building), try page(.failed), try page(.ready), try page(.ready, curates: false),
        ]
    }

    static func comparePages() throws -> [any PageModel] {
        var first = complaining
        var second = complaining
        for setting in SamplingBand.Setting.allCases {
            let band = try #require(SamplingBand.all(of: setting).last)
            first[.sampling(band, .negative)] = 3
            second[.sampling(band, .positive)] = 3
        }
        first[.frontEnd(FrontEnd("agnai"), .negative)] = 3
        first[.frontEnd(FrontEnd(nil), .negative)] = 1
        second[.frontEnd(FrontEnd("agnai"), .positive)] = 3
        second[.sentiments(since: 1, .negative, .positive)] = 6
        let view = ExperimentView(
            ExperimentRecord(
                try experiment(), parts: [try part(1), try part(2)], figures: known([first, second])))
        return [try #require(ComparePage(view, first: 2, second: 1))]
    }
}
