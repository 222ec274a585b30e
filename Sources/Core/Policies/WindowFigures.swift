import ChatLogs

/// The numbers of one window: a response, which is its last turn, and as much of the dialogue before it as one row may
/// hold. The toolbox of March 2023 calls it the trimmed episode.
struct WindowFigures: Sendable {
    /// Position among the episode's windows, from 0 (`RowWindow.number`).
    private(set) var number = 0
    /// Its turns; the last one is the response.
    private(set) var turns = 0..<0
    /// What is known of the response.
    private(set) var response = TurnFigures(
        index: 0, traits: [], words: 0, lineWords: 0, lineBytes: 0, identity: 0)
    /// Running average of whether the model's turns stutter, r = (r + x) / 2: later turns weigh more.
    private(set) var stutterRatio = 0.0
    /// The same of embarrassment.
    private(set) var embarrassedRatio = 0.0
    /// The same of the cosines with the window's first turn of the model; turns equal to it, at exactly 1, are left out.
    private(set) var similarity = 0.0
    /// Longest run of combining marks.
    private(set) var markRun: UInt8 = 0
    /// Flags of any of its turns, bits into the episode's names.
    private(set) var flags: UInt32 = 0
    /// Equal for equal texts: persona, scenario and every turn.
    private(set) var identity: UInt64
    /// Lots of the episode.
    let lot: Lot
    private let head: UInt64
    private var modelWords = SortedWords()

    fileprivate init(_ episode: EpisodeFigures, lot: Lot) {
        self.lot = lot
        head = mixed(episode.dialogue.head.identity)
        identity = head
    }

    /// Median words of the model's turns, the greeting included.
    var medianResponseWords: Double { modelWords.median }

    fileprivate mutating func begin(at index: Int) {
        turns = index..<index
        (stutterRatio, embarrassedRatio, similarity) = (0, 0, 0)
        (markRun, flags, identity) = (0, 0, head)
        modelWords.removeAll()
    }

    fileprivate mutating func add(_ turn: TurnFigures) {
        turns = turns.lowerBound..<turns.upperBound + 1
        response = turn
        markRun = max(markRun, turn.markRun)
        flags |= turn.flags
        identity = mixed(identity ^ turn.identity)
        guard turn.isModel else { return }
        modelWords.insert(turn.words)
        stutterRatio = (stutterRatio + (turn.traits.contains(.stutters) ? 1 : 0)) / 2
        embarrassedRatio = (embarrassedRatio + (turn.traits.contains(.embarrassed) ? 1 : 0)) / 2
        if turn.similarity != 1 { similarity = (similarity + turn.similarity) / 2 }
    }

    fileprivate mutating func finish() { number += 1 }
}

extension EpisodeFigures {
    /// Walks the windows of the episode in order, in one pass over its turns.
    func forEachWindow(
        _ window: RowOptions.Window, seed: String, _ body: (borrowing WindowFigures) -> Void
    ) {
        var figures = WindowFigures(self, lot: Lot(seed: seed, episode: id))
        let starts = dialogue.windowStarts(window)
        // Borrowed once: read through the episode, the array is retained and released for every turn.
        dialogue.turns.withUnsafeBufferPointer { turns in
            for index in starts.indices {
                if starts[index] == index { figures.begin(at: index) }
                figures.add(turns[index])
                guard index > starts[index], turns[index].isTarget else { continue }
                body(figures)
                figures.finish()
            }
        }
    }
}
