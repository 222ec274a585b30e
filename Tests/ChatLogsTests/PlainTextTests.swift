import ChatLogs
import Testing

@Suite struct PlainTextTests {
    @Test func aPromptHasPersonasExamplesAndDialogue() throws {
        let reading = try Fixture.read("pygmalion_plain/prompt.txt")
        #expect(reading.format == "pygmalion_plain")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUM")
        #expect(session.texts == ["The fog is thick.", "{{char}}: that is your name", "It is."])
        #expect(session.context.scenario == "On the cape.")
        #expect(session.participants.map(\.persona) == ["A sailor.", "{{char}} keeps the lighthouse."])
        #expect(
            session.context.exampleDialogues == [
                [
                    ExampleLine(participant: 0, text: "who lit the lamp?"),
                    ExampleLine(participant: 1, text: "*points at herself* I did.\nEvery night."),
                ]
            ])
    }

    @Test func linesWithoutAKnownNameContinueTheTurn() throws {
        let reading = try Fixture.read("plain_name_text/you_and_character.txt")
        #expect(reading.format == "plain_name_text")
        #expect(reading.status == .accepted)
        #expect(reading.sessions[0].sequence == "UMUM")
        #expect(reading.sessions[0].texts[1] == "Only me: the keeper.\nNote the step.")
        #expect(reading.sessions[0].texts[3] == "Good.\nNarrator: The wind rises.")
    }

    @Test func markdownNamesAreUnderstood() throws {
        let reading = try Fixture.read("plain_name_text/markdown.md")
        #expect(reading.sessions.map { $0.speakers.map(\.name) } == [["Ilse", "Bruno"], ["Ilse", "Bruno"]])
        #expect(reading.sessions[0].texts == ["hello", "*smiles*\n\n> as quoted"])
        #expect(reading.sessions[1].texts == ["again", "Welcome back."])
    }

    @Test func unknownRolesNeedMappingAndCanBeMapped() throws {
        let reading = try Fixture.read("plain_name_text/timed_unknown.txt")
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].sequence == "????")
        #expect(reading.sessions[0].texts[1] == "Evening: come in")
        let mapped = try Fixture.read("plain_name_text/timed_unknown.txt", options: ReadingOptions(speakerUser: "Ilse"))
        #expect(mapped.status == .accepted)
        #expect(mapped.sessions[0].sequence == "UMUM")
    }

    @Test func datesOfMessengersAndRulesAreUnderstood() throws {
        let options = ReadingOptions(speakerUser: "ilse ")
        let reading = try Fixture.read("plain_name_text/messenger.txt", options: options)
        #expect(reading.sessions.map(\.texts) == [["hello", "Good evening.\nCome in."], ["again", "Yes?"]])
        #expect(reading.sessions.map(\.sequence) == ["UM", "UM"])
        #expect(reading.sessions[0].turns[1].createdAt?.raw == "12/05/2023, 10:03 PM")
    }

    @Test func aPromptWhoseUserHasANameNeedsMapping() throws {
        let reading = try Fixture.read("pygmalion_plain/own_user_name.txt")
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].speakers.map(\.name) == ["Maren", "Ilse"])
        for options in [ReadingOptions(speakerUser: "Ilse"), ReadingOptions(userName: "Ilse")] {
            let mapped = try Fixture.read("pygmalion_plain/own_user_name.txt", options: options)
            #expect(mapped.status == .accepted)
            #expect(mapped.sessions[0].sequence == "MUM")
        }
    }

    @Test func belowTheBarEverybodyIsListed() throws {
        let reading = try Fixture.read("plain_name_text/below_the_bar.txt")
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].speakers.map(\.name) == ["Ilse", "BRUNO", "Maren"])
    }

    @Test func startSplitsSessions() throws {
        let reading = try Fixture.read("plain_name_text/examples.txt")
        #expect(reading.sessions.map(\.sequence) == ["UM", "UM"])
    }

    @Test func proseWithColonsIsNoChat() {
        let prose = String(repeating: "It was a dark night, and nobody rowed out to sea.\n", count: 60)
        let reading = Fixture.read(text: prose + "Remember: bring soup.\nNote: and bread.\n")
        #expect(reading.reasons.map(\.code) == [.unrecognisedFormat])
    }

    @Test func theTextThatSillyTavernExportsNeedsTheUsersName() throws {
        #expect(try Fixture.read("plain_name_text/st_export.txt").status == .needsMapping)
        let reading = try Fixture.read("plain_name_text/st_export.txt", options: ReadingOptions(speakerUser: "Ilse"))
        #expect(reading.sessions[0].sequence == "MUM")
        #expect(reading.sessions[0].texts[1] == "A small one.\n\nWith sugar.")
    }
}

