import StrictJSON

/// A dialogue on its way into the rows of one format: its turns, its windows, and texts as the format names people.
struct RowRendering {
    let dialogue: Dialogue
    let options: RowOptions
    let names: RowNames
    let turns: [RowTurn]
    let windows: [RowWindow]
    /// The turns' texts as the format has them. A turn is in many rows, and is rendered once.
    let texts: [[UInt8]]
    /// The turns in the plain form.
    let plain: PlainDialogue

    /// Prepares the rows of a dialogue.
    /// - Parameter naming: what the format is known with, unless the options name something else
    init(_ dialogue: Dialogue, _ options: RowOptions, naming: RowOptions.Naming) {
        self.dialogue = dialogue
        self.options = options
        names = RowNames(dialogue, options.naming ?? naming)
        turns = dialogue.linearised(options)
        texts = turns.map { [names] in names.turn($0.text) }
        // Windows are counted in one way, so that every format has the same.
        plain = PlainDialogue(dialogue, RowNames(dialogue, options.naming ?? .tokens), options, turns: turns)
        windows = WindowCutter(options.window, head: WindowCutter.Size(plain.head))
            .windows(of: turns, sizes: plain.lines.map { WindowCutter.Size($0) })
    }

    /// A stretch of turns that is one row in formats of whole conversations.
    struct Conversation {
        /// Position among those of the dialogue, whatever filters keep.
        var number: Int
        /// Indices into the turns, up to the last response that filters kept.
        var turns: Range<Int>
        /// Indices of the responses that may be trained.
        var trained: Set<Int>
    }

    /// The conversations of which filters kept a response.
    var conversations: [Conversation] {
        var conversations: [Conversation] = []
        var starts: [Int] = []
        for window in windows {
            if starts.last != window.turns.lowerBound { starts.append(window.turns.lowerBound) }
            guard isKept(window) else { continue }
            if conversations.last?.turns.lowerBound != window.turns.lowerBound {
                conversations.append(Conversation(number: starts.count - 1, turns: window.turns, trained: []))
            }
            conversations[conversations.count - 1].turns = window.turns
            conversations[conversations.count - 1].trained.insert(window.turns.upperBound - 1)
        }
        return conversations
    }

    /// The windows of rows that hold one response: all that filters kept, or the last ones of their conversations.
    var responses: [RowWindow] {
        let kept = windows.filter(isKept)
        guard !options.eachResponse else { return kept }
        return kept.indices.filter { index in
            index + 1 == kept.count || kept[index + 1].turns.lowerBound != kept[index].turns.lowerBound
        }.map { kept[$0] }
    }

    func isKept(_ window: RowWindow) -> Bool { options.windows?.contains(window.number) ?? true }

    /// The last member of every row: which episode it is from, and its number among the rows when nothing is filtered.
    func identifier(_ number: Int) -> JSON.Member { ("identifier", .string("\(dialogue.episode)-\(number)")) }

    /// What precedes the dialogue in formats of messages: instruction, personas, scenario, memory; one line each.
    var systemText: [UInt8] {
        var instructions = dialogue.instructions.map(names.description)
        if instructions.isEmpty, !options.systemTemplate.utf8.isEmpty {
            instructions = [names.description(options.systemTemplate)]
        }
        let memory = dialogue.context.memory.map { [names.description($0)] } ?? []
        let lines = instructions + PlainDialogue.descriptions(of: dialogue, names) + memory
        return Array(lines.filter { !$0.isEmpty }.joined(separator: [0x0A]))
    }
}
