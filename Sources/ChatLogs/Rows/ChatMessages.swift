import StrictJSON

/// One message of a row in a format of messages.
struct ChatMessage {
    /// Who speaks to the model.
    enum Side { case system, user, model }

    var side: Side
    var participant: Int?
    /// As the row has it.
    var text: [UInt8]
    /// Whether the model is trained to write it.
    var isTrained = false
}

extension RowRendering {
    /// The messages of a stretch of turns, the system text first.
    /// - Parameter trained: indices of the turns that the model is trained to write
    func messages(_ range: Range<Int>, trained: Set<Int>) -> [ChatMessage] {
        var system = systemText
        var spoken = range.map { index in
            ChatMessage(
                side: turns[index].isUser ? .user : .model, participant: turns[index].participant,
                text: texts[index], isTrained: trained.contains(index))
        }
        let opening = spoken.prefix { $0.side == .model }
        if !opening.isEmpty {
            switch options.opening {
            case .keep: break
            case .drop: spoken.removeFirst(opening.count)
            case .foldIntoSystem:
                spoken.removeFirst(opening.count)
                system = Array(([system] + opening.map(\.text)).filter { !$0.isEmpty }.joined(separator: [0x0A]))
            case .syntheticUser(let text):
                spoken.insert(ChatMessage(side: .user, text: Array(text.utf8)), at: 0)
            }
        }
        if options.merges { spoken = Self.merged(spoken) }
        return system.isEmpty ? spoken : [ChatMessage(side: .system, text: system)] + spoken
    }

    /// The messages of a conversation; none where nothing is left to train.
    /// - Parameter merges: whether the format needs sides to alternate; such formats have no weights
    func messages(_ conversation: Conversation, merges: Bool) -> [ChatMessage]? {
        let messages = messages(conversation.turns, trained: conversation.trained)
        guard messages.contains(where: \.isTrained) else { return nil }
        return merges ? Self.merged(messages) : messages
    }

    /// Neighbours of one side as one message, trained if every part is.
    private static func merged(_ messages: [ChatMessage]) -> [ChatMessage] {
        var merged: [ChatMessage] = []
        for message in messages {
            let place = merged.count - 1
            guard place >= 0, merged[place].side == message.side else {
                merged.append(message)
                continue
            }
            merged[place].text += [0x0A] + message.text
            merged[place].isTrained = merged[place].isTrained && message.isTrained
            if merged[place].participant != message.participant { merged[place].participant = nil }
        }
        return merged
    }
}

extension ChatMessage {
    /// The side's name in a format.
    func role(user: String, model: String) -> JSON {
        switch side {
        case .system: "system"
        case .user: .string(user)
        case .model: .string(model)
        }
    }

    /// As trainers of conversations read it.
    var json: JSON {
        .object([("role", role(user: "user", model: "assistant")), ("content", .string(text.text))])
    }
}
