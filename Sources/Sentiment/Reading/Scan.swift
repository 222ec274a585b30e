/// A comment cut into clauses, with every phrase of the lexicon that is in it.
struct Scan {
    /// How many hits and clauses it wrote.
    private(set) var hitCount = 0
    private(set) var clauseCount = 0
    private(set) var exclamations = 0
    private(set) var questions = 0
    private(set) var hasContrast = false
    private(set) var hasConcession = false
    private let tokens: UnsafeBufferPointer<Token>
    private let hits: UnsafeMutablePointer<Hit>
    private let clauses: UnsafeMutablePointer<Clause>
    private var segment: Int32 = 0
    private var sentence: Int32 = 0
    private var isQuoted = false

    /// Reads the tokens in `memory`, and writes its hits and clauses.
    init(_ counts: WordCounts, in memory: borrowing ReadingMemory, phrases: PhraseTable) {
        tokens = UnsafeBufferPointer(start: memory.tokens, count: counts.tokens)
        hits = memory.hits
        clauses = memory.clauses
        beginClause(at: 0)
        var next = 0
        for number in 0..<counts.active {
            let index = Int(memory.active[number])
            // What a phrase or a quotation took is read.
            if index >= next { next = index + read(at: index, phrases) }
        }
        endClause(at: counts.tokens)
    }

    /// Reads what starts at `index` and says how many tokens it took.
    @inline(__always) private mutating func read(at index: Int, _ phrases: PhraseTable) -> Int {
        if tokens[index].isWord { return readPhrase(at: index, phrases) }
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
        case .quote: return readQuote(at: index, phrases)
        case .word, .number, .symbol, .name, .link: break
        }
        return 1
    }

    private mutating func readPhrase(at index: Int, _ phrases: PhraseTable) -> Int {
        guard !tokens[index].isPassive else { return 1 }
        let word = tokens[index].word
        let (found, end) = word.use == .begins ? longestMatch(at: index, phrases) : (word.meaning, index + 1)
        guard found != 0 else { return 1 }
        let meaning = phrases.meanings[Int(found)]
        switch meaning.role {
        case .contrast where !isQuoted: contrast(at: index)
        case .concession where !isQuoted:
            hasConcession = true
            endClause(at: index, weight: 0.5)
        case .beginning where !isQuoted: clauses[clauseCount - 1].weight = min(0.5, clauses[clauseCount - 1].weight)
        case .filler, .english, .foreign, .unknown: break
        case .opinion where meaning.strength == 0 && meaning.aspect == nil: break
        default:
            append(
                meaning, traits: phrases.traits[Int(found)], evidence: phrases.evidence[Int(found)], index, end,
                first: word.role)
        }
        return end - index
    }

    /// The longest phrase from `index` on. Fillers may stand between its words: "stays *very much* in character".
    @inline(__always) private func longestMatch(at index: Int, _ phrases: PhraseTable) -> (meaning: UInt16, end: Int) {
        var place = tokens[index].word
        var best = (meaning: place.meaning, end: index + 1)
        var next = index + 1
        var skipped = 0
        while place.use == .begins, next < tokens.count, tokens[next].isWord, tokens[next].word.number != 0 {
            let longer = phrases.next(place, tokens[next].word.number)
            next += 1
            if longer.number != 0 {
                place = longer
                if longer.meaning != 0 { best = (longer.meaning, next) }
            } else {
                skipped += 1
                guard skipped <= 2, tokens[next - 1].isFiller else { break }
            }
        }
        return best
    }

    /// A meaning of no phrase.
    private mutating func append(_ meaning: Meaning, _ start: Int, _ end: Int) {
        append(meaning, traits: meaning.traits, evidence: FieldEvidence.bits(of: meaning), start, end, first: .unknown)
    }

    @inline(__always) private mutating func append(
        _ meaning: Meaning, traits: Meaning.Traits, evidence: UInt16, _ start: Int, _ end: Int, first: Meaning.Role
    ) {
        hits[hitCount] = Hit(
            start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), meaning: meaning,
            traits: traits, evidence: evidence, segment: segment, clause: Int32(truncatingIfNeeded: clauseCount - 1),
            sentence: sentence,
            isQuoted: isQuoted, beginsNegated: first == .negator, strength: meaning.strength)
        hitCount += 1
        clauses[clauseCount - 1].traits.formUnion(traits)
    }

    // MARK: Borders

    private mutating func contrast(at index: Int) {
        hasContrast = true
        for clause in (0..<clauseCount).reversed() {
            guard clauses[clause].sentence == sentence, clauses[clause].weight > 0.5 else { break }
            clauses[clause].weight = 0.5
        }
        endClause(at: index, weight: 1.5)
    }

    private mutating func endClause(at index: Int, weight: Float = 1) {
        segment += 1
        clauses[clauseCount - 1].end = Int32(truncatingIfNeeded: index)
        beginClause(at: index, weight: weight)
    }

    private mutating func beginClause(at index: Int, weight: Float = 1) {
        let start = Int32(truncatingIfNeeded: index)
        clauses[clauseCount] = Clause(
            start: start, end: start, sentence: sentence, firstHit: Int32(truncatingIfNeeded: hitCount), weight: weight)
        clauseCount += 1
    }

    private mutating func endSentence(at index: Int) {
        sentence += 1
        endClause(at: index)
    }

    private mutating func markQuestion() {
        for clause in (0..<clauseCount).reversed() {
            guard clauses[clause].sentence == sentence else { break }
            clauses[clause].isQuestion = true
        }
    }

    // MARK: Quotes

    /// The longest quotation that is taken for one; behind it a mark has no partner.
    private static let longestQuote = 40

    /// Reads a quotation: its stops end nothing, its opinions are the model's, and a very short one is about length.
    private mutating func readQuote(at index: Int, _ phrases: PhraseTable) -> Int {
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
            next += tokens[next].isWord ? readPhrase(at: next, phrases) : 1
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
    fileprivate var isFiller: Bool { word.role == .filler || word.role == .booster }

    /// A word of which nothing comes.
    fileprivate var isPassive: Bool { isWord && word.use == .none }
}
