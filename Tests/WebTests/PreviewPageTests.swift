import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("The page for chats", .migrated(.own), .timeLimit(.minutes(15))) struct PreviewPageTests {
    private static let chat = String(
        decoding: Samples.tavern(word: "lantern and write to aria@deck.example"), as: UTF8.self)

    @Test("shows what would be read before anything is stored, without scripts and without consent")
    func preview() async throws {
        try await withService { client in
            let fields = [("log", Self.chat), ("notes", "kept"), ("action", "preview")]
            let page = try await client.post("/submit", fields).expect(200)
            #expect(page.text.contains("Nothing is stored yet."))
            #expect(page.text.contains("SillyTavern or TavernAI chat"))
            #expect(page.text.contains("<mark>[EMAIL]</mark>") && !page.text.contains(">aria@deck.example"))
            #expect(page.text.contains(#"<li class="user"><b>User</b>"#))
            // The form is as it was: what is pasted and typed can be sent from it.
            #expect(page.text.contains("kept</textarea>") && page.text.contains("Mind the lantern"))
            #expect(try await client.rowCounts()["submissions"] == 0)
        }
    }

    @Test("asks who is who in a preview too, and shows both sides once it is said")
    func mapping() async throws {
        try await withService { client in
            var fields = [("log", String(decoding: Samples.unmapped, as: UTF8.self)), ("action", "preview")]
            let asked = try await client.post("/submit", fields).expect(200)
            #expect(
                asked.text.contains("Which of these speakers is you?") && asked.text.contains("<b><bdi>Ilse</bdi></b>"))
            fields.append(("speaker_user", "Ilse"))
            let told = try await client.post("/submit", fields).expect(200)
            #expect(!told.text.contains("Which of these speakers is you?"))
            #expect(told.text.contains(#"<li class="user"><b>User</b>"#))
        }
    }

    @Test("says kindly that a chat is there already")
    func duplicate() async throws {
        try await withService { client in
            let query = "consent_training=true&submitter=me"
            try await client.upload(Array(Self.chat.utf8), query: query).expect(201)
            let fields = [("log", Self.chat), ("submitter", "me"), ("action", "preview")]
            let page = try await client.post("/submit", fields).expect(200)
            #expect(page.text.contains("We have this chat already. Thank you"))
        }
    }

    @Test("says what is wrong with a preview at its field, and shows no chat that is held for safety")
    func refusals() async throws {
        try await withService { client in
            let nothing = try await client.post("/submit", [("log", ""), ("action", "preview")]).expect(422)
            #expect(nothing.text.contains("Choose a file, or paste the chat"))
            let unsafe = String(
                decoding: Samples.tavern(word: "zirconium. The schoolgirl, naked, moaned"), as: UTF8.self)
            let held = try await client.post("/submit", [("log", unsafe), ("action", "preview")]).expect(200)
            #expect(!held.text.contains("<ol class=\"chat\""))
        }
    }

    @Test(
        "cuts a text at its masks and loses nothing",
        arguments: [
            "{{user}} writes to [EMAIL], {{char}} calls [PHONE].", "[", "{{", "{{user", "[EMAIL",
            "{{userx}}[EMAILS][]{{}}",
            "\u{1F980}{{char2}}\u{1F980}[NAME_IN_MESSAGE_REDACTED]",
        ])
    func masks(text: String) {
        let pieces = TurnPicture.pieces(of: Array(text.utf8))
        #expect(pieces.map(\.text).joined() == text)
        #expect(pieces.filter(\.isMask).allSatisfy { $0.text.hasPrefix("{{") || $0.text.hasPrefix("[") })
        #expect(pieces.contains { $0.isMask } == (text.contains("}}") && text.count > 12 || text.contains("EMAIL],")))
    }

    @Test("shows of a very long turn its beginning, cut between characters")
    func longTurn() {
        let pieces = TurnPicture.pieces(of: Array(String(repeating: "é", count: 1500).utf8 + [0x21]))
        #expect(pieces.map(\.text) == [String(repeating: "é", count: 1000), "…"])
    }
}
