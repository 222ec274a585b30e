import ChatLogs
import StrictJSON
import Testing

@Suite struct RowWindowTests {
    private static func words(_ count: Int) -> String { Array(repeating: "word", count: count).joined(separator: " ") }

    private static func options(_ target: Int) -> RowOptions {
        var options = RowOptions()
        options.window.targetTokens = target
        return options
    }

    /// Turns of given numbers of words, the user's first.
    private static func dialogue(_ counts: [Int]) -> Dialogue {
        let turns = counts.enumerated().map { ($0.offset % 2 == 0 ? "user" : "assistant", words($0.element)) }
        return Rows.dialogue(Fixture.chat(turns))
    }

    @Test func aWindowEndsWithEachResponse() {
        let windows = Self.dialogue([1, 1, 1, 1]).windows()
        #expect(windows.map(\.number) == [0, 1])
        #expect(windows.map(\.turns) == [0..<2, 0..<4])
    }

    /// `<START>` is 2 tokens (1.7 rounded); a turn of 4 words has 5 with its speaker, 8.5 tokens, rounded to even: 8.
    @Test(arguments: [(18, [0..<2, 2..<4]), (33, [0..<2]), (34, [0..<2, 0..<4]), (17, [])])
    func theTurnThatDoesNotFitBeginsAnew(_ target: Int, _ expected: [Range<Int>]) {
        #expect(Self.dialogue([4, 4, 4, 4]).windows(Self.options(target)).map(\.turns) == expected)
    }

    @Test func aResponseThatBeginsAWindowIsNoRow() {
        // 2 + 8 + 8 fit into 26, the third turn begins anew with 2 + 20, and so does its response.
        #expect(Self.dialogue([4, 4, 11, 4, 4, 4]).windows(Self.options(26)).map(\.turns) == [0..<2, 3..<6])
    }

    @Test func whatStandsBeforeTheDialogueCountsInEveryWindow() {
        var session = Fixture.chat([("user", Self.words(4)), ("assistant", Self.words(4))])
        session.participants[1].persona = Self.words(7)
        // `<BOT>'s Persona:` and `<START>` are three words more.
        let dialogue = Rows.dialogue(session)
        #expect(dialogue.windows(Self.options(33)).count == 1)
        #expect(dialogue.windows(Self.options(32)).isEmpty)
        #expect(dialogue.windows(Self.options(16)).isEmpty)
    }

    @Test func aWordOfAMegabyteIsNotInEveryRow() {
        let long = String(repeating: "a", count: 1 << 20)
        let turns = [("user", long)] + (0..<200).map { ($0 % 2 == 0 ? "assistant" : "user", "So \($0).") }
        let rows = Rows.lines("supervised", Rows.dialogue(Fixture.chat(turns)))
        #expect(rows.count == 99)
        #expect(rows.allSatisfy { $0.utf8.count < 1 << 16 })
    }

    @Test func noNumberInAPolicyIsTooLarge() {
        var options = RowOptions()
        for factor in [Double.infinity, .nan, -1, 1e300] {
            options.window.tokensPerWord = factor
            #expect(Self.dialogue([1, 1]).windows(options).count <= 1)
        }
        options.window = RowOptions.Window(targetTokens: .max, tokensPerWord: 1)
        #expect(Self.dialogue([1, 1]).windows(options).count == 1)
        options.window.targetTokens = .min
        #expect(Self.dialogue([1, 1]).windows(options).isEmpty)
    }

    @Test func rowsKeepTheirNumbersWhenFiltersDropOthers() throws {
        let dialogue = Self.dialogue([4, 4, 4, 4, 4, 4, 4, 4])
        var options = Self.options(34)
        func identifiers(_ format: String) throws -> [String] {
            try Rows.rows(format, dialogue, options).compactMap { $0["identifier"]?.string }
        }
        #expect(dialogue.windows(options).map(\.turns) == [0..<2, 0..<4, 4..<6, 4..<8])
        #expect(try identifiers("supervised") == ["e-0", "e-1", "e-2", "e-3"])
        #expect(try identifiers("messages") == ["e-0", "e-1"])
        options.windows = [2]
        #expect(try identifiers("supervised") == ["e-2"])
        #expect(try identifiers("messages") == ["e-1"])
        #expect(try Rows.rows("messages", dialogue, options)[0]["messages"]?.count == 3)
        options.windows = []
        for format in RowFormat.all { #expect(format.rows(of: dialogue, options).isEmpty, "\(format.name)") }
    }

    @Test func withoutEachResponseTheLastOfEachWindowIsARow() throws {
        var options = Self.options(34)
        options.eachResponse = false
        let rows = try Rows.rows("metharme", Self.dialogue([4, 4, 4, 4, 4, 4]), options)
        #expect(rows.compactMap { $0["identifier"]?.string } == ["e-1", "e-2"])
    }

    @Test func aDroppedResponseHasNoWeight() throws {
        var options = RowOptions()
        options.windows = [1]
        options.systemTemplate = ""
        let rows = try Rows.rows("messages", Self.dialogue([1, 1, 1, 1]), options)
        #expect(rows[0]["messages"]?.elements.compactMap { $0["weight"]?.int } == [0, 0, 0, 1])
        #expect(
            try Rows.rows("axolotl", Self.dialogue([1, 1, 1, 1]), options)[0]["messages"]?[1]?["train"]?.bool == false)
    }

    @Test func whatIsMergedIsTrainedOnlyIfAllOfItIs() throws {
        var session = Fixture.chat([("user", "a"), ("assistant", "Night falls."), ("assistant", "b")])
        session.turns[1].role = .narrator
        let dialogue = Rows.dialogue(session)
        let values = try Rows.rows("sharegpt", dialogue)[0]["conversations"]?.elements.compactMap {
            $0["value"]?.string
        }
        #expect(values?.dropFirst() == ["a", "Night falls.\nb"])
        #expect(try Rows.rows("alpaca", dialogue)[0]["output"]?.string == "Night falls.\nb")
        #expect(try Rows.rows("messages", dialogue)[0]["messages"]?.count == 4)
        var options = RowOptions()
        options.merges = true
        #expect(try Rows.rows("messages", dialogue, options).isEmpty)
        session.turns[1].role = .model
        let rows = try Rows.rows("messages", Rows.dialogue(session), options)
        #expect(rows[0]["messages"]?.elements.compactMap { $0["weight"]?.int } == [0, 0, 1])
    }
}
