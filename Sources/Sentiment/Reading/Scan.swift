/// A comment cut into clauses, with every phrase of the lexicon that is in it.
struct Scan: ~Copyable {
    private(set) var hits: [Hit] = []
    private(set) var clauses: [Clause] = []
    private(set) var exclamations = 0
    private(set) var questions = 0
    private(set) var hasContrast = false
    private(set) var hasConcession = false
    private let phrases: PhraseTable
    private var segment: Int32 = 0
    private var sentence: Int32 = 0
    private var isQuoted = false

    init(tokens: UnsafeBufferPointer<Token>, phrases: PhraseTable) {
        self.phrases = phrases
        hits.reserveCapacity(12)
        clauses.reserveCapacity(8)
        clauses.append(Clause(start: 0, end: 0, sentence: 0))
        var index = 0
        while index < tokens.count {
            index += read(tokens, at: index)
        }
        endClause(at: tokens.count)
    }

    /// Hands the hits out, to be changed without a copy.
    mutating func takeHits() -> [Hit] {
        defer { hits = [] }
        return hits
    }

    /// Hands the clauses out when nothing is left to be asked of them here.
    mutating func takeClauses() -> [Clause] {
        defer { clauses = [] }
        return clauses
    }

    /// Reads what starts at `index` and says how many tokens it took.
    private mutating func read(_ tokens: UnsafeBufferPointer<Token>, at index: Int) -> Int {
        if tokens[index].isWord { return readPhrase(tokens, at: index) }
        switch tokens[index].kind {
        case .score:
            append(Meaning(role: .opinion, strength: tokens[index].strength, aspect: .overall), index, index + 1)
        case .pause: segment += 1
        case .clauseEnd: endClause(at: index)
        case .stop: endSentence(at: index)
        case .exclamation:
            exclamations += 1
            endSentence(at: index)
        case .question:
            questions += 1
            markQuestion()
            endSentence(at: index)
        case .quote: return readQuote(tokens, at: index)
        case .word, .number, .symbol, .name, .link: break
        }
        return 1
    }

    private mutating func readPhrase(_ tokens: UnsafeBufferPointer<Token>, at index: Int) -> Int {
        let token = tokens[index]
        guard token.hasNext || !token.isSmall else { return 1 }
        let (found, end) = token.hasNext ? longestMatch(tokens, at: index) : (token.meaning, index + 1)
        guard found != 0 else { return 1 }
        let meaning = phrases.meanings[Int(found)]
        switch meaning.role {
        case .contrast where !isQuoted: contrast(at: index)
        case .concession where !isQuoted:
            hasConcession = true
            endClause(at: index, weight: 0.5)
        case .beginning where !isQuoted: clauses[clauses.count - 1].weight = min(0.5, clauses[clauses.count - 1].weight)
        case .filler, .english, .foreign, .unknown: break
        case .opinion where meaning.strength == 0 && meaning.aspect == nil: break
        default: append(meaning, index, end, first: tokens[index].role)
        }
        return end - index
    }

    /// The longest phrase from `index` on. Fillers may stand between its words: "stays *very much* in character".
    private func longestMatch(_ tokens: UnsafeBufferPointer<Token>, at index: Int) -> (meaning: UInt16, end: Int) {
        var place = tokens[index].node
        var hasNext = true
        var best = (meaning: tokens[index].meaning, end: index + 1)
        var next = index + 1
        var skipped = 0
        while hasNext, next < tokens.count, tokens[next].isWord, tokens[next].node != 0 {
            let longer = phrases.next(place, tokens[next].node)
            next += 1
            if longer != 0 {
                place = longer
                let node = phrases[place]
                hasNext = node.hasNext
                if node.meaning != 0 { best = (node.meaning, next) }
            } else {
                skipped += 1
                guard skipped <= 2, tokens[next - 1].isFiller else { break }
            }
        }
        return best
    }

    private mutating func append(_ meaning: Meaning, _ start: Int, _ end: Int, first: Meaning.Role? = nil) {
        hits.append(
            Hit(
                start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), meaning: meaning,
                segment: segment, clause: Int32(truncatingIfNeeded: clauses.count - 1), sentence: sentence,
                isQuoted: isQuoted, beginsNegated: first == .negator, strength: meaning.strength))
    }

    // MARK: Borders

    private mutating func contrast(at index: Int) {
        hasContrast = true
        for clause in clauses.indices.reversed() {
            guard clauses[clause].sentence == sentence, clauses[clause].weight > 0.5 else { break }
            clauses[clause].weight = 0.5
        }
        endClause(at: index, weight: 1.5)
    }

    private mutating func endClause(at index: Int, weight: Float = 1) {
        segment += 1
        clauses[clauses.count - 1].end = index
        clauses.append(Clause(start: index, end: index, sentence: sentence, weight: weight))
    }

    private mutating func endSentence(at index: Int) {
        sentence += 1
        endClause(at: index)
    }

    private mutating func markQuestion() {
        for clause in clauses.indices.reversed() {
            guard clauses[clause].sentence == sentence else { break }
            clauses[clause].isQuestion = true
        }
    }

    // MARK: Quotes

    /// The longest quotation that is taken for one; behind it a mark has no partner.
    private static let longestQuote = 40

    /// Reads a quotation: its stops end nothing, its opinions are the model's, and a very short one is about length.
    private mutating func readQuote(_ tokens: UnsafeBufferPointer<Token>, at index: Int) -> Int {
        let inside = tokens[(index + 1)...].prefix(Self.longestQuote)
        guard let end = inside.firstIndex(where: { $0.kind == .quote }), 2 * (end - index) < tokens.count else {
            return 1  // a text that stands in quotation marks as a whole is its writer's all the same
        }
        if isUtterance(tokens[(index + 1)..<end]) {
            append(.about(.length, -1, .short), index, end + 1)
            return end + 1 - index
        }
        isQuoted = true
        defer { isQuoted = false }
        var next = index + 1
        while next < end {
            next += tokens[next].isWord ? readPhrase(tokens, at: next) : 1
        }
        return max(next, end + 1) - index
    }

    /// "Hm?", "...", "Yes.": at most two words with a mark behind them, or a word that is a whole answer.
    private func isUtterance(_ inside: Slice<UnsafeBufferPointer<Token>>) -> Bool {
        let words = inside.count { $0.kind == .word }
        guard let last = inside.last, words <= 2, inside.count <= 4 else { return false }
        switch last.kind {
        case .stop, .question, .exclamation: return true
        default: return words == 1 && inside.count == 1 && Lexicon.wholeAnswers.contains(last.key)
        }
    }
}

extension Token {
    /// It may stand between the words of a phrase.
    fileprivate var isFiller: Bool { role == .filler || role == .booster }

    /// Nothing comes of it where it stands alone, as of most words.
    fileprivate var isSmall: Bool { role == .unknown || role == .filler || role == .english || role == .foreign }
}
