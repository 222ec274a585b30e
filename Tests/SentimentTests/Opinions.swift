import Sentiment

/// One aspect as a test expects it, in short.
struct Opinion: Hashable, CustomStringConvertible {
    let aspect: Aspect
    let polarity: Polarity
    var direction: Direction?
    var kind: FormattingKind?

    var description: String {
        [aspect.rawValue, polarity.rawValue, direction?.rawValue, kind?.rawValue].compactMap { $0 }.joined(
            separator: " ")
    }

    static func good(_ aspect: Aspect, _ direction: Direction? = nil, kind: FormattingKind? = nil) -> Opinion {
        Opinion(aspect: aspect, polarity: .positive, direction: direction, kind: kind)
    }

    static func bad(_ aspect: Aspect, _ direction: Direction? = nil, kind: FormattingKind? = nil) -> Opinion {
        Opinion(aspect: aspect, polarity: .negative, direction: direction, kind: kind)
    }

    static func even(_ aspect: Aspect) -> Opinion { Opinion(aspect: aspect, polarity: .neutral) }
}

extension SentimentReading {
    var opinions: Set<Opinion> {
        Set(aspects.map { Opinion(aspect: $0.aspect, polarity: $0.polarity, direction: $0.direction, kind: $0.kind) })
    }
}

/// Comments of our own with the aspects that a person finds in them.
enum Opinions {
    typealias Case = (comment: String, opinions: Set<Opinion>)

    /// Each aspect, blamed and praised, in the field's own words.
    static let named: [Case] = [
        ("Replies are way too short.", [.bad(.length, .short)]),
        ("It rambles forever", [.bad(.length, .long)]),
        ("Nice long replies", [.good(.length, .long)]),
        ("It contradicts itself all the time.", [.bad(.coherence)]),
        ("Remembers what I told it an hour ago.", [.good(.coherence)]),
        ("pure schizo output", [.bad(.coherence)]),
        ("stuck in a loop after ten messages", [.bad(.repetition)]),
        ("It parrots my own lines back at me", [.bad(.repetition)]),
        ("every reply starts with the same phrase", [.bad(.repetition)]),
        ("Messages are cut off in the middle of a sentence.", [.bad(.formatting, kind: .cutOff)]),
        ("unbalanced asterisks in every second reply", [.bad(.formatting, kind: .marks)]),
        ("The formatting is broken", [.bad(.formatting, kind: .other)]),
        ("It speaks for me.", [.bad(.character)]),
        ("completely forgets the persona", [.bad(.character)]),
        ("Stays in character the whole evening", [.good(.character)]),
        ("dry as dust", [.bad(.creativity)]),
        ("purple prose everywhere", [.bad(.creativity)]),
        ("so much slop", [.bad(.creativity)]),
        ("Vivid and imaginative writing", [.good(.creativity)]),
        ("It ignores my instructions.", [.bad(.instruction)]),
        ("follows the prompt to the letter", [.good(.instruction)]),
        ("Out of memory with 12 GB of VRAM", [.bad(.speed)]),
        ("two tokens per second is painful", [.bad(.speed)]),
        ("fast even on my old card", [.good(.speed)]),
        ("it keeps moralizing", [.bad(.safety)]),
        ("refuses to write a fight", [.bad(.safety)]),
        ("uncensored, finally", [.good(.safety)]),
        ("Best part so far!", [.good(.overall)]),
        ("Going back to part 2.", [.bad(.overall)]),
        ("She keeps talking to itself, then answers", [.bad(.character)]),
        ("It stops after the second sentence", [.bad(.formatting, kind: .cutOff)]),
        ("not as good as the one before", [.bad(.overall)]),
        ("spouting garbled lines", [.bad(.coherence)]),
        ("It writes actions for my character.", [.bad(.character)]),
        ("Plays villains well", [.good(.character)]),
        ("It leaks the chat template", [.bad(.formatting, kind: .other)]),
        ("replies end mid sentence", [.bad(.formatting, kind: .cutOff)]),
        ("strong positivity bias", [.bad(.safety)]),
        ("It rolls with it, not a single refusal", [.good(.safety)]),
        ("It rushes through everything", [.bad(.creativity)]),
        ("It drives the plot", [.good(.creativity)]),
        ("Doesn't seem to grasp the situation", [.bad(.coherence)]),
        ("It reads between the lines", [.good(.coherence)]),
        ("It disregards my notes", [.bad(.instruction)]),
        ("Takes direction well", [.good(.instruction)]),
        ("Each message is a novella", [.bad(.length, .long)]),
        ("It adapts its length", [.good(.length, .long)]),
        ("It eats all my VRAM", [.bad(.speed)]),
        ("takes half as long", [.good(.speed)]),
        ("Swipes are identical", [.bad(.repetition)]),
        ("Every swipe is different", [.good(.repetition)]),
        ("It lives up to the hype.", [.good(.overall)]),
        ("More trouble than it's worth.", [.bad(.overall)]),
    ]

