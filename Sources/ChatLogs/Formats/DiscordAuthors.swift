/// The authors of a Discord channel under pseudonyms `user_1`, `user_2`, …
struct DiscordAuthors {
    private struct Author {
        var names: [[UInt8]]
        var isBot: Bool
        var role = Role.unknown
        var pseudonym: [UInt8]
    }

    private var authors: [Author] = []
    private var places: [ByteKey: Int] = [:]
    private var placesByID: [ByteKey: Int] = [:]
    private var placesByName: [ByteKey: Int] = [:]

    /// The place of an author, added when new. One id may have several names: bots that speak for characters do.
    mutating func place(id: [UInt8], isBot: Bool, names: [[UInt8]]) -> Int {
        let key = ByteKey(id + [0] + (names.last ?? []))
        if let place = places[key] { return place }
        places[key] = authors.count
        if !id.isEmpty, placesByID[ByteKey(id)] == nil { placesByID[ByteKey(id)] = authors.count }
        for name in names where placesByName[ByteKey(name)] == nil { placesByName[ByteKey(name)] = authors.count }
        authors.append(Author(names: names, isBot: isBot, pseudonym: Array("user_\(authors.count + 1)".utf8)))
        return authors.count - 1
    }

    /// Who is who, once the submitter has said who is the user: bots are characters and other people users as well;
    /// without bots the one other author is the character. Otherwise the submitter is asked.
    mutating func decideRoles(_ options: ReadingOptions, in session: inout SessionDraft) {
        session.mappingCode = .discordRoles
        session.needsUserSpeaker = true
        let told = [options.speakerUser, options.userName].compactMap { $0.map { Array($0.utf8) } }
        guard let user = told.compactMap({ author(named: $0) }).first else { return }
        let others = authors.indices.filter { $0 != user }
        let hasBots = others.contains { authors[$0].isBot }
        authors[user].role = .user
        guard hasBots || others.count < 2 else { return }
        for place in others { authors[place].role = hasBots && !authors[place].isBot ? .user : .model }
        session.needsUserSpeaker = false
    }

    /// A turn of an author.
    func turn(by place: Int, text: [UInt8], span: SourceSpan, in session: inout SessionDraft) -> TurnDraft {
        let author = authors[place]
        let kind: Participant.Kind
        switch session.needsUserSpeaker ? .unknown : author.role {
        case .user: kind = .user
        case .model: kind = .character
        default: kind = .unknown
        }
        let participant = session.participant(kind, name: author.pseudonym)
        session.participants[participant].aliases = author.names
        var turn = TurnDraft(
            participant: participant, role: kind == .unknown ? .unknown : author.role, text: text, span: span)
        turn.origin = author.role == .user ? .human : author.isBot ? .generated : .unknown
        return turn
    }

    /// The pseudonym of the author with an id.
    func pseudonym(id: [UInt8]) -> [UInt8]? { placesByID[ByteKey(id)].map { authors[$0].pseudonym } }

    /// The pseudonym of the author with a name.
    func pseudonym(named name: [UInt8]) -> [UInt8]? { placesByName[ByteKey(name)].map { authors[$0].pseudonym } }

    private func author(named name: [UInt8]) -> Int? {
        authors.firstIndex { SpeakerRoles.match(name, among: $0.names + [$0.pseudonym]) != nil }
    }
}
