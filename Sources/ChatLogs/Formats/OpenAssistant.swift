import StrictJSON

/// Open-Assistant's exports: trees of messages with their replies inside, or the messages one by one with the ids of
/// their parents.
extension LogFormat {
    /// One JSON value: a tree, an array of trees or of messages.
    static let openAssistant = LogFormat(
        name: "oasst", title: "Open-Assistant tree",
        about: "Open-Assistant's message trees: the best-ranked branch; sibling replies are alternates.",
        recognises: { ($0.object ?? $0.firstElement).map(isOpenAssistant) ?? false },
        parse: { source, options in
            var transcript = Transcript(options: options)
            var forest = OpenAssistantForest()
            for row in source.object.map({ [$0] }) ?? source.root?.elements.map({ $0 }) ?? [] {
                if transcript.isFull { break }
                forest.take(row, line: nil, into: &transcript)
            }
            forest.finish(into: &transcript)
            return transcript
        })

    /// One tree or message per line.
    static let openAssistantLines = LogFormat(
        name: "oasst_l", title: "Open-Assistant trees (JSON Lines)",
        about: "The same, one tree a line, or loose messages with `parent_id`.",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isOpenAssistant) },
        parse: { source, options in
            var transcript = Transcript(options: options)
            var forest = OpenAssistantForest()
            transcript.readRows(of: source) { forest.take($2, line: $1, into: &$0) }
            if transcript.refusal.isEmpty { forest.finish(into: &transcript) }
            return transcript
        })

    private static func isOpenAssistant(_ row: JSONValue) -> Bool {
        row["prompt"]?.isObject ?? false && row.has("message_tree_id")
            || row.has("message_id") && row.has("text") && (row.has("parent_id") || row.has("replies"))
    }
}

/// Collects trees, and messages that are to become trees.
struct OpenAssistantForest {
    private struct Node {
        var message: JSONValue
        var line: Int?
    }

    private var roots: [Node] = []
    private var replies: [String: [Node]] = [:]
    /// Messages whose replies were followed: one may name its own descendant as its parent, and several may have one
    /// id.
    private var followed: Set<String> = []

    /// Takes a row: a tree is read at once, a message kept until all of them are there.
    mutating func take(_ row: JSONValue, line: Int?, into transcript: inout Transcript) {
        if let root = row["prompt"] ?? (row.has("replies") ? row : nil), root.isObject {
            read(Node(message: root, line: line), tree: row.label("message_tree_id"), into: &transcript)
        } else if let parent = row.label("parent_id") {
            replies[parent, default: []].append(Node(message: row, line: line))
        } else if row.has("message_id") {
            roots.append(Node(message: row, line: line))
        }
    }

    /// Reads the trees of the messages that were kept. Messages whose root is missing are left out.
    mutating func finish(into transcript: inout Transcript) {
        for root in roots {
            if transcript.isFull { return }
            read(root, tree: root.message.label("message_tree_id"), into: &transcript)
        }
    }

    /// Follows the replies that people ranked best, with the others as alternates.
    private mutating func read(_ root: Node, tree: String?, into transcript: inout Transcript) {
        var session = transcript.newSession()
        session.externalIDs["tree_id"] = tree ?? root.message.label("message_id")
        var siblings = [root]
        while let best = best(of: siblings), !session.isFull {
            append(best, siblings: siblings, to: &session)
            let id = best.message.label("message_id") ?? ""
            if let inside = best.message["replies"], inside.count > 0 {
                siblings = inside.elements.map { Node(message: $0, line: best.line) }
            } else {
                siblings = followed.insert(id).inserted ? replies[id] ?? [] : []
            }
        }
        transcript.append(session)
    }

    /// The position of the best: the lowest rank, then one that was answered, then the first.
    private func best(of siblings: [Node]) -> Node? {
        siblings.enumerated().filter { isUsable($0.element.message) }.min { left, right in
            let (first, second) = (order(left.element), order(right.element))
            return (first.0, first.1, left.offset) < (second.0, second.1, right.offset)
        }?.element
    }

    private func order(_ node: Node) -> (Int, Int) {
        let message = node.message
        let isAnswered = message["replies"]?.count ?? 0 > 0 || replies[message.label("message_id") ?? ""] != nil
        let rank = message["rank"]?.double.map { Int(max(0, min($0, 1e6))) }
        return (rank ?? .max, isAnswered ? 0 : 1)
    }

    private func isUsable(_ message: JSONValue) -> Bool {
        message.flag("deleted") != true && message["text"]?.kind == .string
    }

    private func append(_ node: Node, siblings: [Node], to session: inout SessionDraft) {
        let message = node.message
        let isUser = message.label("role") == "prompter" || message.label("role") == "user"
        var turn = TurnDraft(
            participant: session.participant(isUser ? .user : .character, name: nil), role: isUser ? .user : .model,
            text: message.bytes("text") ?? [],
            span: SourceSpan(line: node.line, path: message.label("message_id").map { "message_id=\($0)" }))
        turn.createdAt = message.moment("created_date")
        turn.origin = message.flag("synthetic") == true ? .generated : .human
        turn.generator = message.label("model_name").map { Generator(model: $0) }
        session.append(turn)
        let place = session.turns.count - 1
        for sibling in siblings where sibling.message.offset != message.offset || sibling.line != node.line {
            if session.isFull { return }
            guard isUsable(sibling.message), let text = sibling.message.bytes("text") else { continue }
            session.addAlternate(
                AlternateDraft(
                    exact: text, createdAt: sibling.message.moment("created_date"),
                    generator: sibling.message.label("model_name").map { Generator(model: $0) }, kind: .sibling),
                to: place)
        }
    }
}
