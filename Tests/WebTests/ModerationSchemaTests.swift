import Core
import Foundation
import Storage
import StrictJSON
import Testing

@testable import Web

@Suite("The OpenAPI schemas of moderation")
struct ModerationSchemaTests: SchemaSuite {
    let described: DescribedSchemas

    init() throws { described = try DescribedSchemas() }

    @Test("say what waits")
    func queue() throws {
        for item in PagesSamples.queue { try expect(item.json, is: "ModerationItem") }
        var bare = PagesSamples.queue[0]
        (bare.experiment, bare.part, bare.reason) = (nil, nil, nil)
        try expect(bare.json, is: "ModerationItem")
        #expect(words("ModerationKind") == ModerationKind.allCases.map(\.rawValue))
        let signs = schema("HeldCluster")["properties"]?["signs"]?["items"]?["enum"].elements.compactMap(\.string)
        #expect(signs == RatingCluster.Sign.allCases.map(\.rawValue))
    }

    @Test("say what became of decisions")
    func decisions() throws {
        let input = try DecisionInput(
            try #require(
                document.root["paths"]?["/v1/submissions/{id}/decision"]?["post"]?["requestBody"]?["content"]?[
                    "application/json"]?["example"]))
        let standing = SubmissionStanding(
            status: .accepted, episodes: [.accepted: 2], heldForSafety: 1, entry: ID(bucket: 0, at: PagesSamples.moment)
        )
        try expect(
            input.json(
                about: ID<Submission>(bucket: 7, at: PagesSamples.moment), standing.members, at: PagesSamples.moment),
            is: "SubmissionDecision")
        let decided = ClusterDecided(ratings: 7, entries: [])
        let silent = DecisionInput(decision: .reject, reason: nil)
        try expect(
            silent.json(
                about: ID<RatingCluster>(bucket: 7, at: PagesSamples.moment), decided.members, at: PagesSamples.moment),
            is: "ClusterDecision")
    }

    @Test("say who did what")
    func audit() throws {
        #expect(words("AuditAction") == AuditEntry.Action.allCases.map(\.rawValue))
        for action in AuditEntry.Action.allCases { try expect(PagesSamples.entry(action).json, is: "AuditEntry") }
        let entry = AuditEntry(.makeToken, of: "x", by: .commandLine, at: PagesSamples.moment)
        try expect(entry.json, is: "AuditEntry")
    }

    private func words(_ name: String) -> [String] { schema(name)["enum"].elements.compactMap(\.string) }
}
