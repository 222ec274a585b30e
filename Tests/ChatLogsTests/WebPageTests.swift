import ProcessorTime
import Testing

@testable import ChatLogs

@Suite struct WebPageTests {
    private func page(_ body: String) -> String {
        "<!DOCTYPE html>\n<html><head><title>Saved: yes</title><style>b{c:d}</style></head><body>\n\(body)\n</body></html>"
    }

    private func read(_ body: String, options: ReadingOptions = ReadingOptions()) -> DocumentReading {
        Fixture.read(text: page(body), options: options)
    }

    @Test func theOfflinePageOfCAIToolsIsRead() throws {
        let script = """
            <script>const historyData = JSON.parse(`{"charPic":"","charName":"Maren","history":[{"date":"2023-10-01T10:00:00Z",
            "chat":[{"isUser":false,"name":"Maren","message":"The%20lamp%20is%20%22lit%22."},
            {"isUser":true,"name":"Ilse","message":"100%25%20bright%3F"},{"isUser":false,"name":"Maren","message":"%C3%A9t%C3%A9%20%zz"}]},
            {"date":"2023-10-02T10:00:00Z","chat":[{"isUser":false,"name":"Maren","message":"Hi."}]}]}`);</script>
            """
        let reading = read(script)
        #expect(reading.format == "html" && reading.variant == "cai_offline")
        #expect(reading.sessions.map(\.sequence) == ["MUM", "M"])
        let session = try #require(reading.sessions.first)
        #expect(session.texts == ["The lamp is \"lit\".", "100% bright?", "été %zz"])
        #expect(session.exportedAt?.iso8601 == "2023-10-01T10:00:00.000Z")
        #expect(session.participants.map(\.name) == ["Maren", "Ilse"])
        #expect(session.turns.first?.isGreeting == true)
    }

    @Test func theOlderOfflinePageHasOnlyNames() throws {
        let reading = read(
            """
            <script>let chats = [{"id":1,"messages":[{"messager":"Maren","text":"Evening."},
            {"messager":"Ilse","text":"Good%20evening%2C%20Maren."},{"messager":"Maren","text":"Is%20it%3F"}]},
            {"id":2,"messages":[{"messager":"Maren","text":"Back?"},{"messager":"Ilse","text":"Back."}]}];</script>
            """)
        #expect(reading.variant == "cai_offline")
        #expect(reading.sessions.map(\.sequence) == ["MUM", "MU"])
        #expect(reading.sessions.first?.texts == ["Evening.", "Good evening, {{char}}.", "Is it?"])
    }

    @Test func theChatInAPageOfRisuAIIsTaken() {
        let chat =
            #"{"message":[{"role":"user","data":"a &lt;b&gt; &amp; \"c\""},{"role":"char","data":"Yes."}],"name":"x"}"#
        let html = page(#"<div class="chat"><h2>Maren</h2><div>Hi.</div></div><div class="idat">\#(chat)</div>"#)
        let json = EmbeddedChat.json(in: Array(html.utf8))?.text
        #expect(
            json
                == #"{"type":"risuChat","ver":2,"data":{"message":[{"role":"user","data":"a <b> & \"c\""},"#
                + #"{"role":"char","data":"Yes."}],"name":"x"}}"#)
        let reading = Fixture.read(text: html)
        #expect(reading.format == "html" && reading.variant == "risuai")
    }

    @Test func theConversationsInAPageOfChatGPTAreTaken() {
        let json =
            #"[{"title":"a ]} \" b","mapping":{"x":{"id":"x","message":null,"children":[]}},"current_node":"x"}]"#
        let html = page("<script>\nvar jsonData = \(json);\nvar assetsJson = {\"a\":1};\n</script>")
        #expect(EmbeddedChat.json(in: Array(html.utf8))?.text == json)
        let reading = Fixture.read(text: html)
        #expect(reading.format == "html" && reading.variant == "chatgpt")
    }

    static let shown = """
        <nav>Home</nav><script>if (a < b) { "You: no" }</script>
        <div><b>Maren</b>: <em>She looks&nbsp;up.</em> Good
          evening.</div><p>You: 1 &lt; 2 &amp; so&hellip; <i>on</i></p><!-- Maren: hidden -->
        <p>Maren: a<br>b</p><pre>You: c
          d</pre>
        """

    @Test func whatAPageShowsIsReadButTheSubmitterHasToSayWhoIsWho() throws {
        let reading = read(Self.shown)
        #expect(reading.format == "html" && reading.variant == "page-text")
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions.first?.reasons.map(\.code) == [.userSpeaker])
        #expect(reading.sessions.first?.speakers == [Speaker(name: "Maren", turns: 2), Speaker(name: "You", turns: 2)])
        let told = read(Self.shown, options: ReadingOptions(speakerUser: "You"))
        #expect(told.status == .accepted)
        let session = try #require(told.sessions.first)
        #expect(session.sequence == "MUMU")
        #expect(session.texts == ["*She looks up.* Good evening.", "1 < 2 & so… *on*", "a\nb", "c\n  d"])
    }

