/// Phrases that are counted in model turns. They are our own wording of what models say.
struct Phrases: Sendable {
    /// What a phrase betrays.
    enum Kind: Sendable {
        /// The model speaks of itself or of its rules in place of its character.
        case refusal
        /// A stock phrase of language models.
        case slop
    }

    /// One phrase in lower case, with straight or curly apostrophes.
    struct Phrase: Sendable {
        let bytes: [UInt8]
        let kind: Kind
        let lastWord: UInt64
        /// Hash of the word before the last; nil when there is one word only.
        let wordBefore: UInt64?
    }

    /// All phrases.
    static let all: [Phrase] = refusals.flatMap { variants($0, .refusal) } + slops.flatMap { variants($0, .slop) }

    /// The phrases in groups with the same last word.
    static let groups: [[Phrase]] = Dictionary(grouping: all, by: \.lastWord).sorted { $0.key < $1.key }.map(\.value)

    /// What kind of phrase of a group ends at `end`, if any does; `wordBefore` is the hash of the word before the last.
    static func kind(
        of group: Int, endingAt end: Int, in text: UnsafeBufferPointer<UInt8>, after wordBefore: UInt64
    ) -> Kind? {
        for phrase in groups[group] where phrase.wordBefore == nil || phrase.wordBefore == wordBefore {
            let start = end - phrase.bytes.count
            guard start >= 0, start == 0 || WordScalars.ascii[Int(text[start - 1])] == 0, text[start] < 0x80 else {
                continue
            }
            var isEqual = true
            for (offset, byte) in phrase.bytes.enumerated() where text[start + offset].lowercasedASCII != byte {
                isEqual = false
                break
            }
            if isEqual { return phrase.kind }
        }
        return nil
    }

    private static func variants(_ phrase: String, _ kind: Kind) -> [Phrase] {
        let words = phrase.split { !($0.isLetter || $0.isNumber) }.map(WordHash.of)
        let spellings = phrase.contains("'") ? [phrase, phrase.replacing("'", with: "\u{2019}")] : [phrase]
        return spellings.map {
            Phrase(
                bytes: Array($0.utf8), kind: kind, lastWord: words.last ?? 0,
                wordBefore: words.count > 1 ? words[words.count - 2] : nil)
        }
    }

    /// Only self-reference and flat refusals: topic words such as `illegal` would drop every story about a thief.
    static let refusals = [
        "as an ai", "i am an ai", "i'm an ai", "just an ai", "only an ai", "as an artificial intelligence",
        "as a language model", "as a large language model", "ai language model", "i'm a language model",
        "i am a language model", "openai", "chatgpt", "anthropic", "my programming", "my training data",
        "my guidelines",
        "content policy", "content policies", "usage policies", "ethical guidelines", "cannot fulfill", "can't fulfill",
        "cannot fulfil", "unable to fulfill", "not able to fulfill", "i cannot comply", "i can't comply",
        "i cannot assist", "i can't assist", "unable to assist", "cannot help with that request",
        "can't help with that request", "cannot continue this conversation", "can't continue this conversation",
        "cannot continue this roleplay", "can't continue this roleplay", "cannot engage in this",
        "can't engage in this", "cannot generate", "can't generate", "cannot produce that content",
        "can't create that content", "cannot create explicit", "can't create explicit", "cannot write explicit",
        "can't write explicit", "not comfortable continuing", "not comfortable generating", "not comfortable writing",
    ]

    /// Counted, never a reason to reject: a single one is ordinary prose.
    static let slops = [
        "ministrations", "shivers down", "shiver down", "barely above a whisper", "voice barely a whisper",
        "testament to", "tapestry of", "symphony of", "kaleidoscope of", "whirlwind of emotions", "rollercoaster of",
        "mischievous glint", "mischievous grin", "eyes sparkling with", "eyes glinting with", "eyes gleaming with",
        "eyes twinkling with", "a mix of", "a mixture of", "can't help but", "couldn't help but", "cannot help but",
        "ball is in your court", "knuckles turning white", "knuckles white", "breath hitches", "breath hitched",
        "breath catches in", "breath caught in", "heart hammering in", "heart pounding in", "heart skips a beat",
        "heart skipped a beat", "unshed tears", "let out a breath", "a breath she didn't know", "maybe, just maybe",
        "little did", "time seemed to stand", "the world fell away", "hung heavy in the air", "hangs heavy in the air",
        "thick with tension", "crackling with", "sends a jolt", "sent a jolt", "electricity between",
        "predatory grin", "husky whisper", "low, husky", "velvety", "sultry", "at your own pace", "rest assured",
        "important to note", "worth noting", "delve into", "delving into", "navigate the complexities",
        "as an aside, it", "boundaries and consent", "respect your boundaries", "the choice is yours",
        "what do you say", "bonds of", "a journey of", "unwavering", "palpable",
    ]
}
