/// What a word, a phrase, an emoticon or an emoji does to the sentiment of a comment.
enum Role: Equatable {
    /// An opinion of this strength: -3 the worst, 3 the best, 0 a phrase that takes its words out of the reckoning.
    case opinion(Double)
    /// It turns round the opinions in the next words: not, never, without, less, no more.
    case negator
    /// It strengthens (above 0) or weakens (below 0) the opinion in the next words.
    case booster(Double)
    /// What stood before it has become rare: rarer, gone. The opinion before it is turned round, praise too.
    case fading
    /// What stood before it was mended: fixed, solved. Blame before it becomes praise; alone it is praise.
    case repair
    /// But: what follows weighs more than what stood before.
    case contrast
    /// Even if, although: what follows weighs less.
    case concession
}

/// Our own table of opinions about chat models and in general, by the hash of the word or phrase.
///
/// Words were chosen and weighed for this project; the table is the whole of the model's knowledge until a trained one
/// joins it. A phrase wins over its words.
enum Lexicon {
    /// The most words in a phrase.
    static let longestPhrase = 4

    static let roles: [UInt64: Role] = {
        var roles: [UInt64: Role] = [:]
        for (strength, words) in opinionWords + modelWords + symbols {
            for word in words.split(separator: " ") {
                for key in keys(of: word) { roles[key] = .opinion(strength) }
            }
        }
        for (role, words) in modifiers {
            for word in words.split(separator: " ") {
                for key in keys(of: word) { roles[key] = role }
            }
        }
        return roles
    }()

    /// The emoticons among the symbols; the tokeniser must know them to find their end.
    static let emoticons: Set<UInt64> = Set(
        symbols.flatMap { $0.1.split(separator: " ") }.filter { $0.utf8.allSatisfy { $0 < 0x80 } }
            .map { ByteHash.of($0.utf8) })

    /// The keys of one entry of a table: `_` joins the words of a phrase, `~` stands for the endings of a verb or noun.
    private static func keys(of entry: Substring) -> [UInt64] {
        // An emoticon may hold the marks that mean something in a word.
        guard entry.utf8.contains(where: { isLetterOrDigit($0) }), !emoticons.contains(ByteHash.of(entry.utf8)) else {
            return [ByteHash.of(entry.utf8)]
        }
        let forms = entry.split(separator: "_").map { inflections(of: $0).map { ByteHash.of($0.utf8) } }
        guard let first = forms.first else { return [] }
        return forms.dropFirst().reduce(first) { starts, nexts in
            starts.flatMap { start in nexts.map { ByteHash.phrase(start, $0) } }
        }
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
