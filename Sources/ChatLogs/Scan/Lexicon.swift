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
        /// For `phraseEnd`, one bit for the last six bits of the hash of each word that may stand before it.
        var wordsBefore: UInt64 = 0
        /// Index into `points` by the languages in which it is a function word; 0 when there is none.
        var languages: UInt16 = 0
        /// What it means.
        var classes: WordClasses = []
        /// Number for `number`, running number for `suggestive`.
        var detail: UInt8 = 0
        /// Index into `Phrases.groups` for `phraseEnd`.
        var phrases: UInt8 = 0

        /// Whether it has to be looked at more closely, after a word with that hash.
        @inline(__always)
        func isTelling(after previous: UInt64) -> Bool {
            classes.rawValue & ~WordClasses.phraseEnd.rawValue | UInt16(wordsBefore >> (previous & 63) & 1) != 0
        }
    }

    /// The one lexicon.
    static let shared = Lexicon()

    /// One bit for each of the hashes' last 16 bits: most words that are not in the table are told by it.
    let filter: [UInt64]
    /// The table, and after it one slot that stays free: where words are found that the filter does not let through.
    let slots: [Entry]
    /// Points for each language of the Latin script, in their order: the fewer share a function word, the more it has.
    let points: [SIMD32<UInt16>]

    /// Slots of the table; a power of two.
    fileprivate static let size = 8192

    private init() {
        var entries: [UInt64: Entry] = [:]
        var languages: [UInt64: UInt32] = [:]
        func note(_ words: String, _ change: (inout Entry, Int) -> Void) {
            for (index, word) in words.split(whereSeparator: \.isWhitespace).enumerated() {
                change(&entries[WordHash.of(word), default: Entry()], index)
            }
        }
        for (index, language) in Language.latin.enumerated() {
            for word in FunctionWords.of(language).split(whereSeparator: \.isWhitespace) {
                languages[WordHash.of(word), default: 0] |= 1 << UInt32(index)
            }
        }
        points = Self.points(of: languages) { entries[$0, default: Entry()].languages = $1 }
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
        (filter, slots) = Self.table(of: entries)
    }

    /// The different points that words give, and which of them each word gives.
    private static func points(
        of languages: [UInt64: UInt32], _ assign: (UInt64, UInt16) -> Void
    ) -> [SIMD32<UInt16>] {
        var places: [UInt32: UInt16] = [:]
        var points = [SIMD32<UInt16>()]
        for (hash, bits) in languages {
            if places[bits] == nil {
                places[bits] = UInt16(points.count)
                var own = SIMD32<UInt16>()
                for index in Language.latin.indices where bits >> UInt32(index) & 1 == 1 {
                    own[index] = UInt16(60 / bits.nonzeroBitCount)
                }
                points.append(own)
            }
            assign(hash, places[bits] ?? 0)
        }
        return points
    }

    private static func table(of entries: [UInt64: Entry]) -> (filter: [UInt64], slots: [Entry]) {
        var filter = [UInt64](repeating: 0, count: 1024)
        var slots = [Entry](repeating: Entry(), count: size + 1)
        for (hash, known) in entries {
            var entry = known
            entry.hash = hash
            filter[Int(hash >> 6 & 1023)] |= 1 << (hash & 63)
            var place = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[place].hash != 0 { place = (place + 1) & (size - 1) }
            slots[place] = entry
        }
        return (filter, slots)
    }
}

/// Bare pointers to the tables that the scan's loop reads.
struct ScanTables {
    /// `WordScalars.ascii`.
    let ascii: UnsafeBufferPointer<UInt8>
    /// `WordHash.unpadding`.
    let unpadding: UnsafeBufferPointer<UInt64>
    /// Points by `Lexicon.Entry.languages`.
    let points: UnsafeBufferPointer<SIMD32<UInt16>>
    private let filter: UnsafeBufferPointer<UInt64>
    private let slots: UnsafeBufferPointer<Lexicon.Entry>

    /// Lets `body` read the tables.
    static func read<Result>(_ body: (ScanTables) -> Result) -> Result {
        let lexicon = Lexicon.shared
        return WordScalars.ascii.withUnsafeBufferPointer { ascii in
            WordHash.unpadding.withUnsafeBufferPointer { unpadding in
                lexicon.points.withUnsafeBufferPointer { points in
                    lexicon.filter.withUnsafeBufferPointer { filter in
                        lexicon.slots.withUnsafeBufferPointer { slots in
                            body(
                                ScanTables(
                                    ascii: ascii, unpadding: unpadding, points: points, filter: filter, slots: slots))
                        }
                    }
                }
            }
        }
    }

    /// Whether a slot is taken by another word; in one branch.
    @inline(__always)
    private func isOther(_ taken: UInt64, _ hash: UInt64) -> Bool {
        (taken == hash ? 0 : 1) & (taken == 0 ? 0 : 1) == 1
    }

    /// What is known about a word; the entry of no word when that is nothing. Whether a word is known is guessed wrong
    /// too often, so that nothing branches on it but what seldom happens.
    @inline(__always)
    func entry(_ hash: UInt64) -> Lexicon.Entry {
        let mayBeKnown = filter[Int(hash >> 6 & 1023)] >> (hash & 63) & 1 == 1
        var place = mayBeKnown ? Int(truncatingIfNeeded: hash) & (Lexicon.size - 1) : Lexicon.size
        while isOther(slots[place].hash, hash) { place = (place + 1) & (Lexicon.size - 1) }
        return slots[place]
    }
}
