import ChatLogs
import Testing

@Suite struct FingerprintTests {
    static let tavern = """
        {"name":"Aria","is_user":false,"is_name":true,"mes":"Hello, Sam."}
        {"name":"Sam","is_user":true,"mes":"hi"}
        {"name":"Aria","is_user":false,"mes":"Aria: *nods*\\r\\n\\"Fine, Sam.\\""}
        """
    static let ooba = #"""
        {"internal":[["<|BEGIN-VISIBLE-CHAT|>","Hello, {{user}}."],["hi","*nods*\n\"Fine, <USER>.\""]],"visible":[]}
        """#
    static let gradio = #"{"chat":["","Aria: Hello, Sam.","You: hi","Aria: *nods*\n\"Fine, Sam.\""]}"#
    static let characterAI = #"""
        {"info":{"character":{"name":"Aria"}},"histories":{"histories":[{"msgs":[
        {"text":"Hello, [NAME_IN_MESSAGE_REDACTED].","src":{"is_human":false,"name":"Aria"},"is_alternative":false},
        {"text":"hi","src":{"is_human":true,"name":"[NAME_REDACTED]"},"is_alternative":false},
        {"text":"*nods*\n\"Fine, [NAME_IN_MESSAGE_REDACTED].\"","src":{"is_human":false,"name":"Aria"}}
        ]}]}}
        """#

    static let agnai = #"""
        {"name":"Exported","greeting":"Hello, {{user}}.","messages":[{"characterId":"imported","name":"Aria","msg":
        "Hello, Sam."},{"userId":"anon","handle":"Sam","msg":"hi"},{"characterId":"imported","name":"Aria","msg":
        "*nods*\n\"Fine, Sam.\""}]}
        """#
    static let janitor = #"""
        {"character":{"name":"Aria"},"username":"Sam","chatMessages":[{"is_bot":true,"message":"Hello, {{user}}."},
        {"is_bot":false,"message":"hi"},{"is_bot":true,"is_main":true,"message":"*nods*\n\"Fine, Sam.\""},
        {"is_bot":true,"is_main":false,"message":"No."}]}
        """#

    @Test func theSameDialogueFromSixSourcesIsTheSame() throws {
        let sources = [Self.tavern, Self.ooba, Self.gradio, Self.characterAI, Self.agnai, Self.janitor]
        let sessions = sources.map { Fixture.read(text: $0, options: ReadingOptions(userName: "Sam")).sessions[0] }
        for session in sessions {
            #expect(session.texts == ["Hello, {{user}}.", "hi", "*nods*\n\"Fine, {{user}}.\""])
            #expect(session.sequence == "MUM")
            #expect(session.fingerprints.dialogueSHA256 == sessions[0].fingerprints.dialogueSHA256)
        }
        #expect(
            sources.map { Fixture.read(text: $0).format } == [
                "tavern_jsonl", "ooba_new", "gradio_pyg", "cai_dump", "agnai", "janitorai",
            ])
        #expect(
            sessions.map { $0.turns[2].flags.contains("leading_name_stripped") } == [
                true, false, true, false, false, false,
            ])
        #expect(sessions[0].fingerprints.dialogueSHA256.count == 32)
    }

    @Test func withoutTheUsersNameTheGradioChatDiffers() {
        let gradio = Fixture.read(text: Self.gradio).sessions[0]
        #expect(gradio.texts[0] == "Hello, Sam.")
        let tavern = Fixture.read(text: Self.tavern).sessions[0]
        #expect(tavern.texts[0] == "Hello, {{user}}.")
        #expect(gradio.fingerprints.dialogueSHA256 != tavern.fingerprints.dialogueSHA256)
    }

    @Test func quotesCaseAndSpacesDoNotMatterForTheDialogueButForTheTurns() {
        let plain = Fixture.read(text: "You: \"Hi there\"\nBruno: It's GRÜN.").sessions[0].fingerprints
        let fancy = Fixture.read(text: "You: “Hi  there”\nBruno: It’s grün.").sessions[0].fingerprints
        #expect(plain.dialogueSHA256 == fancy.dialogueSHA256)
        #expect(plain.turnsSHA256 != fancy.turnsSHA256)
    }

    @Test func aShorterChatIsFoundAsPrefix() {
        let short = Fixture.read(text: "You: one\nBruno: Two.").sessions[0].fingerprints
        let long = Fixture.read(text: "You: one\nBruno: Two.\nYou: three\nBruno: Four.").sessions[0].fingerprints
        #expect(long.prefixSHA256.count == 4)
        #expect(long.prefixSHA256[1] == short.prefixSHA256.last)
        #expect(long.turnsSHA256 != short.turnsSHA256)
    }
}
