import ChatLogs
import Testing

@Suite struct OobaboogaTests {
    @Test func theInternalTextIsUsedAndTheSentinelIsNoTurn() throws {
        let session = try Fixture.read("ooba_new/with_sentinel.json").sessions[0]
        #expect(session.sequence == "MUMU")
        #expect(
            session.texts == ["Evening, {{user}}.", "it's \"late\"", "*nods*\n\"Sit down.\"", "hello?"])
        #expect(session.turns[0].isGreeting)
        #expect(session.flags == ["ends_with_user"])
    }

    @Test func versionsAreAlternates() throws {
        let reading = try Fixture.read("ooba_new/metadata_2025.json")
        #expect(reading.variant == "ooba-2025")
        let turn = reading.sessions[0].turns[2]
        #expect(turn.alternates.map(\.text) == ["Hm?", "Here."])
        #expect(turn.selectedAlternate == 1)
        #expect(turn.generator?.model == "pygmalion-v8-part4")
        #expect(turn.createdAt?.iso8601 == "2025-05-20T14:04:00.000Z")
    }

    @Test func theBrowserExtensionDropsTheGreeting() throws {
        let reading = try Fixture.read("ooba_new/cai_tools.json")
        #expect(reading.variant == "cai-tools")
        #expect(reading.sessions[0].sequence == "UMUM")
        #expect(reading.sessions[0].flags.contains("greeting_missing"))
    }

    @Test func rowsBeforeTheSentinelAreExamplesAndTheNameComesFromTheFile() throws {
        let session = try Fixture.read("ooba_old/Maren_persistent.json").sessions[0]
        #expect(session.texts == ["The lamp is lit.", "who are you", "I keep the light.", "And the logbook."])
        #expect(session.participants[1].name == "Maren")
        #expect(session.turns[2].flags == ["leading_name_stripped"])
        #expect(session.flags.contains("consecutive_same_speaker"))
    }

    @Test func displayTextIsUnescapedWhereItIsAllThereIs() throws {
        let session = try Fixture.read("ooba_old/visible_only.json").sessions[0]
        // The user's internal text is the user's own and stays as it is.
        #expect(session.texts == ["It's me <3", "who&#39;s there", "Nobody & nothing."])
    }

    @Test func theFirstShapeHasOnlyData() throws {
        let reading = try Fixture.read("ooba_old/data_only.json")
        #expect(reading.format == "ooba_old")
        #expect(reading.sessions[0].sequence == "MUM")
    }

    @Test func anEmptyChatHasNoText() throws {
        let reading = try Fixture.read("ooba_old/empty_persistent.json")
        #expect(reading.sessions[0].reasons.map(\.code) == [.noText])
    }

    @Test func bothSidesAreNeeded() {
        let onlyModel = Fixture.read(
            text: #"{"data":[["<|BEGIN-VISIBLE-CHAT|>","Hello."],["","More."]],"data_visible":[]}"#)
        #expect(onlyModel.sessions[0].reasons.map(\.code) == [.noUserTurn])
        let onlyUser = Fixture.read(text: #"{"data":[["hi",""],["hello?",""]],"data_visible":[]}"#)
        #expect(onlyUser.sessions[0].reasons.map(\.code) == [.noModelTurn])
    }

    @Test func versionsOfBothSidesAreAlternates() throws {
        let turns = try Fixture.read("ooba_new/both_sides_have_versions.json").sessions[0].turns
        #expect(turns[0].alternates.map(\.text) == ["soup", "soup, please"])
        #expect(turns[0].alternates.map(\.kind) == [.edit, .edit])
        #expect(turns[0].attachments.map(\.kind) == [.image, .file])
        // A text that is none of the versions is one more; one that replaced a version is in its place.
        #expect(turns[1].alternates.map(\.text) == ["Hm?", "What?", "Here."])
        #expect(turns[1].selectedAlternate == 2)
        #expect(turns[3].alternates.map(\.text) == ["Yes.", "Old."])
        #expect(turns[3].selectedAlternate == 0)
    }

    @Test func theBrowserExtensionsFirstShapeIsKnownByItsName() throws {
        let reading = try Fixture.read("ooba_old/Maren_oobabooga_Chat.json")
        #expect(reading.variant == "cai-tools")
        #expect(reading.sessions[0].participants[1].name == "Maren")
        #expect(reading.sessions[0].flags.contains("greeting_missing"))
    }

    @Test func instructModeHasNoGreeting() throws {
        let session = try Fixture.read("ooba_old/Instruct_20230401-101500.json").sessions[0]
        #expect(session.sequence == "UMMU")
        #expect(!session.flags.contains("greeting_missing"))
        #expect(session.participants[1].name == nil)
        let bytes = try Fixture.bytes("ooba_old/Instruct_20230401-101500.json")
        func isMissed(_ file: String) -> Bool {
            LogReader.read(bytes, filename: file).sessions[0].flags.contains("greeting_missing")
        }
        #expect(!isMissed("logs/instruct/20250520-14-02-33.json"))
        #expect(isMissed("logs/chat/20250520-14-02-33.json"))
    }
}