/// Notes around a chat, and pages copied.
@Suite struct NotedTextTests {
    @Test func titlesAreNobody() throws {
        let reading = Fixture.read(
            text: """
                # Second evening

                Played on part 3, it went well.

                ---

                **Maren:** The tide is out.

                **You:** Then we walk.

                **Maren:** Mind the sand.

                ---
                ## Thoughts
                She kept to her role.
                """)
        #expect(reading.status == .accepted)
        #expect(reading.sessions.map(\.sequence) == ["MUM"])
        #expect(reading.sessions.first?.texts == ["The tide is out.", "Then we walk.", "Mind the sand."])
    }

    @Test func headingsThatNameWhoSpeaksStay() {
        let reading = Fixture.read(text: "# Maren\nThe tide is out.\n# You\nThen we walk.\n# Maren\nMind the sand.\n")
        #expect(reading.sessions.map(\.sequence) == ["MUM"])
    }

    @Test func aCopiedPageOfChatGPTSaysWhoSaidWhat() {
        let reading = Fixture.read(
            text: "You said:\nWhere is the key? You said: here.\nChatGPT said:\nUnder the mat.\n\nYou said:\nThanks.\n")
        #expect(reading.sessions.map(\.sequence) == ["UMU"])
        #expect(reading.sessions.first?.texts == ["Where is the key? You said: here.", "Under the mat.", "Thanks."])
    }

    @Test func aCopiedPageOfSillyTavernHasNamesAndTimesAboveTheMessages() throws {
        let reading = Fixture.read(
            text: """
                #0
                5.2s
                33t
                Maren
                May 14, 2023 5:20pm
                The lamp is lit, at last.
                It is 12/3 of an hour late.
                #1
                You
                May 14, 2023 5:21pm

                So it is.
                1/3
                #2
                Maren
                May 14, 2023 5:22pm
                Come in.
                """)
        #expect(reading.format == "plain_name_text" && reading.status == .accepted)
        let session = try #require(reading.sessions.first)
        #expect(session.sequence == "MUM")
        #expect(
            session.texts == ["The lamp is lit, at last.\nIt is 12/3 of an hour late.", "So it is.", "Come in."])
        #expect(session.turns.map { $0.createdAt?.raw } == [20, 21, 22].map { "May 14, 2023 5:\($0)pm" })
        #expect(session.turns.map(\.sourceSpan.line) == [5, 10, 16])
    }

    @Test func namesMayStandInAngleBrackets() {
        let timed = "[17:20] <@maren> The lamp is lit.\n[17:21] <You> So it is.\n[17:22] <@maren> Come in.\n"
        let reading = Fixture.read(text: timed)
        #expect(reading.sessions.map(\.sequence) == ["MUM"])
        #expect(reading.sessions.first?.texts == ["The lamp is lit.", "So it is.", "Come in."])
        let plain = Fixture.read(text: "<Maren> The <b> lamp.\n<p> is a tag\n<You> It is.\n<Maren> Come in.\n")
        #expect(plain.sessions.first?.texts == ["The <b> lamp.\n<p> is a tag", "It is.", "Come in."])
    }
}
