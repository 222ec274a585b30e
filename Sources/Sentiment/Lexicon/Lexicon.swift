/// The words of opinions about chat models and in general, as a table of phrases.
///
/// Words were chosen and weighed for this project. In the tables `_` joins the words of a phrase, `~` stands for the
/// endings of a verb or noun, `@` begins the name of a class of words. A phrase wins over its words.
package enum Lexicon {
    /// The table of our own words, before the trainer's valence table joins it.
    static let phrases: PhraseTableBuilder = {
        var table = PhraseTableBuilder()
        for (meaning, entries) in tables.joined() {
            for entry in entries.split(separator: " ") {
                var meaning = meaning
                meaning.isComparative = isComparative(entry)
                for phrase in phrases(of: entry) { table.add(phrase, meaning) }
            }
        }
        for entry in (symbols.map(\.1) + ["/s"]).flatMap({ $0.split(separator: " ") }) where isEmoticon(entry) {
            table.add(emoticon: ByteHash.of(entry.utf8))
        }
        return table
    }()

    private static let aspectPhrases =
        length + coherence + repetition + formatting + character + creativity + instruction + speed + safety + overall
        + aspectSymbols

    /// Of the words below and of the rules that read them, which count by hand.
    static let version: String = {
        let rules = "5"
        var hash = ByteHash()
        for (meaning, entries) in tables.joined() {
            for byte in "\(meaning)\(entries)".utf8 { hash.add(byte) }
        }
        return rules + "." + short(hash.value)
    }()

    /// Eight digits of a hash.
    static func short(_ hash: UInt64) -> String {
        let digits = String(hash >> 32, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// All tables; where two say something of a phrase the first holds.
    static let tables = [aspectPhrases, modifiers, opinions, smallWords]

    private static let opinions: [(Meaning, String)] = (opinionWords + modelWords + symbols).map {
        (Meaning(role: .opinion, strength: Float($0.0)), $0.1)
    }

    /// Words that are a whole answer of a model that says too little.
    static let wholeAnswers = Set(
        "ok okay yes no hm hmm hmmm oh ah yeah sure uh um nod nods yep nope huh k mhm what why hi hello".split(
            separator: " "
        )
        .map { key(of: String($0)) })

    /// The phrases of one entry of a table, as hashes of their words.
    static func phrases(of entry: Substring) -> [[UInt64]] {
        // An emoticon may hold the marks that mean something in a word.
        guard entry.utf8.contains(where: { isLetterOrDigit($0) }), !isEmoticon(entry) else {
            return [[ByteHash.of(entry.utf8)]]
        }
        return entry.split(separator: "_").reduce([[]]) { starts, word in
            let nexts = word.hasPrefix("@") ? classes[word.dropFirst()]?.flatMap { phrases(of: $0) } : nil
            let forms = nexts ?? inflections(of: word).map { [key(of: $0)] }
            return starts.flatMap { start in forms.map { start + $0 } }
        }
    }

    /// "Better", "far smarter"; what "was better" is blame already.
    private static func isComparative(_ entry: Substring) -> Bool {
        let words = entry.split(separator: "_")
        return words.contains(where: comparatives.contains) && !words.contains("was") && !words.contains("were")
            && !words.contains("worked") && !words.contains("than")
    }

    private static func isEmoticon(_ entry: Substring) -> Bool {
        guard let first = entry.utf8.first else { return false }
        return ":;=<>^-\\/".utf8.contains(first)
    }

    /// The key of a word as the tokeniser gives it.
    private static func key(of word: String) -> UInt64 {
        var spelling = Spelling()
        for byte in word.utf8 {
            byte < 0x80 ? spelling.add(letter: isDigit(byte) ? 0x23 : byte) : spelling.add(byte: byte)
        }
        return spelling.long.value
    }

    /// "bore~" is bore, bores, bored, boring; without the mark a word is only itself.
    static func inflections(of word: Substring) -> [String] {
        guard word.hasSuffix("~") else { return [String(word)] }
        let stem = String(word.dropLast())
        let root = String(stem.dropLast())
        if stem.hasSuffix("e") { return [stem, stem + "s", stem + "d", root + "ing"] }
        if stem.hasSuffix("y"), !"aeou".contains(root.last ?? "a") {
            return [stem, root + "ies", root + "ied", stem + "ing"]
        }
        let hisses = ["s", "x", "z", "ch", "sh"].contains { stem.hasSuffix($0) }
        return [stem, stem + (hisses ? "es" : "s"), stem + "ed", stem + "ing"]
    }
}
