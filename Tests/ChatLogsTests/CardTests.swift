import Testing

@testable import ChatLogs

@Suite struct CardTests {
    private func card(_ text: String) throws -> CharacterCard {
        let reading = Fixture.read(text: text)
        #expect(reading.status == .rejected)
        #expect(reading.reasons.map(\.code) == [.card])
        return try #require(reading.card)
    }

    @Test func theFirstVersionHasItsFieldsAtTheTop() throws {
        let card = try card(
            #"""
            {"name":" Maren ","description":"Keeps a lighthouse.\r\n","personality":"stern","scenario":"A storm.",
            "first_mes":"The lamp is lit.","mes_example":"<START>\r\n{{user}}: hello\r\n{{char}}: Mind the step.\r\nIt is wet.\r\n<START>\r\n<BOT>: Yes?\n<USER>: no","avatar":"none"}
            """#)
        #expect(card.name == "Maren")
        #expect(card.persona == "Keeps a lighthouse.\n\nstern")
        #expect(card.scenario == "A storm.")
        #expect(card.greeting == "The lamp is lit.")
        #expect(card.exampleDialogues.count == 2)
        #expect(
            card.exampleDialogues.first == [
                CardLine(isUser: true, text: "hello"), CardLine(isUser: false, text: "Mind the step.\nIt is wet."),
            ])
        #expect(card.exampleDialogues.last?.map(\.isUser) == [false, true])
    }

    @Test(arguments: ["chara_card_v2", "chara_card_v3"]) func laterVersionsHaveThemOneLevelDeeper(_ spec: String) throws
    {
        let card = try card(
            #"""
            {"spec":"\#(spec)","name":"old","description":"old","data":{"name":"Maren","description":"",
            "personality":"stern","first_mes":"Hi.","alternate_greetings":["Oh.","You again."],"system_prompt":"Write short.",
            "tags":["sea","night"],"character_version":"1.2","extensions":{"x":[1,{}]},"creation_date":1700000000}}
            """#)
        #expect(card.name == "Maren")
        #expect(card.persona == "stern")
        #expect(card.alternateGreetings == ["Oh.", "You again."])
        #expect(card.systemPrompt == "Write short.")
        #expect(card.tags == ["sea", "night"])
        #expect(card.version == "1.2")
    }

    @Test func pygmalionsFormHasNamesOfItsOwn() throws {
        let card = try card(
            #"""
            {"char_name":"Maren Voss","char_persona":"stern","char_greeting":"Hi.","world_scenario":"A storm.",
            "example_dialogue":"You: hello\nMaren Voss: Mind the step."}
            """#)
        #expect(card.name == "Maren Voss" && card.persona == "stern" && card.scenario == "A storm.")
        #expect(card.exampleDialogues.first?.map(\.text) == ["hello", "Mind the step."])
    }

    @Test func aCardWithoutANameSaysSo() {
        for text in [#"{"first_mes":"Hi.","description":"x"}"#, #"{"name":" ","first_mes":"Hi.","description":"x"}"#] {
            let reading = Fixture.read(text: text)
            #expect(reading.card == nil)
            #expect(reading.reasons.map(\.code) == [.card])
            #expect(reading.reasons.first?.detail.contains("no name") == true)
        }
    }

    @Test func theYAMLOfTextGenerationWebUIIsRead() throws {
        let card = try card(
            """
            name: Maren Voss
            greeting: |-
              *She looks up.*

              The lamp is lit.
            context: |
              Maren Voss's Persona: A keeper,
              and stern.
              Scenario: A storm.
              <START>
              {{user}}: hello
              {{char}}: Mind the step.
            """)
        #expect(card.name == "Maren Voss")
        #expect(card.greeting == "*She looks up.*\n\nThe lamp is lit.")
        #expect(card.persona == "A keeper,\nand stern.")
        #expect(card.scenario == "A storm.")
        #expect(
            card.exampleDialogues == [
                [.init(isUser: true, text: "hello"), .init(isUser: false, text: "Mind the step.")]
            ])
    }

    @Test(arguments: [
        ("a b # c", "a b # c"), ("\"a \\\"b\\\" \\u00e9\\n c\"", "a \"b\" é\n c"), ("'it''s'", "it's"),
        ("\"one\n  two\n\n  three\"", "one two\nthree"), ("\"one \\\n  \\ two\"", "one  two"),
        ("one\n  two", "one two"),
        (">-\n  one\n  two\n\n  three", "one two\nthree"), ("|\n  one\n    two\n  three\n\n", "one\n  two\nthree"),
        ("|", ""), ("\"\\U0001F30A\"", "🌊"), ("\"\\uZZZZ\"", "\\uZZZZ"),
    ])
    func aYAMLTextIsReadInAnyStyle(_ written: String, _ text: String) {
        let members = YAMLMembers(Array("first: 1\nname: \(written)\nlast: z\n".utf8))
        #expect(members["name"]?.text ?? "" == text)
        #expect(members["last"]?.text == "z")
    }

    @Test func aYAMLQuoteThatIsNeverClosedTakesTheRest() {
        #expect(YAMLMembers(Array("name: \"open\nlast: z".utf8))["name"]?.text == "open last: z")
    }

    @Test func definitionsAreACharacterToo() throws {
        let reading = try Fixture.read("cai_dump/definitions.json")
        #expect(reading.reasons.map(\.code) == [.definitions])
        let card = try #require(reading.card)
        #expect(card.name == "Maren" && card.externalID == "Qx1" && card.persona == nil)
        #expect(card.exampleDialogues.first?.map(\.text) == ["hello", "Mind the step."])
    }

    @Test func aDefinitionsProseIsPartOfThePersona() {
        let text = #"""
            {"character":{"external_id":"Q","name":"Maren","description":"Short.",
            "definition":"She is old.\n{{random_user_12}}: hi\n{{char}}: No.\nEND_OF_DIALOG\nShe is tired.\n{{char}}: Go.\nEND_OF_DIALOG"}}
            """#
        let card = Fixture.read(text: text).card
        #expect(card?.persona == "Short.\n\nShe is old.\nShe is tired.")
        #expect(card?.exampleDialogues.map { $0.map(\.isUser) } == [[true, false], [false]])
    }

    @Test func aMillionMarksInOneLineAreReadInOnePass() {
        let marks = String(repeating: "<START>", count: 300_000)
        let examples = ExampleDialogues(Array((marks + "{{char}}: yes").utf8), name: "M", leading: .character)
        #expect(examples.blocks.count == 1)
    }
}
