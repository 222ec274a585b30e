import ChatLogs
import StrictJSON
import Testing

@Suite struct EpisodeTests {
    static let source = EpisodeSource(
        submissionID: "s-1", documentIndex: 0, format: "tavern_jsonl", variant: "st-2023", sha256: "00")
    static let consent = EpisodeConsent(
        training: true, publicRelease: false, humanReview: false, termsVersion: "1")

    static func render(_ session: SessionReading) throws -> JSONDocument {
        let json = session.episode(id: "e-1", source: source, consent: consent, experiment: nil)
        return try JSONDocument(json.bytes(), limits: .request)
    }

    @Test func everyKeyIsWrittenInOrder() throws {
        let session = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0]
        let document = try Self.render(session)
        #expect(
            document.root.members.map(\.key) == [
                "schema", "id", "source", "consent", "experiment", "title", "language", "nsfw", "tags", "participants",
                "context", "turns", "tree", "normalisation", "metrics", "fingerprints", "flags", "decisions", "ratings",
            ])
        let turn = try #require(document.root["turns"]?[0])
        #expect(
            turn.members.map(\.key) == [
                "index", "participant", "role", "text", "raw_text", "created_at", "created_at_raw", "tz_known",
                "is_greeting", "is_hidden", "ooc", "edited", "origin", "generator", "train", "weight", "alternates",
                "selected_alternate", "reasoning", "attachments", "source_span", "flags", "findings",
            ])
        #expect(turn["train"]?.bool == false)
        #expect(document.root["turns"]?[2]?["train"]?.bool == true)
    }

    @Test func theUsersNameAndExactTextsAreOnlyInThePrivateHalf() throws {
        let session = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0]
        let episode = String(
            decoding: session.episode(id: "e", source: Self.source, consent: Self.consent, experiment: nil).bytes(),
            as: UTF8.self)
        #expect(!episode.contains("Ilse"))
        let half = String(decoding: session.privateHalf().bytes(), as: UTF8.self)
        #expect(half.contains("Morning, Ilse!"))
        #expect(half.contains("\"name\":\"Ilse\""))
    }

    @Test func pathsOfModelsAreCutToTheirNames() throws {
        let line = #"{"name":"Bruno","is_user":false,"mes":"Hi.","extra":{"model":"C:\\Users\\ilse\\pygmalion.gguf"}}"#
        let session = Fixture.read(text: line + "\n" + #"{"name":"You","is_user":true,"mes":"yes"}"#).sessions[0]
        let generator = try Self.render(session).root["turns"]?[0]?["generator"]
        #expect(generator?["model"]?.string == "pygmalion.gguf")
    }

    @Test(arguments: Fixture.all)
    func everySessionOfEveryFixtureIsValidJSON(_ path: String) throws {
        for session in try Fixture.read(path).sessions {
            let document = try Self.render(session)
            #expect(document.root["turns"]?.count == session.turns.count)
            _ = try JSONDocument(session.privateHalf().bytes(), limits: .request)
        }
    }
}
