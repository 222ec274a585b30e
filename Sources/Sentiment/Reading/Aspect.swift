/// What a comment about a checkpoint can be about; the field's words for what goes well or badly.
public enum Aspect: String, Sendable, CaseIterable {
    case length, coherence, repetition, formatting, character, creativity, instruction, speed, safety, overall
}

/// Which end of the scale an opinion about length means: "short replies" and "not long enough" are short.
public enum Direction: String, Sendable, CaseIterable {
    case short, long
}

/// What an opinion about formatting means.
public enum FormattingKind: String, Sendable, CaseIterable {
    /// Messages that end in the middle.
    case cutOff = "cut_off"
    /// Unbalanced asterisks and quotation marks.
    case marks
    case other
}
