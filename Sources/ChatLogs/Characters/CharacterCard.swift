import StrictJSON

/// A character as its author wrote it down: what chats with it leave out.
public struct CharacterCard: Sendable, Equatable {
    /// The name, without white space around it; never empty.
    public var name: String
    /// Description and personality.
    public var persona: String?
    /// The scene.
    public var scenario: String?
    /// The opening.
    public var greeting: String?
    /// Other openings.
    public var alternateGreetings: [String] = []
    /// Example dialogues, in the order of the card.
    public var exampleDialogues: [[CardLine]] = []
    /// Instruction to the model.
    public var systemPrompt: String?
    /// What the author files it under.
    public var tags: [String] = []
    /// The author's version.
    public var version: String?
    /// Key of the character at Character.AI.
    public var externalID: String?

    /// A character of that name.
    public init(name: String) {
        self.name = name
    }

    /// A character from texts as a file has them; nil without a name.
    init?(name: [UInt8]?) {
        let name = name.map { WhiteSpace.trimmed($0) } ?? []
        guard !name.isEmpty else { return nil }
        self.init(name: name.text)
    }

    /// A character from the JSON file that it is, or that a picture or archive holds.
    init?(file: [UInt8]) {
        guard let decoded = DecodedText(file), let document = try? JSONDocument(decoded.bytes, limits: .log) else {
            return nil
        }
        self.init(document.root)
    }

    /// A character from a card of any version, or from Pygmalion's own form; where both are written, the first counts.
    init?(_ object: JSONValue) {
        // Since V2 everything is one level deeper; some programs repeat it above for older ones.
        let inner = object["data"].flatMap { $0.isObject ? $0 : nil }
        let fields = inner ?? object
        guard fields.count <= LogSource.maximumMembers else { return nil }
        func text(_ names: String...) -> [UInt8]? {
            names.lazy.compactMap { Self.text(fields[$0]) }.first { !WhiteSpace.trimmedRange(of: $0).isEmpty }
        }
        self.init(name: text("name", "char_name"))
        let parts = [text("description", "char_persona"), text("personality")].compactMap { $0 }
        persona = Self.joined(parts)
        scenario = text("scenario", "world_scenario")?.text
        greeting = text("first_mes", "char_greeting")?.text
        systemPrompt = text("system_prompt")?.text
        version = fields.label("character_version")
        alternateGreetings = fields["alternate_greetings"]?.elements.compactMap(\.string) ?? []
        tags = fields["tags"]?.elements.compactMap(\.string) ?? []
        if let examples = text("mes_example", "example_dialogue") {
            exampleDialogues = ExampleDialogues(examples, name: name, leading: .character).blocks
        }
    }

    /// A character from the definitions that exporters of Character.AI save beside the chats.
    init?(definitions: JSONValue) {
        guard let fields = definitions["character"], fields.count <= LogSource.maximumMembers else { return nil }
        self.init(name: fields.nonEmpty("name") ?? fields.nonEmpty("participant__name"))
        externalID = fields.label("external_id")
        greeting = Self.text(fields["greeting"])?.text
        let definition = ExampleDialogues(Self.text(fields["definition"]) ?? [], name: name, leading: .description)
        exampleDialogues = definition.blocks
        persona = Self.joined([Self.text(fields["description"]), definition.description].compactMap { $0 })
    }

    /// Most bytes of one text of a character; what is longer was not written for a character.
    private static let mostBytes = 4 << 20

    private static func text(_ value: JSONValue?) -> [UInt8]? {
        guard let value, value.source.count <= mostBytes else { return nil }
        return value.stringBytes
    }

    private static func joined(_ parts: [[UInt8]]) -> String? {
        var different: [[UInt8]] = []
        for part in parts.map({ WhiteSpace.trimmed($0) }) where !part.isEmpty && !different.contains(part) {
            different.append(part)
        }
        return different.isEmpty ? nil : Array(different.joined(separator: [0x0A, 0x0A])).text
    }
}

/// One utterance of an example dialogue on a card.
public struct CardLine: Sendable, Equatable {
    /// Whether the user speaks, and not the character.
    public var isUser: Bool
    /// The text as the author wrote it.
    public var text: String

    /// Creates a line.
    public init(isUser: Bool, text: String) {
        self.isUser = isUser
        self.text = text
    }
}
