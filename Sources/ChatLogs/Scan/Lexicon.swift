/// What a word may mean to the scan; most words mean nothing.
struct WordClasses: OptionSet, Sendable {
    let rawValue: UInt16
    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Sexual beyond doubt.
    static let explicit = WordClasses(rawValue: 1)
    /// Sexual in company of another such word.
    static let suggestive = WordClasses(rawValue: 2)
    /// Says by itself that somebody is a minor, in a sexual setting.
    static let minor = WordClasses(rawValue: 4)
    /// Names a child or teenager.
    static let child = WordClasses(rawValue: 8)
    /// Names children in general.
    static let children = WordClasses(rawValue: 16)
    /// A number below eighteen in words.
    static let number = WordClasses(rawValue: 32)
    /// A girl or boy, a child only when `little` or `young` stands before.
    static let youngster = WordClasses(rawValue: 64)
    /// The last word of a phrase that is searched for.
    static let phraseEnd = WordClasses(rawValue: 128)
}

/// All words that the scan knows, in one read-only table: function words of languages, words of the safety rule, last
/// words of phrases. One look-up a word serves them all.
struct Lexicon: Sendable {
    /// What is known about one word.
    struct Entry: Sendable {
        /// Hash of the word; 0 in a free slot.
        var hash: UInt64 = 0
        /// One bit for each language in which it is a function word, in order of `Language.latin`.
        var languages: UInt32 = 0
        /// What it means.
        var classes: WordClasses = []
        /// Number for `number`, running number for `suggestive`.
        var detail: UInt8 = 0
        /// Points for each of its languages: the fewer share it, the more.
        var points: UInt8 = 0
        /// Index into `Phrases.groups` for `phraseEnd`.
        var phrases: UInt8 = 0
        /// For `phraseEnd`, one bit for the last six bits of the hash of each word that may stand before it.
        var wordsBefore: UInt64 = 0
    }

    /// The one lexicon.
    static let shared = Lexicon()

    /// One bit for each of the hashes' last 16 bits: most words that are not in the table are told by it.
    let filter: [UInt64]
    /// The table; its size is a power of two.
    let slots: [Entry]

    private init() {
        var entries: [UInt64: Entry] = [:]
        func note(_ words: String, _ change: (inout Entry, Int) -> Void) {
            for (index, word) in words.split(whereSeparator: \.isWhitespace).enumerated() {
                change(&entries[WordHash.of(word), default: Entry()], index)
            }
        }
        for (index, language) in Language.latin.enumerated() {
            note(FunctionWords.of(language)) { entry, _ in entry.languages |= 1 << UInt32(index) }
        }
        for (words, classes) in SafetyWords.lists { note(words) { entry, _ in entry.classes.formUnion(classes) } }
        note(SafetyWords.suggestive) { entry, index in entry.detail = UInt8(index % 63) }
        note(SafetyWords.profane) { entry, _ in entry.detail = 63 }
        note(SafetyWords.numbers) { entry, index in
            entry.classes.formUnion(.number)
            entry.detail = UInt8(index + 1)
        }
        for (index, group) in Phrases.groups.enumerated() {
            for phrase in group {
                var entry = entries[phrase.lastWord] ?? Entry()
                entry.classes.formUnion(.phraseEnd)
                entry.phrases = UInt8(truncatingIfNeeded: index)
                entry.wordsBefore |= phrase.wordBefore.map { 1 << ($0 & 63) } ?? .max
                entries[phrase.lastWord] = entry
            }
        }
        var filter = [UInt64](repeating: 0, count: 1024)
        var slots = [Entry](repeating: Entry(), count: 8192)
        for (hash, known) in entries {
            var entry = known
            entry.hash = hash
            entry.points = UInt8(60 / max(1, entry.languages.nonzeroBitCount))
            filter[Int(hash >> 6 & 1023)] |= 1 << (hash & 63)
            var place = Int(hash & 8191)
            while slots[place].hash != 0 { place = (place + 1) & 8191 }
            slots[place] = entry
        }
        self.filter = filter
        self.slots = slots
    }
}

/// Bare pointers to the lexicon's tables, for the scan's loop.
struct LexiconView {
    let filter: UnsafeBufferPointer<UInt64>
    let slots: UnsafeBufferPointer<Lexicon.Entry>

    /// What is known about a word; nil when nothing.
    @inline(__always)
    func entry(_ hash: UInt64) -> Lexicon.Entry? {
        guard filter[Int(hash >> 6 & 1023)] >> (hash & 63) & 1 == 1 else { return nil }
        var place = Int(hash & 8191)
        while slots[place].hash != 0 {
            if slots[place].hash == hash { return slots[place] }
            place = (place + 1) & 8191
        }
        return nil
    }
}