    /// Words that turn an opinion round, and words that do not.
    static let turned: [Case] = [
        ("short responses are a lot rarer now", [.good(.length, .short)]),
        ("keeps rambling", [.bad(.length, .long)]),
        ("rambling has lessened", [.good(.length, .long)]),
        ("no more loops", [.good(.repetition)]),
        ("fewer hallucinations than before", [.good(.coherence)]),
        ("it drones on a lot less than it did", [.good(.length, .long)]),
        ("the cut off messages are fixed", [.good(.formatting, kind: .cutOff)]),
        ("the cut off messages are not fixed", [.bad(.formatting, kind: .cutOff)]),
        ("repetition is gone", [.good(.repetition)]),
        ("the charm is gone", [.bad(.creativity)]),
        ("haven't seen it loop even once", [.good(.repetition)]),
        ("can't get it to stop repeating itself", [.bad(.repetition)]),
        ("it stopped repeating itself", [.good(.repetition)]),
        ("doesn't stay in character", [.bad(.character)]),
        ("not long enough", [.bad(.length, .short)]),
        ("replies are too long", [.bad(.length, .long)]),
        ("I have yet to find a loop", [.good(.repetition)]),
        ("it reduces repetition", [.good(.repetition)]),
        ("repetition has decreased", [.good(.repetition)]),
        ("coherent, which other models are not", [.good(.coherence)]),
        ("no loops, no rambling", [.good(.repetition), .good(.length, .long)]),
        ("less creative than part 2", [.bad(.creativity)]),
        ("worse at following instructions", [.bad(.instruction)]),
        ("after only few messages he speaks for me", [.bad(.character)]),
        ("within the first few turns it loops", [.bad(.repetition)]),
        ("coherent even in longer chats", [.good(.coherence)]),
        ("forgetful to the point where she asks for my name", [.bad(.coherence)]),
        ("the first version was more creative than this", [.bad(.creativity)]),
        ("better at keeping track of things than this one", [.bad(.coherence)]),
        ("creativity took a huge hit", [.bad(.creativity)]),
        ("repetition is greatly reduced", [.good(.repetition)]),
        ("repetition is almost absent", [.good(.repetition)]),
        ("it has difficulty following instructions", [.bad(.instruction)]),
        ("repetition has been cut down a lot", [.good(.repetition)]),
        ("the old one was more creative", [.bad(.creativity)]),
        ("The base model is smarter.", [.bad(.coherence)]),
        ("the previous version gives me better replies", [.bad(.overall)]),
        ("compared to the old one it is more creative", [.good(.creativity)]),
        ("most models are dry, this one is creative", [.good(.creativity)]),
    ]

    static let several: [Case] = [
        ("long, coherent and in character", [.good(.length, .long), .good(.coherence), .good(.character)]),
        ("Writes well, repeats a lot.", [.good(.creativity), .bad(.repetition)]),
        ("Great model but the responses are too short.", [.good(.overall), .bad(.length, .short)]),
        ("The prose is beautiful and the memory is terrible", [.good(.creativity), .bad(.coherence)]),
        ("creative, even if it goes off the rails", [.good(.creativity), .bad(.coherence)]),
        ("It went from too short to rambling", [.bad(.length, .long)]),
        ("Unlike the short replies of v7, it rambles", [.bad(.length, .long)]),
        ("slow, but in character", [.bad(.speed), .good(.character)]),
        ("It is great. A pity that it loops.", [.good(.overall), .bad(.repetition)]),
        ("He is great. A pity that it loops.", [.bad(.repetition)]),
    ]

    /// Requests are complaints; questions are not, unless they ask why something is bad.
    static let asked: [Case] = [
        ("Please make the responses longer!", [.bad(.length, .short)]),
        ("I wish it had a better memory", [.bad(.coherence)]),
        ("Why are the responses so short?", [.bad(.length, .short)]),
        ("How is the memory of this one?", []),
        ("Is it fast?", []),
        ("What temperature do you use?", []),
    ]

    /// What stands in quotation marks are the model's words.
    static let quoted: [Case] = [
        (#"all it ever says is "Hm?" and "...""#, [.bad(.length, .short)]),
        (#"Ultra-short replies like "Yes." seem a lot rarer now"#, [.good(.length, .short)]),
        (#"it greeted me with "what a wonderful and gorgeous day" and then went on rambling"#, [.bad(.length, .long)]),
        (#"another "shivers down my spine""#, [.bad(.repetition)]),
    ]

    static let neutral: [Case] = [
        ("Speed is about the same.", [.even(.speed)]),
        ("Response length is unchanged.", [.even(.length)]),
        ("No difference to part 3", [.even(.overall)]),
        ("about the same for me", [.even(.overall)]),
        ("I'm torn on this one.", [.even(.overall)]),
    ]

    static let symbols: [Case] = [
        ("🐌", [.bad(.speed)]), ("🔁🔁🔁", [.bad(.repetition)]), ("part 4 🔥", [.good(.overall)]),
    ]

    static let all = named + turned + several + asked + quoted + neutral + symbols
}
