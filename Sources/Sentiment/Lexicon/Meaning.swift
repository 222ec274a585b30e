/// What a word, a phrase, an emoticon or an emoji does to the sentiment of a comment.
struct Meaning: Equatable, Sendable, BitwiseCopyable {
    enum Role: UInt8, Sendable {
        /// An opinion; of strength 0 a phrase that takes its words out of the reckoning, or a mere mention of an aspect.
        case opinion
        /// It turns round the opinions in the next words: not, never, without, less.
        case negator
        /// Stop: it takes back a negator before it ("can't stop rambling"), and else, save as an order, is one.
        case halt
        /// Less, fewer: a negator of what follows, and where nothing follows a fading of what stood before.
        case lessening
        /// It strengthens (above 0) or weakens (below 0) the opinion in the next words.
        case booster
        /// Too: what is good or neutral becomes too much of it.
        case excess
        /// What stood before it has become rare: rarer, gone. The opinion before it is turned round, praise too.
        case fading
        /// What stood before it was mended: fixed, solved. Blame before it becomes praise; alone it is praise.
        case repair
        /// But: what follows weighs more than what stood before.
        case contrast
        /// Even if, although: what follows weighs less.
        case concession
        /// At first, initially: what its clause says has not lasted, and weighs less.
        case beginning
        /// Wish, should, could be: what is wished for is not there.
        case wish
        /// Than, unlike: what follows is something else than the part that is judged.
        case standard
        /// The old one, the base model: where it is the one that is better, this one is worse.
        case rival
        /// Went from: as `standard`, until the next "to".
        case origin
        /// To, which ends an origin and is nothing else.
        case target
        /// The model, this part, v8: an opinion without an aspect near it is about the whole.
        case subject
        /// It, this: the same where nothing else is there to be meant. He and that, of strength 0, are the model seldom.
        case pronoun
        /// Settings, front ends, questions for help: the matter of comments that feel nothing.
        case practical
        /// A word of the field that feels nothing, by which a comment on a checkpoint is known: bot, reply, card.
        case field
        /// A word of another field, which feels nothing either: film, election, concert.
        case elsewhere
        /// A mark of sarcasm: praise in its sentence is doubted.
        case sarcasm
        /// Okay, about the same: neither praise nor blame, whatever it stands at.
        case even
        /// A small word of English, or of other languages: they tell which language a comment is in.
        case english, foreign
        /// No phrase of the lexicon.
        case unknown
        /// Now, still: says when, and may stand within a phrase, as all fillers may.
        case filler
    }

    var role: Role
    /// -3 (the worst) ... 3 (the best) of an opinion; what a booster adds.
    var strength: Float = 0
    var aspect: Aspect?
    var direction: Direction?
    var kind: FormattingKind?
    /// From the valence table: enough for the sentiment of a comment, too vague to say what an aspect is like.
    var isBorrowed = false
    /// Better, more: it says who is ahead of whom.
    var isComparative = false
}

extension Meaning {
    /// An opinion about an aspect, or with strength 0 the mere mention of it.
    static func about(
        _ aspect: Aspect, _ strength: Float, _ direction: Direction? = nil, kind: FormattingKind? = nil
    ) -> Meaning {
        Meaning(role: .opinion, strength: strength, aspect: aspect, direction: direction, kind: kind)
    }
}

extension Meaning {
    /// What later steps ask of a meaning, worked out once for the table: one test of a bit instead of several of the rest.
    struct Traits: OptionSet, BitwiseCopyable {
        let rawValue: UInt16

        static let opinion = Traits(rawValue: 1)
        /// An opinion or mention of an aspect other than the whole.
        static let aspect = Traits(rawValue: 2)
        /// An opinion about the whole in so many words.
        static let whole = Traits(rawValue: 4)
        /// An opinion that lends itself to the aspect it stands by.
        static let loose = Traits(rawValue: 8)
        /// It may be praise or blame.
        static let felt = Traits(rawValue: 16)
        /// It says that things are neither good nor bad.
        static let even = Traits(rawValue: 32)
        static let subject = Traits(rawValue: 64)
        static let practical = Traits(rawValue: 128)
        static let sarcasm = Traits(rawValue: 256)
        static let comparative = Traits(rawValue: 512)
    }

    var traits: Traits {
        var traits: Traits = []
        let isFelt = role == .opinion || role == .repair
        if role == .opinion { traits.insert(.opinion) }
        if role == .opinion, let aspect { traits.insert(aspect == .overall ? .whole : .aspect) }
        if isFelt { traits.insert(.felt) }
        if isFelt, !isBorrowed, aspect == nil || (aspect == .overall && abs(strength) < 1.5) { traits.insert(.loose) }
        if role == .even || (aspect == .overall && strength == 0) { traits.insert(.even) }
        if role == .subject { traits.insert(.subject) }
        if role == .practical { traits.insert(.practical) }
        if role == .sarcasm { traits.insert(.sarcasm) }
        if isComparative { traits.insert(.comparative) }
        return traits
    }
}