    @Test func headingsNameWhoSpeaks() throws {
        let reading = read(
            "<h2>Maren</h2><div>Mind the step.</div><h2>Ilse</h2><div>Thanks.</div><h2>Maren</h2><div>Up.</div>",
            options: ReadingOptions(speakerUser: "Ilse"))
        #expect(reading.sessions.first?.texts == ["Mind the step.", "Thanks.", "Up."])
    }

    @Test func aPageWithoutAConversationIsRefused() {
        let reading = read("<p>It was a dark night.</p><p>Nobody spoke.</p>")
        #expect(reading.format == "html")
        #expect(reading.reasons.map(\.code) == [.unrecognisedFormat])
    }

    @Test func aPageWithBrokenJSONIsReadAsText() {
        #expect(read("<script>var jsonData = [{\"mapping\":</script>" + Self.shown).variant == "page-text")
        #expect(read("<div class=\"idat\">{\"message\":</div>" + Self.shown).variant == "page-text")
    }

    @Test(arguments: ["<!--", "<script>", "<a", "</", "<p", "<pre>", "<em>", "&", "JSON.parse(`{", "[", "<div "])
    func aPageOfNothingButOneMarkIsReadInOnePass(_ mark: String) {
        let body = String(repeating: mark, count: 4_000_000 / mark.utf8.count)
        // A bound against quadratic work, not a measurement.
        let time = processorTime { #expect(read(body).status == .rejected) }
        #expect(time < .seconds(3))
    }
}

/// SillyTavern's own page.
@Suite struct TavernPageTests {
    private static func message(_ name: String, user: Bool, hidden: Bool = false, _ shown: String) -> String {
        """
        <div class="mes\(hidden ? " ghost" : "")" mesid="0" ch_name="\(name)" is_user="\(user)" is_system="\(hidden)">
        <div class="mesAvatarWrapper"><div class="mesIDDisplay">#0</div><div class="tokenCounterDisplay">33t</div></div>
        <div class="mes_block"><div class="ch_name"><span class="name_text">\(name)</span>
        <small class="timestamp">May 14, 2023 5:20pm</small></div><div class="mes_text">\(shown)</div>
        <div class="mes_bias"></div></div></div>
        """
    }

    @Test func whoSpeaksStandsInTheElements() throws {
        let messages = [
            Self.message("Maren", user: false, "<p><em>looks up</em> <q>\"Late, Ilse?\"</q></p><p>A bell: one.</p>"),
            Self.message("Ilse &amp; Co", user: true, "<p>So be it &lt;3</p>"),
            Self.message("Maren", user: false, hidden: true, "<p>unseen</p>"),
            Self.message("Maren", user: false, "<div><div>Map</div>You: here.</div><p>Go.</p>"),
        ]
        let reading = Fixture.read(
            text: "<!DOCTYPE html><html><body><div id=\"chat\">" + messages.joined(separator: "\n")
                + "</div></body></html>")
        #expect(reading.format == "html" && reading.variant == "tavern_jsonl")
        #expect(reading.status == .accepted)
        let session = try #require(reading.sessions.first)
        #expect(session.sequence == "MUHM")
        #expect(
            session.texts == [
                "*looks up* \"Late, {{user}}?\"\nA bell: one.", "So be it <3", "unseen", "Map\nYou: here.\nGo.",
            ])
        #expect(session.participants.map(\.name) == ["Maren", "Ilse & Co"])
        #expect(session.turns.first?.isGreeting == true)
    }

    @Test func theTemplateOfAMessageIsNone() {
        let template = Self.message("", user: false, "").replacing("is_user=\"false\"", with: "is_user=\"\"")
        let reading = Fixture.read(text: "<!DOCTYPE html><html><body>\(template)</body></html>")
        #expect(reading.sessions.isEmpty)
    }
}
