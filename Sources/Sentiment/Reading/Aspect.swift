/// What a comment about a checkpoint can be about; the field's words for what goes well or badly.
public enum Aspect: String, Sendable, CaseIterable, BitwiseCopyable {
    case length, coherence, repetition, formatting, character, creativity, instruction, speed, safety, overall

    /// Its place among all.
    var index: Int {
        switch self {
        case .length: 0
        case .coherence: 1
        case .repetition: 2
        case .formatting: 3
        case .character: 4
        case .creativity: 5
        case .instruction: 6
        case .speed: 7
        case .safety: 8
        case .overall: 9
        }
    }
}

/// Which end of the scale an opinion about length means: "short replies" and "not long enough" are short.
public enum Direction: String, Sendable, CaseIterable, BitwiseCopyable {
    case short, long
}

/// What an opinion about formatting means.
public enum FormattingKind: String, Sendable, CaseIterable, BitwiseCopyable {
    /// Messages that end in the middle.
    case cutOff = "cut_off"
    /// Unbalanced asterisks and quotation marks.
    case marks
    case other
}
