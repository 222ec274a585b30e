/// Adds up the opinions of a comment, token by token.
///
/// The rules are those of VADER (Hutto & Gilbert 2014) with its published constants: negators, boosters, "but",
/// exclamation marks. Of our own are the words for what became rare or was mended, concessions, questions and phrases.
struct Scorer {
    private static let negation = -0.74
    private static let window = 4
    private static let exclamation = 0.292

    private let tokens: [Token]
    /// Sums of the finished sentences and of the one being read.
    private var total = 0.0
    private var sentence = 0.0
    private var weight = 1.0
    private var exclamations = 0
    private var words = 0
    /// Modifiers since the last pause, with the number of the word at which they stood.
    private var negator: Int?
    private var boosters: [(word: Int, boost: Double)] = []
    /// The last opinion of the sentence as it was added, and where.
    private var opinion: (word: Int, strength: Double)?

    /// The sum of all opinions in `tokens`; 0 when there is none.
    static func sum(of tokens: [Token]) -> Double {
        var scorer = Scorer(tokens: tokens)
        scorer.run()
        return scorer.total
    }

    private init(tokens: [Token]) {
        self.tokens = tokens
    }

    private mutating func run() {
        var index = 0
        while index < tokens.count {
            index += read(at: index)
        }
        endSentence(factor: 1)
        if total != 0 {
            let emphasis = Self.exclamation * Double(min(exclamations, 4))
            total += total > 0 ? emphasis : -emphasis
        }
    }

    /// Reads what starts at `index` and says how many tokens it took.
    private mutating func read(at index: Int) -> Int {
        switch tokens[index].kind {
        case .word, .symbol:
            let (role, length) = longestMatch(at: index)
            words += length
            if let role { apply(role) }
            return length
        case .number: words += 1
        case .mark(let strength): add(strength)
        case .pause: endClause()
        case .stop: endSentence(factor: 1)
        case .question: endSentence(factor: 0.5)  // "is it any good?" is not praise
        case .exclamation:
            exclamations += 1
            endSentence(factor: 1)
        }
        return 1
    }

    private func longestMatch(at index: Int) -> (Role?, Int) {
        var key = tokens[index].key
        var best = Lexicon.roles[key] ?? Lexicon.roles[tokens[index].shortKey]
        var length = 1
        for next in 1..<Lexicon.longestPhrase {
            guard index + next < tokens.count, tokens[index + next].kind == .word else { break }
            key = ByteHash.phrase(key, tokens[index + next].key)
            if let role = Lexicon.roles[key] {
                best = role
                length = next + 1
            }
        }
        return (best, length)
    }

    private mutating func apply(_ role: Role) {
        switch role {
        case .opinion(let strength): addOpinion(strength)
        case .negator: negator = words
        case .booster(let boost): boosters.append((words, boost))
        case .fading: fade()
        case .repair: repair()
        case .contrast: contrast()
        case .concession:
            endClause()
            weight = 0.5
        }
    }

    private var isNegated: Bool {
        negator.map { words - $0 <= Self.window } ?? false
    }

    private mutating func addOpinion(_ strength: Double) {
        guard strength != 0 else { return }
        var strength = strength
        for booster in boosters.suffix(3) where words - booster.word <= 3 {
            let near = booster.boost * (1.05 - 0.05 * Double(words - booster.word))
            strength += strength > 0 ? near : -near
        }
        if isNegated { strength *= Self.negation }
        add(strength)
    }

    private mutating func add(_ strength: Double) {
        sentence += strength * weight
        opinion = (words, strength * weight)
    }

    /// Turns round the last opinion of the sentence: it has become rare.
    private mutating func fade() {
        guard !isNegated, let opinion, words - opinion.word <= 2 * Self.window else { return }
        sentence -= opinion.strength
        add((Self.negation * opinion.strength) / weight)
    }

    /// Turns blame into praise, and is praise by itself.
    private mutating func repair() {
        if let opinion, opinion.strength < 0, !isNegated, words - opinion.word <= 2 * Self.window {
            fade()
        } else {
            addOpinion(1.5)
        }
    }

    private mutating func contrast() {
        if sentence == 0 { total *= 0.5 } else { sentence *= 0.5 }
        endClause()
        opinion = nil
        weight = 1.5
    }

    private mutating func endClause() {
        negator = nil
        boosters.removeAll(keepingCapacity: true)
    }

    private mutating func endSentence(factor: Double) {
        total += sentence * factor
        sentence = 0
        weight = 1
        opinion = nil
        endClause()
    }
}
