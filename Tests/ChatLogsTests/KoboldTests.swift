import ChatLogs
import ProcessorTime
import Testing

@Suite struct KoboldTests {
    @Test func aChatSaveHasTheTurnsOfItsLines() throws {
        let reading = try Fixture.read("kobold_v1/chat.json")
        #expect(reading.format == "kobold_v1")
        #expect(reading.variant == "chat")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUMUM")
        #expect(session.texts == ["The lamp is lit.", "thank you", "Mind the step.", "may I come up?", "Come."])
        #expect(session.turns[0].isGreeting)
        #expect(session.turns.map(\.sourceSpan.path) == ["prompt"] + (0...3).map { "actions[\($0)]" })
        #expect(session.context.memory == "{{char}} keeps the lighthouse.")
        #expect(session.context.authorNote?.text == "A calm night.")
    }

    @Test func whatWasThereBeforeIsAnAlternateOfATurnThatIsAWholeAction() throws {
        let turns = try Fixture.read("kobold_v1/chat.json").sessions[0].turns
        #expect(turns[2].alternates.map(\.text) == ["Mind the step.", "What now?"])
        #expect(turns[2].alternates.map(\.kind) == [.regeneration, .regeneration])
        #expect(turns[2].selectedAlternate == 0)
        #expect(turns[2].edited == nil)
        #expect(turns[4].alternates.map(\.text) == ["Come.", "Come in."])
        #expect(turns[4].alternates[1].kind == .edit)
        #expect(turns[4].edited == true)
    }

    @Test func inAnAdventureTheUserActsAfterAnAngle() throws {
        let session = try Fixture.read("kobold_v1/adventure.json").sessions[0]
        #expect(session.sequence == "MUMUM")
        #expect(session.texts[1] == "You call for the keeper.")
        #expect(session.texts[2] == "A light comes on.\n\nSomebody waves.")
        // That turn is two actions, so that no variant of one can stand in its place.
        #expect(session.turns[2].alternates.isEmpty)
        let lite = try Fixture.read("kobold_lite/adventure.json")
        #expect(lite.variant == "adventure")
        #expect(lite.sessions[0].sequence == "MUM")
    }

    @Test func oneQuotedLineDoesNotMakeAStoryAnAdventure() {
        let actions = #"["\n> come at once\n","and so she went."]"#
        let story = #"{"gamestarted":true,"prompt":"The letter said","actions":\#(actions)}"#
        #expect(Fixture.read(text: story).reasons.map(\.code) == [.storyOnly])
    }

    @Test func alternatesOfAnotherActionAreNotTaken() {
        let metadata = #"{"0":{"Selected Text":"\nMaren: undone","Alternative Text":[{"Text":"\nMaren: b"}]}}"#
        let save = #"{"gamestarted":true,"prompt":"You: hi","actions":["\nMaren: a"],"actions_metadata":\#(metadata)}"#
        #expect(Fixture.read(text: save).sessions[0].turns[1].alternates.isEmpty)
    }

    @Test func numberedActionsAreInNumericOrder() throws {
        let reading = try Fixture.read("kobold_v1/actions_by_number.json")
        #expect(reading.status == .needsMapping)
        #expect(reading.reasons.isEmpty)
        #expect(reading.sessions[0].reasons.map(\.code) == [.userSpeaker])
        let mapped = try Fixture.read(
            "kobold_v1/actions_by_number.json", options: ReadingOptions(speakerUser: " ilse"))
        #expect(mapped.sessions[0].sequence == "UUMUM")
        #expect(mapped.sessions[0].texts.last == "Sit down.")
    }

    @Test func theSecondInterfaceKeepsOptionsAsAlternates() throws {
        let reading = try Fixture.read("kobold_ui2/chat.json")
        #expect(reading.format == "kobold_ui2")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUMU")
        #expect(session.participants.map(\.kind) == [.character, .user])
        #expect(session.turns[2].alternates.map(\.text) == ["Come in.", "Hm?", "Yes?"])
        #expect(session.turns[2].alternates.map(\.kind) == [.regeneration, .regeneration, .swipe])
        #expect(session.context.authorNote == AuthorNote(text: "Fog.", depth: 3))
    }

