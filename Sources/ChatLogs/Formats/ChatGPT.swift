import StrictJSON

/// ChatGPT's export: conversations as trees of messages, one object or an array of them. The file also holds what the
/// user told the service about themselves, so that its bytes are not to be stored.
extension LogFormat {
    static let chatGPT = LogFormat(
        name: "chatgpt", title: "ChatGPT export",
        about: """
            `conversations.json` of an account's export. The branch that was last open is the conversation; edits \
            and regenerations beside it are alternates. Nothing else of the export is opened, and its bytes are not \
            stored.
            """,
        keepsRawBytes: false,
        recognises: { ($0.object ?? $0.firstElement).map(isChatGPT) ?? false },
        parse: { source, options in
            var transcript = Transcript(options: options)
            if let object = source.object {
                append(object, path: "", to: &transcript)
                return transcript
            }
            var index = 0
            for conversation in source.root?.elements.map({ $0 }) ?? [] {
                if transcript.isFull { break }
                if isChatGPT(conversation) { append(conversation, path: "[\(index)].", to: &transcript) }
                index += 1
            }
            return transcript
        })

    private static func isChatGPT(_ value: JSONValue) -> Bool {
        guard let mapping = value["mapping"], mapping.isObject else { return false }
        let node = mapping.members.first { _ in true }?.value
        return value.has("current_node") || node?.has("message") ?? false && node?.has("parent") ?? false
    }

    private static func append(_ conversation: JSONValue, path: String, to transcript: inout Transcript) {
        var session = transcript.newSession()
        session.title = conversation.nonEmpty("title")
        session.exportedAt = conversation.moment("update_time") ?? conversation.moment("create_time")
        if let id = conversation.label("conversation_id") ?? conversation.label("id") {
            session.externalIDs["conversation_id"] = id
        }
        ChatGPTTree(conversation).readMainBranch(into: &session, path: path + "mapping")
        transcript.append(session)
    }
}

/// The messages of a conversation. Those before an edit and answers that were generated again are siblings of the
/// ones that the conversation went on with.
struct ChatGPTTree {
    private let nodes: [String: JSONValue]
    private let leaf: String?

    /// Indexes a conversation.
    init(_ conversation: JSONValue) {
        var nodes: [String: JSONValue] = [:]
        var last: String?
        for (id, node) in conversation["mapping"].map({ Array($0.members) }) ?? [] {
            nodes[id] = node
            if node["children"]?.count ?? 0 == 0 { last = id }
        }
        self.nodes = nodes
        // Without a current node the last leaf is the newest message.
        leaf = conversation.label("current_node").flatMap { nodes[$0] == nil ? nil : $0 } ?? last
    }

    /// Adds the messages from the root to the current node, with their siblings as alternates.
    func readMainBranch(into session: inout SessionDraft, path: String) {
        for id in mainBranch() {
            if session.isFull { return }
            guard let node = nodes[id], let message = message(of: node) else { continue }
            var turn = TurnDraft(
                participant: session.participant(message.isUser ? .user : .character, name: nil),
                role: message.isUser ? .user : .model, text: message.text, span: SourceSpan(path: "\(path).\(id)"))
            turn.createdAt = message.createdAt
            turn.origin = message.isUser ? .human : .generated
            turn.generator = message.generator
            turn.attachments = message.hasPicture ? [Attachment(kind: .image)] : []
            session.append(turn)
            addSiblings(of: id, node, isUser: message.isUser, to: &session)
        }
    }

    /// Ids from the root to the leaf. Parents that are missing end it, and so do circles.
    private func mainBranch() -> [String] {
        var branch: [String] = []
        var seen: Set<String> = []
        var next = leaf
        while let id = next, let node = nodes[id], seen.insert(id).inserted {
            branch.append(id)
            next = node.label("parent")
        }
        return branch.reversed()
    }

    private func addSiblings(of id: String, _ node: JSONValue, isUser: Bool, to session: inout SessionDraft) {
        guard let parent = node.label("parent"), let children = nodes[parent]?["children"], children.count > 1 else {
            return
        }
        let place = session.turns.count - 1
        // A list may name the same child again and again.
        var seen: Set<String> = [id]
        for child in children.elements {
            if session.isFull { return }
            guard let other = child.string, seen.insert(other).inserted, let sibling = nodes[other].flatMap(message),
                sibling.isUser == isUser, !sibling.text.isEmpty
            else { continue }
            session.addAlternate(
                AlternateDraft(
                    exact: sibling.text, createdAt: sibling.createdAt, generator: sibling.generator,
                    kind: isUser ? .edit : .regeneration), to: place)
        }
    }

    private struct Message {
        var isUser: Bool
        var text: [UInt8]
        var hasPicture: Bool
        var createdAt: Timestamp?
        var generator: Generator?
    }

    /// A node's message, if the user or the model said it to the other: no instructions, tools, browsing or code.
    private func message(of node: JSONValue) -> Message? {
        guard let message = node["message"], let role = message["author"]?.label("role"),
            role == "user" || role == "assistant", let content = message["content"]
        else { return nil }
        let metadata = message["metadata"]
        guard ["text", "multimodal_text", nil].contains(content.label("content_type")),
            ["all", nil].contains(message.label("recipient")), message["weight"]?.double != 0,
            metadata?.flag("is_visually_hidden_from_conversation") != true
        else { return nil }
        let parts = content["parts"]?.elements.map { $0 } ?? []
        let texts = parts.compactMap { $0.stringBytes ?? $0.bytes("text") }.filter { !$0.isEmpty }
        let hasPicture = parts.contains { $0.label("content_type")?.hasPrefix("image") ?? false }
        guard !texts.isEmpty || hasPicture else { return nil }
        return Message(
            isUser: role == "user", text: Array(texts.joined(separator: [0x0A])), hasPicture: hasPicture,
            createdAt: message.moment("create_time"),
            generator: metadata?.label("model_slug").map { Generator(model: $0) })
    }
}
