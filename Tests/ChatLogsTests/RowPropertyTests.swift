import ChatLogs
import StrictJSON
import Testing

/// What holds for every row of every format.
@Suite struct RowPropertyTests {
    static let tokens = [
        "<|system|>", "<|user|>", "<|model|>", "<|im_start|>", "<|im_end|>", "<|endoftext|>", "</s>", "<s>", "[INST]",
        "[/INST]", "<START>", "END_OF_DIALOG", "### Instruction:", "### Response:",
    ]

    /// Chats of turns that attack: markup, macros that become markup, brackets, nothing at all.
    static func chats(_ count: Int, seed: UInt64) -> [SessionReading] {
        var random = Seeded(seed: seed)
        let pieces =
            tokens + [
                "a", " ", "\n", "<|{{char}}|>", "{{user}}", "{{char}}", "{{char_2}}", "<", "|", ">", "#", "((x))",
                "(OOC: y)", "[",
                "...", "......", "You: hi", "\u{2028}", "\u{200B}", "é", "🌙", "\"", "\\",
            ]
        return (0..<count).map { _ in
            func text() -> String {
                (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                    .joined()
            }
            var session = Fixture.chat(
                (0..<Int.random(in: 2...9, using: &random)).map { _ in
                    (["user", "assistant", "assistant", "system"].randomElement(using: &random) ?? "user", text())
                })
            for index in session.turns.indices where session.turns[index].role == .model {
                session.turns[index].text = text()
                session.turns[index].alternates = [
                    Alternate(text: session.turns[index].text, isSelected: true, kind: .swipe),
                    Alternate(text: text(), isSelected: false, kind: .swipe),
                ]
            }
            for index in session.participants.indices where session.participants[index].kind == .character {
                session.participants[index].name = ["system", "im_start", "Ada", "<|user|>\nYou"].randomElement(
                    using: &random)
                session.participants[index].persona = text()
            }
            session.context.scenario = text()
            return session
        }
    }

    static let variants: [RowOptions] = {
        var variants = [RowOptions(), .pygmalion2023, RowOptions(), RowOptions(), RowOptions()]
        variants[2].naming = .names(user: "Sam")
        variants[2].opening = .foldIntoSystem
        variants[3].opening = .syntheticUser("(begin)")
        variants[3].merges = true
        variants[4].opening = .drop
        variants[4].window.targetTokens = 40
        for index in variants.indices {
            variants[index].label = index % 2 == 0
            variants[index].needsContinuation = false
            variants[index].includesExamples = true
        }
        return variants
    }()

    @Test func everyRowHasEveryFieldAndNoNull() throws {
        var rows = 0
        for session in Self.chats(60, seed: 1) {
            let dialogue = Rows.dialogue(session)
            for (format, options) in Self.pairs {
                for row in try Rows.rows(format.name, dialogue, options) {
                    #expect(Self.conforms(row, .record(format.fields)), "\(format.name)")
                    rows += 1
                }
            }
        }
        #expect(rows > 1000)
    }

    private static var pairs: [(RowFormat, RowOptions)] { RowFormat.all.flatMap { f in variants.map { (f, $0) } } }

    private static func conforms(_ value: JSONValue, _ kind: RowField.Kind) -> Bool {
        switch kind {
        case .string: value.kind == .string
        case .int64: value.int != nil
        case .float64: value.numberText?.contains(".") ?? false
        case .bool: value.kind == .bool
        case .list(let element): value.kind == .array && value.elements.allSatisfy { conforms($0, element) }
        case .record(let fields):
            value.members.map(\.key) == fields.map(\.name)
                && fields.allSatisfy { field in value[field.name].map { conforms($0, field.kind) } ?? false }
        case .json: value.kind == .string
        }
    }

    @Test func renderingIsDeterministicAndTheStoredEpisodeRendersTheSame() throws {
        for session in Self.chats(40, seed: 2) {
            let (direct, stored) = (Rows.dialogue(session), try Rows.stored(session))
            for (format, options) in Self.pairs {
                let lines = Rows.lines(format.name, direct, options)
                #expect(lines == Rows.lines(format.name, direct, options))
                #expect(lines == Rows.lines(format.name, stored, options))
            }
        }
    }

    @Test func noTrainingMarkupOfATurnIsWhole() throws {
        var seen = 0
        for session in Self.chats(60, seed: 3) {
            let dialogue = Rows.dialogue(session)
            for (format, options) in Self.pairs
            where !["episode", "supervised", "text", "metharme"].contains(format.name) {
                for row in Rows.lines(format.name, dialogue, options) {
                    seen += 1
                    for token in Self.tokens { #expect(!row.contains(token), "\(format.name): \(token)") }
                }
            }
        }
        #expect(seen > 1000)
    }

    @Test func theMarkupOfARowIsTheRenderersOwn() throws {
        for session in Self.chats(60, seed: 4) {
            let dialogue = Rows.dialogue(session)
            for options in Self.variants {
                for row in try Rows.rows("metharme", dialogue, options) {
                    let prompt = row["prompt"]?.string ?? ""
                    #expect(prompt.hasPrefix("<|system|>") && prompt.hasSuffix("<|model|>"))
                    #expect(prompt.split(separator: "<|system|>", omittingEmptySubsequences: false).count == 2)
                    for token in Self.tokens.dropFirst(3) { #expect(!prompt.contains(token), "\(token)") }
                    let generation = row["generation"]?.string ?? ""
                    for token in Self.tokens { #expect(!generation.contains(token), "\(token)") }
                }
                for row in try Rows.rows("supervised", dialogue, options) {
                    let input = row["input"]?.string ?? ""
                    #expect(input.split(separator: "<START>", omittingEmptySubsequences: false).count == 2)
                    for token in Self.tokens where token != "<START>" { #expect(!input.contains(token), "\(token)") }
                }
            }
        }
    }

    @Test func sidesAlternateWhereTheTargetWantsIt() throws {
        var rows = 0
        for session in Self.chats(80, seed: 5) {
            let dialogue = Rows.dialogue(session)
            for options in Self.variants {
                for row in try Rows.rows("sharegpt", dialogue, options) {
                    let sides = row["conversations"]?.elements.compactMap { $0["from"]?.string } ?? []
                    #expect(zip(sides, sides.dropFirst()).allSatisfy { $0 != $1 })
                    #expect(sides.last == "gpt")
                    if options.opening != .keep { #expect(sides.first { $0 != "system" } == "human") }
                    rows += 1
                }
            }
            for row in try Rows.rows("messages", dialogue, Self.variants[3]) {
                let sides = row["messages"]?.elements.compactMap { $0["role"]?.string } ?? []
                #expect(zip(sides, sides.dropFirst()).allSatisfy { $0 != $1 })
            }
        }
        #expect(rows > 50)
    }

    @Test func namesOfMessagesAreWhatTheInterfaceAllows() throws {
        for (name, expected) in [
            ("Ada Löw", "Ada_L__w"), ("李小龙", "char"), ("", "char"),
            (String(repeating: "x", count: 90), String(repeating: "x", count: 64)),
        ] {
            var session = Fixture.chat([("user", "a"), ("assistant", "b")])
            session.participants[1].name = name
            let row = try Rows.rows("messages", Rows.dialogue(session))[0]
            #expect(row["messages"]?.elements.compactMap { $0["name"]?.string } == ["system", "user", expected])
        }
    }

    @Test func everyCharacterOfAGroupHasItsPersonaAndName() throws {
        var session = try Fixture.read("st_group_jsonl/with_header.jsonl").sessions[0]
        let characters = session.participants.indices.filter { session.participants[$0].kind == .character }
        #expect(characters.count > 1)
        for index in characters { session.participants[index].persona = "{{char}} knows {{user}}." }
        var options = RowOptions()
        options.naming = .names(user: "Sam")
        let names = characters.compactMap { session.participants[$0].name }
        let input = try Rows.rows("supervised", Rows.dialogue(session), options)[0]["input"]?.string ?? ""
        for name in names { #expect(input.contains("\(name)'s Persona: \(names[0]) knows Sam.\n")) }
    }
}
