/// A phrase of the lexicon where it stands in a comment. Small numbers, because every step goes over all hits.
struct Hit {
    /// Its tokens.
    let start: Int32
    let end: Int32
    let meaning: Meaning
    let traits: Meaning.Traits
    /// What it tells of the field, see `FieldEvidence`.
    let evidence: UInt16
    /// Numbers of the parts of the comment in which it stands: between commas, between clause ends, between stops.
    let segment: Int32
    let clause: Int32
    let sentence: Int32
    /// Within double quotation marks: the model's words, not the writer's.
    let isQuoted: Bool
    /// Its first word negates, as in "not great".
    let beginsNegated: Bool
    /// The strength with negation, boosters and the like.
    var strength: Float
    var isNegated = false
    /// What it says is gone or fixed.
    var isFaded = false
    /// Another model is ahead in it.
    var isBehind = false
    /// Under "too": what is good becomes too much of it.
    var isExcess = false
    /// About something else than the part that is judged.
    var isIgnored = false

    var isOpinion: Bool { traits.contains(.opinion) }

    /// What a writer complains of by quoting it: stock phrases, refusals.
    var isOutput: Bool {
        switch meaning.aspect {
        case .repetition, .creativity, .safety, .length: meaning.strength < 0
        default: false
        }
    }
}

/// A clause of a comment: what stands between stops, semicolons, brackets and contrasts.
struct Clause {
    let start: Int32
    var end: Int32
    let sentence: Int32
    /// The number of its first hit; that of the next clause where it has none.
    let firstHit: Int32
    /// What its hits are, all together.
    var traits: Meaning.Traits = []
    /// 1.5 behind a contrast, 0.5 before it and behind a concession.
    var weight: Float = 1
    /// A comment that asks rather than tells.
    var isQuestion = false

    /// Its tokens.
    var range: Range<Int> { Int(start)..<Int(end) }
}
