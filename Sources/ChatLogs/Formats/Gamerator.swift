import StrictJSON

/// TheGameratorT's characterai-tools: pairs of a speaker's number and a text.
extension LogFormat {
    /// `{user, character, personas?, messages: [[0, "hi"], [1, "Hello."]]}`: 0 is the user, 1 the character, and from 2
    /// on are the user's personas.
    static let gamerator = LogFormat(
        name: "cai_thegamerator", title: "Character.AI export (characterai-tools)",
        about: """
            characterai-tools' JSON: messages by number of speaker; 0 is the user, 1 the character, others are the \
            user's personas.
            """,
        recognises: { source in
            guard let messages = source.object?["messages"], messages[0]?.isArray ?? false else { return false }
            return messages.elements.prefix(LogSource.probeRows).contains {
                $0[0]?.int != nil && $0[1]?.kind == .string
            }
        },
        parse: parseGamerator)

    private static func parseGamerator(_ source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        guard let object = source.object, let messages = object["messages"] else { return transcript }
        var session = transcript.newSession()
        session.expectsGreeting = true
        let card = object["character"]
        session.title = card?.nonEmpty("title")
        let character = session.participant(.character, name: card?.nonEmpty("name"))
        session.participants[character].persona = card?.nonEmpty("description")
        let user = session.participant(.user, name: object["user"]?.nonEmpty("name"))
        var speakers = [user, character]
        for persona in object["personas"].map({ Array($0.elements.prefix(1000)) }) ?? [] {
            let place = session.participant(.user, name: persona.nonEmpty("name"))
            session.participants[place].persona = persona.nonEmpty("description")
            speakers.append(place)
        }
        for (index, message) in messages.elements.enumerated() {
            guard !session.isFull else { break }
            guard let number = message[0]?.int, number >= 0, let text = message[1]?.stringBytes else { continue }
            // A persona that was deleted since is still the user.
            let speaker = number < speakers.count ? speakers[number] : user
            var turn = TurnDraft(
                participant: speaker, role: number == 1 ? .model : .user, text: text,
                span: SourceSpan(path: "messages[\(index)]"))
            turn.origin = number == 1 ? .generated : .human
            session.append(turn)
        }
        ExampleDialogues.add(card?.nonEmpty("definition"), to: &session, user: user, character: character)
        transcript.append(session)
        return transcript
    }
}
