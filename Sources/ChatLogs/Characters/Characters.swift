/// The characters that were sent along with chats, found by name or by Character.AI's key.
public struct Characters: Sendable {
    /// The characters in the order in which they were sent.
    public let cards: [CharacterCard]
    private var named: [ByteKey: Int] = [:]
    private var keyed: [ByteKey: Int] = [:]
    private let costs: [Int]
    /// Bytes of the characters' texts that may still be copied into sessions: a card is small, but a file may have a
    /// hundred thousand sessions.
    private(set) var left = 16 << 20

    /// Makes characters available; of several with one name the first counts.
    public init(_ cards: [CharacterCard] = []) {
        self.cards = cards
        costs = cards.map(\.attachedBytes)
        for (index, card) in cards.enumerated() {
            let name = ByteKey(Array(card.name.utf8))
            if named[name] == nil { named[name] = index }
            guard let id = card.externalID.map({ ByteKey(Array($0.utf8)) }) else { continue }
            if keyed[id] == nil { keyed[id] = index }
        }
    }

    /// Takes off what the sessions of a document have used.
    mutating func spend(on sessions: [SessionReading]) {
        for index in sessions.flatMap(\.attachedCharacters) { left -= costs[index] }
    }

    /// Gives a session what its characters' cards know and the file does not.
    /// - Returns: indices of the characters that were attached
    mutating func attach(to draft: inout SessionDraft) -> [Int] {
        var attached: [Int] = []
        var place = 0
        for index in draft.participants.indices where draft.participants[index].kind == .character {
            defer { place += 1 }
            guard let found = character(of: draft, participant: index, isOnly: place == 0) else { continue }
            let card = cards[found.index]
            left -= costs[found.index]
            guard left >= 0 else { return attached }
            draft.attach(card, to: index, isFirst: place == 0, replaces: found.isKeyed)
            attached.append(found.index)
        }
        return attached
    }

    private func character(of draft: SessionDraft, participant: Int, isOnly: Bool) -> (index: Int, isKeyed: Bool)? {
        if isOnly, let id = draft.externalIDs["bot_id"], let index = keyed[ByteKey(Array(id.utf8))] {
            return (index, true)
        }
        if let name = draft.participants[participant].name.map({ WhiteSpace.trimmed($0) }), !name.isEmpty {
            return named[ByteKey(name)].map { ($0, false) }
        }
        // A format that names no character has one; a single card that was sent along can only be that.
        return named.count == 1 && isOnly ? (0, false) : nil
    }
}

extension CharacterCard {
    /// About how much memory one attached copy takes.
    fileprivate var attachedBytes: Int {
        let lines = exampleDialogues.joined().reduce(0) { $0 + $1.text.utf8.count + 64 }
        return lines + (persona?.utf8.count ?? 0) + (scenario?.utf8.count ?? 0) + 64
    }
}

extension SessionDraft {
    /// Fills in what a character's card knows.
    /// - Parameters:
    ///   - isFirst: whether `{{char}}` means this character
    ///   - replaces: whether the card knows better than the file: definitions are more than what a chat repeats of them
    fileprivate mutating func attach(_ card: CharacterCard, to index: Int, isFirst: Bool, replaces: Bool) {
        func bytes(_ text: String) -> [UInt8] {
            let text = Array(text.utf8)
            // In a card the macro is its own character, in a session it is the first one.
            return isFirst
                ? text : MacroRules.substituted(text, user: MacroRules.user, character: Array(card.name.utf8))
        }
        if participants[index].name == nil { participants[index].name = Array(card.name.utf8) }
        if let persona = card.persona, replaces || participants[index].persona == nil {
            participants[index].persona = bytes(persona)
        }
        if let text = card.scenario, scenario == nil { scenario = bytes(text) }
        guard examples.isEmpty, !card.exampleDialogues.isEmpty else { return }
        let user = participants.firstIndex { $0.kind == .user } ?? participant(.user, name: nil)
        examples = card.exampleDialogues.map { lines in
            lines.map { ($0.isUser ? user : index, bytes($0.text)) }
        }
    }
}