    @Test func aLiteChatHasSeveralOpponentsAndNoPictures() throws {
        let session = try Fixture.read("kobold_lite/chat.json").sessions[0]
        #expect(session.sequence == "MUMMU")
        #expect(session.texts == ["The lamp is lit.", "thanks", "Mind the step.", "*purrs*", "good night"])
        #expect(session.turns[0].attachments == [Attachment(kind: .image)])
        #expect(session.turns[0].rawText == nil)
        #expect(session.participants.map(\.name) == ["Maren", "Ilse", "Bruno (the cat)"])
    }

    @Test func withoutSettingsTheModeIsInferred() throws {
        let reading = try Fixture.read("kobold_lite/chat_without_settings.json")
        #expect(reading.format == "kobold_lite")
        #expect(reading.sessions[0].sequence == "UMUM")
    }

    @Test func aUserWhoIsNotTheOneOfTheSettingsHasToBeNamed() throws {
        let reading = try Fixture.read("kobold_lite/chat_renamed_user.json")
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].speakers.map(\.name) == ["Ilse", "Maren"])
        let options = ReadingOptions(speakerUser: "Ilse")
        #expect(try Fixture.read("kobold_lite/chat_renamed_user.json", options: options).sessions[0].sequence == "UMUM")
    }

    @Test(arguments: [
        ("instruct.json", "SUMUM"), ("instruct_raw_tags.json", "UMUM"), ("instruct_own_tags.json", "UM"),
    ])
    func instructionsAreCutAtTheirTags(_ file: String, _ sequence: String) throws {
        let reading = try Fixture.read("kobold_lite/\(file)")
        #expect(reading.variant == "instruct")
        #expect(reading.sessions[0].sequence == sequence)
        #expect(reading.status == .accepted)
        for text in reading.sessions[0].texts {
            #expect(!text.contains("###") && !text.contains("{{[") && !text.contains("SAYS") && !text.contains(": "))
        }
    }

    @Test func instructionsWithoutSettingsAreKnownByTheirTags() throws {
        #expect(try Fixture.read("kobold_v1/instruct.json").sessions[0].texts == ["Name a soup.", "Pea soup."])
    }

    @Test(arguments: [("kobold_v1/story.json", "kobold_v1"), ("kobold_lite/story.json", "kobold_lite")])
    func storiesAreRefused(_ path: String, _ format: String) throws {
        let reading = try Fixture.read(path)
        #expect(reading.format == format)
        #expect(reading.reasons.map(\.code) == [.storyOnly])
    }

    @Test func settingsWithoutAStoryAreRefused() throws {
        let reading = try Fixture.read("kobold_lite/settings_only.json")
        #expect(reading.format == "kobold_lite")
        #expect(reading.reasons.map(\.code) == [.settings, .noText])
        let pictures = #"{"gamestarted":true,"prompt":"[<|p|YQ==|p|>]","actions":[],"savedsettings":null}"#
        #expect(Fixture.read(text: pictures).reasons.map(\.code) == [.settings, .noText])
    }

    @Test func nothingOfTheSettingsIsKept() throws {
        for file in ["chat", "instruct", "instruct_raw_tags", "adventure", "settings_only", "story"] {
            let reading = try Fixture.read("kobold_lite/\(file).json")
            #expect(!reading.keepsRawBytes)
            let printed = String(describing: reading)
            for secret in ["not-a-real-key", "0000000000", "192.0.2.7"] { #expect(!printed.contains(secret)) }
        }
        #expect(try Fixture.read("kobold_v1/chat.json").keepsRawBytes)
    }

    @Test func pictureMarksWithoutAnEndTakeLinearTime() {
        let marks = String(repeating: "[<|p|", count: 200_000)
        let save =
            #"{"gamestarted":true,"prompt":"You: \#(marks)","actions":["\nMaren: b"],"savedsettings":{"opmode":3}}"#
        let time = processorTime { #expect(Fixture.read(text: save).sessions[0].sequence == "UM") }
        #expect(time < .seconds(5))
    }
}
