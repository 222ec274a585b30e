import ChatLogs
import StrictJSON
import Testing

@Suite struct DialogueFiguresTests {
    private static func figures(_ session: SessionReading, cut: RowCut = .pygmalion2023) throws -> DialogueFigures {
        let episode = session.episode(id: "e", source: Rows.source, consent: Rows.consent, experiment: nil)
        return try DialogueFigures(canonical: episode.bytes(), cut: cut)
    }

    private static let session = Fixture.read(text: RowParityTests.dump).sessions[0]

    @Test func everyTurnOfTheRowsIsMeasured() throws {
        let figures = try Self.figures(Self.session)
        let lines = Rows.dialogue(Self.session).linearised(.pygmalion2023)
        #expect(figures.turns.count == lines.count)
        #expect(figures.turns.map { $0.traits.contains(.user) } == lines.map(\.isUser))
        #expect(figures.turns.map(\.isTarget) == lines.map(\.isTarget))
        #expect(figures.turns.map { Int($0.index) } == lines.map(\.index))
        // "<BOT> nods... Hello, <USER>.", and with `<BOT>:` one more.
        #expect(figures.turns[0].words == 4)
        #expect(figures.turns[0].lineWords == 5)
        #expect(figures.turns[0].lineBytes == "<BOT>: <BOT> nods... Hello, <USER>.".utf8.count)
        #expect(figures.head.bytes == "<BOT>'s Persona: Maren keeps the lamp.\n<START>\n".utf8.count)
        #expect(figures.head.words == 7)
        #expect(figures.format == Rows.source.format)
        #expect(figures.character == "b1")
        #expect(figures.prefixes.count == 10)
        #expect(figures.prefixes.last == figures.dialogue)
    }

    @Test func windowsOfTheFiguresAreThoseOfTheRows() throws {
        for (path, session) in Self.everySession {
            for target in [40, 200, 2048] {
                let cut = RowCut(window: RowOptions.Window(targetTokens: target), keepsEveryTurn: false)
                var options = RowOptions()
                options.window = cut.window
                let dialogue = Rows.dialogue(session)
                let figures = try Self.figures(session, cut: cut)
                let starts = figures.windowStarts(cut.window)
                let windows = starts.enumerated().filter { index, start in
                    index > start && figures.turns[index].traits.contains(.target)
                }.map { index, start in start..<index + 1 }
                #expect(windows == dialogue.windows(options).map(\.turns), "\(path)")
            }
        }
    }

    private static var everySession: [(String, SessionReading)] {
        Fixture.all.flatMap { path in
            ((try? Fixture.read(path))?.sessions ?? []).filter { $0.status == .accepted }.map { (path, $0) }
        }
    }

    @Test func similaritiesStartAnewWithEachWindow() throws {
        let filler = (0..<500).map { "word\($0)" }.joined(separator: " ")
        let other = (0..<500).map { "other\($0)" }.joined(separator: " ")
        let figures = try Self.figures(Fixture.replies([filler, filler + " more", other, other + " more"]))
        #expect(figures.windowStarts(RowOptions.Window()) == [0, 0, 0, 0, 0, 5, 5, 5])
        let cosines = figures.turns.map(\.similarity)
        #expect(cosines[1] == 1 && cosines[3] > 0.99 && cosines[3] < 1)
        #expect(cosines[5] == 1 && cosines[7] > 0.99 && cosines[7] < 1)
        let cut = RowCut(window: RowOptions.Window(targetTokens: 8192), keepsEveryTurn: true)
        #expect(try Self.figures(Fixture.replies([filler, other]), cut: cut).turns[3].similarity == 0)
    }

