import ChatLogs
import Core

/// Episodes as filters see them, made of numbers.
enum Figures {
    /// A turn that says so many words.
    struct Turn {
        var words: Int
        var isUser = false
        var isTarget = true
        var traits: TurnFigures.Traits = []
        var markRun: UInt8 = 0
        var similarity = 0.0
        var flags: UInt32 = 0
        /// What it says, where that matters; otherwise something new.
        var text: UInt64?

        static func user(_ words: Int = 3, text: UInt64? = nil) -> Turn {
            Turn(words: words, isUser: true, isTarget: false, text: text)
        }

        static func greeting(_ words: Int) -> Turn { Turn(words: words, isTarget: false) }
    }

    /// An episode of given turns.
    static func episode(
        _ turns: [Turn], id: String = "e1", submitter: String = "sam", score: Double? = nil, flagNames: [String] = [],
        flags: UInt32 = 0, _ change: (inout DialogueFigures) -> Void = { _ in }
    ) -> EpisodeFigures {
        let salt = id.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        let measured = turns.enumerated().map { index, turn in
            TurnFigures(
                index: UInt32(index),
                traits: turn.traits.union(turn.isUser ? .user : turn.isTarget ? .target : []), flags: turn.flags,
                words: UInt32(turn.words), lineWords: UInt32(turn.words + 1), lineBytes: UInt32(turn.words * 5),
                markRun: turn.markRun, similarity: turn.similarity, identity: turn.text ?? salt &+ UInt64(index))
        }
        var dialogue = DialogueFigures(
            format: "cai_dump", character: "aria", language: "en", flagNames: flagNames,
            flags: turns.reduce(flags) { $0 | $1.flags }, dialogue: salt, prefixes: [salt], turns: measured)
        change(&dialogue)
        return EpisodeFigures(id: id, dialogue: dialogue, submitter: submitter, score: score)
    }

    /// An episode in which the model says so many words each time, after a word of the user.
    static func replies(
        _ words: [Int], id: String = "e1", submitter: String = "sam", score: Double? = nil,
        _ change: (inout DialogueFigures) -> Void = { _ in }
    ) -> EpisodeFigures {
        episode(words.flatMap { [Turn.user(), Turn(words: $0)] }, id: id, submitter: submitter, score: score, change)
    }
}

/// A policy of some filters, written as in a file.
func policy(_ filters: String, rest: String = "") throws -> Policy {
    try Policy(text: Array(#"{"name":"p","filters":[\#(filters)]\#(rest),"seed":"v8"}"#.utf8))
}
