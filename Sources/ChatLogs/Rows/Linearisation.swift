/// A turn of a dialogue in the one line that rows are cut from.
public struct RowTurn: Sendable, Equatable {
    /// Position in the episode.
    public var index: Int
    /// Index into the dialogue's participants.
    public var participant: Int
    /// Whether the human wrote it; everything else is the model's.
    public var isUser: Bool
    /// Text with macros, UTF-8.
    public var text: [UInt8]
    /// Other texts that the model offered, none of them empty or like `text`.
    public var rejected: [[UInt8]]
    /// Whether a model may be trained to write it.
    public var isTarget: Bool
    /// Whether the user went on after it.
    public var isContinued: Bool
}

extension Dialogue {
    /// The turns that were spoken, from the greeting or the first user turn to the last turn of the model. Narration
    /// counts as the model's and is never a target; instructions are the system text's (`systemText`); what tools
    /// wrote is left out.
    public func linearised(_ options: RowOptions = RowOptions()) -> [RowTurn] {
        var turns: [RowTurn] = []
        for line in lines {
            guard !line.isHidden, [.user, .model, .narrator].contains(line.role) else { continue }
            // A turn before the dialogue began has nothing to follow on.
            if turns.isEmpty, line.role != .user, !line.isGreeting { continue }
            if let turn = RowTurn(line, options) { turns.append(turn) }
        }
        let lastOfUser = turns.lastIndex(where: \.isUser) ?? 0
        for index in turns.indices.prefix(lastOfUser) { turns[index].isContinued = true }
        while turns.last?.isUser ?? false { turns.removeLast() }
        return turns
    }

    /// Instructions of the episode in its order, the one outside the turns first.
    var instructions: [String] {
        let spoken = lines.filter { $0.role == .system && !$0.isHidden }.map(\.text)
        return ([context.systemPrompt].compactMap { $0 } + spoken).filter { !$0.utf8.isEmpty }
    }
}

extension RowTurn {
    /// The turn, unless nothing of it is left.
    fileprivate init?(_ line: Dialogue.Line, _ options: RowOptions) {
        if line.ooc == .full, !options.keepsEveryTurn { return nil }
        func spoken(_ text: String) -> [UInt8] {
            let text = Array(text.utf8)
            return options.keepsEveryTurn ? text : OutOfCharacterRemoval.removed(text)
        }
        let text = line.ooc == .partial ? spoken(line.text) : Array(line.text.utf8)
        if text.isEmpty, !options.keepsEveryTurn { return nil }
        var known: Set<ByteKey> = [ByteKey([]), ByteKey(text)]
        let rejected = line.rejected.map(spoken).filter { known.insert(ByteKey($0)).inserted }
        self.init(
            index: line.index, participant: line.participant, isUser: line.role == .user, text: text,
            rejected: rejected, isTarget: line.isTarget && line.weight > 0, isContinued: false)
    }
}
