import ChatLogs
import Testing

@Suite struct DiscordTests {
    @Test func whoIsTheModelHasToBeSaid() throws {
        let reading = try Fixture.read("discord_dce/channel_with_bot.json")
        #expect(reading.format == "discord_dce")
        #expect(reading.status == .needsMapping)
        let session = reading.sessions[0]
        #expect(session.reasons.map(\.code) == [.discordRoles])
        #expect(session.sequence == "????")
        #expect(session.speakers.map(\.name) == ["Ilse Brandt", "Harbourmaster", "Jonas"])
        #expect(session.speakers.map(\.turns) == [1, 2, 1])
    }

    @Test func botsAreCharactersAndOtherPeopleUsers() throws {
        let options = ReadingOptions(speakerUser: "Ilse Brandt")
        let session = try Fixture.read("discord_dce/channel_with_bot.json", options: options).sessions[0]
        #expect(session.status == .accepted)
        #expect(session.sequence == "UMUM")
        #expect(session.texts[0] == "@{{char}} tell me of the sea :wave:")
        #expect(session.texts[1] == "@{{user}} The sea is calm, {{user}}.")
        #expect(session.turns.map(\.edited) == [nil, nil, nil, true])
        #expect(session.turns[2].attachments == [Attachment(kind: .file)])
        #expect(session.turns[0].createdAt?.iso8601 == "2023-04-01T16:05:11.123Z")
        #expect(session.turns.map(\.sourceSpan.path) == [0, 1, 3, 4].map { "messages[\($0)]" })
        #expect(session.participants.map(\.name) == ["user_1", "user_2", "user_3"])
    }

    @Test(arguments: [nil, "Ilse Brandt", "harbour-bot", "user_1"])
    func nobodyIsIdentified(_ user: String?) throws {
        let options = ReadingOptions(speakerUser: user)
        var reading = try Fixture.read("discord_dce/channel_with_bot.json", options: options)
        #expect(!reading.keepsRawBytes)
        // The preview lists them on purpose, and is not stored.
        for index in reading.sessions.indices { reading.sessions[index].speakers = [] }
        let printed = String(describing: reading)
        for name in ["ilse.b", "old_jonas", "Jonas", "Tove", "tove", "cdn.example", "111111111111111111", "66666666"] {
            #expect(!printed.contains(name))
        }
        for turn in reading.sessions[0].turns { #expect(!turn.text.contains("Ilse")) }
    }

    @Test func theOneOtherAuthorIsTheCharacter() throws {
        let options = ReadingOptions(speakerUser: "Ilse")
        let session = try Fixture.read("discord_dce/direct.json", options: options).sessions[0]
        #expect(session.sequence == "UM")
        #expect(session.participants.map(\.kind) == [.user, .character])
    }

    @Test func amongSeveralPeopleNobodyIsTakenForTheModel() throws {
        let options = ReadingOptions(speakerUser: "ilse.b")
        let reading = try Fixture.read("discord_dce/three_people.json", options: options)
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].reasons.map(\.code) == [.discordRoles])
    }

    @Test func theTextExportHasAuthorsAboveTheirMessages() throws {
        let options = ReadingOptions(speakerUser: "ilse.b")
        let reading = try Fixture.read("discord_txt/direct.txt", options: options)
        #expect(reading.format == "discord_txt")
        let session = reading.sessions[0]
        #expect(session.sequence == "UMU")
        #expect(session.texts == ["hello there\nit is late", "Good evening.", "========================\ngood night"])
        #expect(session.turns[1].attachments == [Attachment(kind: .file)])
        #expect(session.turns[0].sourceSpan == SourceSpan(line: 6))
        let unknown = try Fixture.read("discord_txt/direct.txt").sessions[0]
        #expect(unknown.speakers.map(\.name) == ["ilse.b", "Jonas"])
        #expect(unknown.reasons.map(\.code) == [.discordRoles])
    }

    @Test func theTextExportIsKnownWithoutItsBanner() throws {
        let options = ReadingOptions(speakerUser: "Ilse")
        let reading = try Fixture.read("discord_txt/without_banner.txt", options: options)
        #expect(reading.format == "discord_txt")
        #expect(reading.sessions[0].texts == ["hello", "[see above] Note: soup"])
    }
}

/// Messages copied from Discord's window.
@Suite struct DiscordPasteTests {
    private static let pastes = [
        """
        Ilse Brandt — Today at 5:20 PM
        Is the lamp lit?
        It is 5:20 already.
        Harbourmaster
        APP
         — Today at 5:21 PM
        Not yet — soon. (edited)
        [5:22 PM]Now it is.
        Ilse Brandt — Today at 5:24 PM
        Good.
        """,
        """
        some words before
        Ilse Brandt
        — 05/14/2023 17:20
        Is the lamp lit?
        It is 5:20 already.
        Harbourmaster BOT — 05/14/2023 17:21
        Not yet — soon.
        Now it is.
        Ilse Brandt — 05/14/2023 17:24
        Good.
        """,
        """
        Ilse BrandtToday at 5:20 PM
        Is the lamp lit?
        It is 5:20 already.
        HarbourmasterBOTToday at 5:21 PM
        Not yet — soon.
        Now it is.
        Ilse BrandtYesterday at 5:24 PM
        Good.
        """,
    ]

    @Test(arguments: pastes) func theLinesAboveMessagesAreUnderstood(text: String) throws {
        let reading = Fixture.read(text: text, options: ReadingOptions(speakerUser: "Ilse Brandt"))
        #expect(reading.format == "discord_txt" && reading.variant == "pasted")
        #expect(reading.status == .accepted && !reading.keepsRawBytes)
        let session = try #require(reading.sessions.first)
        #expect(session.sequence == "UMU")
        #expect(session.texts == ["Is the lamp lit?\nIt is 5:20 already.", "Not yet — soon.\nNow it is.", "Good."])
        #expect(session.participants.map(\.name) == ["user_1", "user_2"])
        #expect(session.turns[1].origin == .generated)
        let unknown = Fixture.read(text: text)
        #expect(unknown.sessions.first?.speakers.map(\.name) == ["Ilse Brandt", "Harbourmaster"])
        #expect(unknown.sessions.first?.reasons.map(\.code) == [.discordRoles])
    }

    @Test func dashesAndTimesInProseAreNone() {
        let prose = "You: We met at ten — today at the pier.\nMaren: Lunch — 12:30, as ever.\nYou: Fine — 13:00 then?"
        #expect(Fixture.read(text: prose).format == "plain_name_text")
    }
}