    @Test func flagsAreOfTheEpisodeAndOfTurns() throws {
        let session = Fixture.chat([
            ("user", "Hi."), ("assistant", "*waves"), ("user", "And?"), ("assistant", "As an AI, no."), ("user", "Oh."),
        ])
        let figures = try Self.figures(session)
        let refusal = figures.mask(of: ["refusal"])
        let asterisk = figures.mask(of: ["unbalanced_asterisk"])
        #expect(figures.turns.map { $0.flags & refusal != 0 } == [false, false, false, true])
        #expect(figures.turns.map { $0.flags & asterisk != 0 } == [false, true, false, false])
        let ends = figures.mask(of: ["ends_with_user"])
        #expect(figures.flags & ends != 0 && figures.turns.allSatisfy { $0.flags & ends == 0 })
        #expect(figures.mask(of: ["zalgo"]) == 0)
    }

    @Test func everyFlagThatIsSetIsListed() {
        for (path, session) in Self.everySession {
            let flags = Set(session.flags + session.turns.flatMap(\.flags))
            #expect(flags.isSubset(of: EpisodeFlags.names), "\(path)")
        }
    }

    /// The toolbox sees the dump as it was typed: e with three marks; composed text has ế and one.
    @Test func marksAreCountedAsTheyWereTyped() throws {
        let runs = try ["e\u{302}\u{301}\u{317} x", "e\u{302}\u{301} x", "x\u{330}\u{331}\u{332}", "plain"].map {
            try Self.figures(Fixture.replies([$0])).turns[1].markRun
        }
        #expect(runs == [3, 0, 3, 0])
    }

    @Test func theStoredFormIsReadBack() throws {
        for (path, session) in Self.everySession {
            var figures = try Self.figures(session)
            let bytes = figures.bytes
            figures.sketch = []
            #expect(DialogueFigures(bytes: bytes) == figures, "\(path)")
        }
    }

    @Test func aSessionHasTheFiguresOfTheEpisodeThatIsWrittenOfIt() throws {
        for (path, session) in Self.everySession {
            let episode = session.episode(id: "e", source: Rows.source, consent: Rows.consent, experiment: nil)
            let written = try FigurePair(canonical: episode.bytes())
            #expect(try FigurePair(session, format: Rows.source.format) == written, "\(path)")
        }
    }

    @Test func whatIsLeftOutIsMeasuredOnlyWhereItMatters() throws {
        let episode = Self.session.episode(id: "e", source: Rows.source, consent: Rows.consent, experiment: nil)
        let pair = try FigurePair(canonical: episode.bytes())
        #expect(pair.everyTurn == (try Self.figures(Self.session)))
        #expect(pair.spoken == (try Self.figures(Self.session, cut: RowCut())))
        #expect(pair.spoken?.turns.count ?? 0 < pair.everyTurn.turns.count)
        let plain = Fixture.replies(["Well.", "So it is."]).episode(
            id: "e", source: Rows.source, consent: Rows.consent, experiment: nil)
        let same = try FigurePair(canonical: plain.bytes())
        #expect(same.spoken == nil)
        var figures = same.everyTurn
        figures.sketch = []
        figures.readSketch(same.sketchBytes)
        #expect(figures == same.everyTurn)
        #expect(figures.sketch.count == 128)
    }

    @Test func bytesThatAreNoFiguresAreRefused() throws {
        let bytes = try Self.figures(Self.session).bytes
        for end in bytes.indices { #expect(DialogueFigures(bytes: bytes[..<end]) == nil) }
        #expect(DialogueFigures(bytes: bytes + [0]) == nil)
        #expect(DialogueFigures(bytes: [2] + bytes.dropFirst()) == nil)
        #expect(DialogueFigures(bytes: [1, 0, 0, 0] + Array(repeating: 0xFF, count: 40)) == nil)
    }

    @Test func theSketchFindsNearDuplicates() throws {
        let text = (0..<200).map { "word\($0 * 7 % 191)" }.joined(separator: " ")
        let one = try Self.figures(Fixture.replies([text]))
        let other = try Self.figures(Fixture.replies([text + " and a little more"]))
        #expect(one.jaccard(with: other) > 0.8)
        #expect(!Set(one.bandKeys).isDisjoint(with: other.bandKeys))
    }
}
