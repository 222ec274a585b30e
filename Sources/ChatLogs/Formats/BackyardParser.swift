import StrictJSON

/// Reads a Backyard chat. Its texts have `{user}` and `{character}` for the names.
struct BackyardParser {
    /// The session read so far.
    private(set) var session: SessionDraft
    private let user: Int
    private let character: Int
    private let generator: Generator?
    /// The greeting that stands beside the chat.
    private var greeting: (text: [UInt8], path: String)?

    /// Prepares a chat that is inside a character's card.
    init(_ session: SessionDraft, card: JSONValue?) {
        self.init(
            session, name: card?.nonEmpty("aiDisplayName") ?? card?.nonEmpty("aiName"), model: card?.label("model"))
        self.session.participants[character].persona = card?.nonEmpty("aiPersona").map(Self.unified)
        surround(
            system: card?.nonEmpty("basePrompt"), scenario: card?.nonEmpty("scenario"),
            examples: card?.nonEmpty("customDialogue"))
        greeting = card?.nonEmpty("firstMessage").map { ($0, "character.firstMessage") }
    }

    /// Prepares a chat on its own; the greeting stands beside it.
    init(_ session: SessionDraft, besides object: JSONValue) {
        let staging = object["staging"] ?? object
        self.init(session, name: nil, model: object["parameters"]?.label("model") ?? object.label("model"))
        surround(
            system: staging.nonEmpty("system") ?? staging.nonEmpty("formattingInstructions"),
            scenario: staging.nonEmpty("scenario") ?? staging.nonEmpty("narrative"),
            examples: staging.nonEmpty("example") ?? staging["exampleMessages"]?[0]?.nonEmpty("text"))
        self.session.authorNote = staging.nonEmpty("authorNote").map { (Self.unified($0), nil, nil, nil, nil) }
        greeting =
            staging.nonEmpty("greeting").map { ($0, "staging.greeting") }
            ?? staging["firstMessages"]?[0]?.nonEmpty("text").map { ($0, "firstMessages[0]") }
    }

    private init(_ session: SessionDraft, name: [UInt8]?, model: String?) {
        self.session = session
        self.session.expectsGreeting = true
        user = self.session.participant(.user, name: nil)
        character = self.session.participant(.character, name: name)
        generator = model.map { Generator(model: $0) }
    }

    private mutating func surround(system: [UInt8]?, scenario: [UInt8]?, examples: [UInt8]?) {
        session.systemPrompt = system.map(Self.unified)
        session.scenario = scenario.map(Self.unified)
        ExampleDialogues.add(examples.map(Self.unified), to: &session, user: user, character: character)
    }

    /// Puts the greeting before a chat that does not begin with the character itself.
    private mutating func greet(unless hasOwn: Bool) {
        guard let greeting, !hasOwn else { return }
        var first = turn(greeting.text, isUser: false, at: nil, path: greeting.path)
        (first.origin, first.generator) = (.unknown, nil)
        session.append(first)
    }

    /// Takes over what stands beside the chat.
    mutating func describe(_ object: JSONValue) {
        let chat = object["chat"]
        session.title = chat?.nonEmpty("name") ?? object.nonEmpty("name")
        session.exportedAt =
            chat?.moment("updatedAt") ?? object.moment("updatedAt") ?? chat?.moment("createdAt")
            ?? object.moment("createdAt")
    }

    /// Reads pairs; an empty half is a message that was never there.
    mutating func readItems(of chat: JSONValue, path: String) {
        guard let items = chat["ChatItems"] else { return }
        greet(unless: items[0]?.nonEmpty("input") == nil && items[0]?.nonEmpty("output") != nil)
        for (index, item) in items.elements.enumerated() {
            if session.isFull { return }
            let span = "\(path).ChatItems[\(index)]"
            let time = item.moment("createdAt")
            if let text = item.nonEmpty("input") {
                session.append(turn(text, isUser: true, at: time, path: span + ".input"))
            }
            let swipes = item["RegenSwipes"]
            guard let text = item.nonEmpty("output") ?? active(swipes)?.bytes("text") else { continue }
            var answer = turn(text, isUser: false, at: time, path: span + ".output")
            addSwipes(swipes, to: &answer)
            session.append(answer)
        }
    }

    /// Reads messages that say whose they are; a model's message has one or more outputs.
    mutating func readMessages(of scenario: JSONValue) {
        session.title = scenario.nonEmpty("title")
        guard let messages = scenario["messages"] else { return }
        greet(unless: messages[0]?.label("type") == "ai")
        for (index, message) in messages.elements.enumerated() {
            if session.isFull { return }
            let path = "messages[\(index)]"
            if message.label("type") == "human" {
                guard let text = message.bytes("text") else { continue }
                session.append(turn(text, isUser: true, at: message.moment("createdAt"), path: path))
            } else {
                let outputs = message["outputs"] ?? message["output"]
                guard let chosen = active(outputs), let text = chosen.bytes("text") else { continue }
                var answer = turn(text, isUser: false, at: chosen.moment("createdAt"), path: path)
                addSwipes(outputs, to: &answer)
                session.append(answer)
            }
        }
    }

    private func turn(_ text: [UInt8], isUser: Bool, at time: Timestamp?, path: String) -> TurnDraft {
        var turn = TurnDraft(
            participant: isUser ? user : character, role: isUser ? .user : .model, text: text,
            span: SourceSpan(path: path))
        turn.source = Self.unified(text)
        turn.createdAt = time
        turn.origin = isUser ? .human : .generated
        turn.generator = isUser ? nil : generator
        return turn
    }

    /// The variant that was looked at last.
    private func active(_ swipes: JSONValue?) -> JSONValue? {
        swipes?.elements.max { one, other in
            (one.moment("activeTimestamp")?.milliseconds ?? 0) < (other.moment("activeTimestamp")?.milliseconds ?? 0)
        }
    }

    private mutating func addSwipes(_ swipes: JSONValue?, to turn: inout TurnDraft) {
        guard let swipes, swipes.count > 0, session.fits(alternates: swipes.count) else { return }
        let list = swipes.elements.compactMap { swipe in
            swipe.bytes("text").map {
                AlternateDraft(
                    exact: $0, source: Self.unified($0), createdAt: swipe.moment("createdAt"), generator: generator,
                    kind: .swipe)
            }
        }
        turn.setAlternates(list, selected: nil, kind: .swipe)
    }

    /// The text with the macros that everybody else writes.
    private static func unified(_ text: [UInt8]) -> [UInt8] {
        rewriting(text, at: ByteSet([0x7B])) { index in
            if index > 0, text[index - 1] == 0x7B { return nil }
            if text.has(userMacro, at: index) { return (userMacro.count, MacroRules.user) }
            if text.has(characterMacro, at: index) { return (characterMacro.count, MacroRules.character) }
            return nil
        }?.text ?? text
    }

    private static let userMacro = Array("{user}".utf8)
    private static let characterMacro = Array("{character}".utf8)
}
