import ChatLogs
import StrictJSON
import Testing

/// One conversation with its whole surroundings, in every format.
@Suite struct RowFormatTests {
    static let session: SessionReading = {
        var session = Fixture.read(text: FingerprintTests.tavern).sessions[0]
        let aria = session.participants.firstIndex { $0.kind == .character } ?? 0
        session.participants[aria].persona = "{{char}} bakes."
        return session
    }()
    static let dialogue = Rows.dialogue(session)
    static let system =
        #"Write the next reply of {{char}} in this conversation with {{user}}.\n"#
        + "{{char}}'s Persona: {{char}} bakes."

    private func expect(_ format: String, _ options: RowOptions = RowOptions(), _ lines: String...) {
        #expect(Rows.lines(format, Self.dialogue, options) == lines)
    }

    @Test func theToolboxsPromptEndsWithTheSpeakerWhoseTurnItIs() {
        expect(
            "supervised", .pygmalion2023,
            #"{"input":"<BOT>'s Persona: Aria bakes.\n<START>\n<BOT>: Hello, <USER>.\nYou: hi\n<BOT>: ","#
                + #""output":"*nods*\n\"Fine, <USER>.\"","reward":1.0,"identifier":"e-0"}"#)
    }

    @Test func thePromptHasTheCharactersNameWhereNamesAreAskedFor() {
        var options = RowOptions()
        options.naming = .names(user: "<USER>")
        options.reward = 0.75
        expect(
            "supervised", options,
            #"{"input":"Aria's Persona: Aria bakes.\n<START>\nAria: Hello, <USER>.\nYou: hi\nAria: ","#
                + #""output":"*nods*\n\"Fine, <USER>.\"","reward":0.75,"identifier":"e-0"}"#)
    }

    @Test func plainTextIsPromptAndResponseInOne() {
        expect(
            "text", RowOptions(),
            #"{"text":"<BOT>'s Persona: Aria bakes.\n<START>\n<BOT>: Hello, <USER>.\nYou: hi\n<BOT>: *nods*\n"#
                + #"\"Fine, <USER>.\"","identifier":"e-0"}"#)
    }

    @Test func aGreetingIsInMetharmesPromptAndNoGeneration() {
        expect(
            "metharme", RowOptions(),
            #"{"prompt":"<|system|>\#(Self.system)<|model|>Hello, {{user}}.<|user|>hi<|model|>","#
                + #""generation":"*nods*\n\"Fine, {{user}}.\"","identifier":"e-0"}"#)
    }

    @Test func shareGPTHasTheWholeConversation() {
        expect(
            "sharegpt", RowOptions(),
            #"{"conversations":[{"from":"system","value":"\#(Self.system)"},{"from":"gpt","value":"Hello, {{user}}."},"#
                + #"{"from":"human","value":"hi"},{"from":"gpt","value":"*nods*\n\"Fine, {{user}}.\""}],"#
                + #""identifier":"e-0"}"#)
        expect(
            "pygmalion", RowOptions(),
            #"{"conversations":[{"role":"system","value":"\#(Self.system)"},{"role":"bot","value":"Hello, {{user}}."},"#
                + #"{"role":"human","value":"hi"},{"role":"bot","value":"*nods*\n\"Fine, {{user}}.\""}],"#
                + #""identifier":"e-0"}"#)
    }

    @Test func messagesSayWhatIsTrained() {
        expect(
            "messages", RowOptions(),
            #"{"messages":[{"role":"system","content":"\#(Self.system)","name":"system","weight":0},"#
                + #"{"role":"assistant","content":"Hello, {{user}}.","name":"Aria","weight":0},"#
                + #"{"role":"user","content":"hi","name":"user","weight":0},{"role":"assistant","content":"#
                + #""*nods*\n\"Fine, {{user}}.\"","name":"Aria","weight":1}],"identifier":"e-0"}"#)
        expect(
            "axolotl", RowOptions(),
            #"{"messages":[{"role":"system","content":"\#(Self.system)","train":false},"#
                + #"{"role":"assistant","content":"Hello, {{user}}.","train":false},"#
                + #"{"role":"user","content":"hi","train":false},{"role":"assistant","content":"#
                + #""*nods*\n\"Fine, {{user}}.\"","train":true}],"identifier":"e-0"}"#)
    }

    @Test func alpacaHasTheLastExchangeAndTheEarlierOnesAsHistory() {
        expect(
            "alpaca", RowOptions(),
            #"{"instruction":"hi","input":"","output":"*nods*\n\"Fine, {{user}}.\"","system":"\#(Self.system)","#
                + #""history":[["","Hello, {{user}}."]],"identifier":"e-0"}"#)
    }

    @Test func aRatedEpisodeHasALabel() {
        var options = RowOptions()
        options.label = true
        options.systemTemplate = ""
        expect("kto", RowOptions())
        expect(
            "kto", options,
            #"{"prompt":[{"role":"system","content":"{{char}}'s Persona: {{char}} bakes."},"#
                + #"{"role":"assistant","content":"Hello, {{user}}."},{"role":"user","content":"hi"}],"completion":"#
                + #"[{"role":"assistant","content":"*nods*\n\"Fine, {{user}}.\""}],"label":true,"identifier":"e-0"}"#)
    }

    @Test func pippaHasTheCharacterBesideTheConversation() {
        var options = RowOptions()
        options.submittedAt = 1_676_000_000_000
        expect(
            "pippa", options,
            #"{"submission_timestamp":1676000000000,"categories":[],"bot_id":"","bot_name":"Aria","#
                + #""bot_greeting":"Hello, {{user}}.","bot_definitions":"","bot_description":"{{char}} bakes.","#
                + #""conversation":[{"message":"Hello, {{user}}.","is_human":false},{"message":"hi","is_human":true},"#
                + #"{"message":"*nods*\n\"Fine, {{user}}.\"","is_human":false}],"identifier":"e-0"}"#)
    }

    @Test func anEpisodesRowSaysWhatTheEpisodeSaysInColumns() throws {
        let row = try Rows.rows("episode", Self.dialogue)[0]
        let episode = try JSONDocument(Self.dialogue.canonical, limits: .own).root
        expect(row, says: episode, path: "")
        #expect(row["source"]?["external_ids"]?.string == "{}")
        #expect(row["experiment"]?["part"]?.int == 0)
        #expect(row["turns"]?[0]?["created_at"]?.string == "")
    }

    /// Same members in the same order, and equal values wherever the episode has one.
    private func expect(_ row: JSONValue, says episode: JSONValue, path: String) {
        switch episode.kind {
        case .object where row.kind == .object:
            #expect(row.members.map(\.key) == episode.members.map(\.key), "\(path)")
            for (key, value) in episode.members {
                if let column = row[key] { expect(column, says: value, path: path + "/" + key) }
            }
        case .array where row.kind == .array:
            #expect(row.count == episode.count, "\(path)")
            for (column, value) in zip(row.elements, episode.elements) { expect(column, says: value, path: path) }
        case .object, .array:
            #expect(row.stringBytes == episode.json().bytes(), "\(path)")
        case .null: #expect(row.kind != .null, "\(path)")
        case .number: #expect(row.double == episode.double, "\(path)")
        case .bool: #expect(row.bool == episode.bool, "\(path)")
        case .string: #expect(row.stringBytes == episode.stringBytes, "\(path)")
        }
    }

    @Test func theChosenAnswerIsPreferredOnceTheUserWentOn() throws {
        let line =
            #"{"name":"Aria","is_user":false,"mes":"Two.","swipes":["One.","Two.",""," Two. ","Three."],"swipe_id":1}"#
        let start = #"{"name":"You","is_user":true,"mes":"count"}"# + "\n" + line
        var options = RowOptions()
        options.systemTemplate = ""
        let ended = Rows.dialogue(Fixture.read(text: start).sessions[0])
        #expect(Rows.lines("preference", ended, options).isEmpty)
        let continued = Rows.dialogue(
            Fixture.read(text: start + "\n" + #"{"name":"You","is_user":true,"mes":"ok"}"#).sessions[0])
        #expect(
            Rows.lines("preference", continued, options)
                == ["One.", "Three."].enumerated().map { number, other in
                    #"{"prompt":[{"role":"user","content":"count"}],"chosen":[{"role":"assistant","content":"Two."}],"#
                        + #""rejected":[{"role":"assistant","content":"\#(other)"}],"identifier":"e-\#(number)"}"#
                })
        options.needsContinuation = false
        #expect(Rows.lines("preference", ended, options).count == 2)
    }
}
