import StrictJSON

/// What one pass over a text finds: words, habits of speech, phrases, and the signs that the language and safety rules
/// weigh. Everything that is computed about a text starts here, so that its bytes are read once.
struct TurnScan {
    /// Words as Python's `str.split()` counts them.
    private(set) var words = 0
    /// Hashes of the tokens `\w\w+` in lower case, in order: the vectoriser's tokens.
    private(set) var tokens: [UInt64] = []
    /// Whether a word stutters as in `W-what`.
    private(set) var stutters = false
    /// Whether an action between asterisks tells of embarrassment.
    private(set) var isEmbarrassed = false
    /// Longest run of combining marks.
    private(set) var longestMarkRun = 0
    /// Stock phrases.
    private(set) var slopHits = 0
    /// Refusals near the start.
    private(set) var refusalHits = 0
    /// Signs of the language.
    private(set) var language = LanguageSigns()
    /// Signs for the safety rule.
    private(set) var safety = SafetySigns()

    /// A refusal counts when it ends within so many bytes: 200 characters of English.
    static let refusalReach = 200

    /// Tokens of one text that are kept; what comes after them is counted only.
    static let mostTokens = 1 << 20

    private let isForSafety: Bool
    private var star = -1
    private var marks = 0
    private var marksEnd = -1
    private var joined = WordHash.seed
    private var joinedCount = 0
    private var joinedEnd = 0
    private var previous: (hash: UInt64, end: Int) = (0, 0)

    /// A scan of nothing; `isForSafety`: tokens and signs of the language are not needed.
    init(isForSafety: Bool = false) {
        self.isForSafety = isForSafety
    }

    /// Reads another text, forgetting the one before.
    mutating func read(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    /// Reads another text, forgetting the one before.
    mutating func read(_ text: [UInt8]) { text.withUnsafeBufferPointer { read($0) } }

    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        reset(capacity: text.count / 4)
        ScanTables.read { scan(text, $0) }
        language.settle()
        endSpelledWord()
    }

    private mutating func reset(capacity: Int) {
        words = 0
        tokens.removeAll(keepingCapacity: true)
        if !isForSafety { tokens.reserveCapacity(capacity) }
        (stutters, isEmbarrassed, longestMarkRun, slopHits, refusalHits) = (false, false, 0, 0, 0)
        language.clear()
        safety = SafetySigns()
        (star, marks, marksEnd) = (-1, 0, -1)
        (joined, joinedCount, joinedEnd) = (WordHash.seed, 0, 0)
        previous = (0, 0)
    }

    private mutating func scan(_ text: UnsafeBufferPointer<UInt8>, _ tables: ScanTables) {
        var index = 0
        var token = Token()
        var isInWord = false
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                if tables.ascii[Int(byte)] != 0 {
                    if !isInWord { begin(&isInWord, text, index) }
                    index = token.add(run: text, from: index, tables: tables)
                    continue
                } else {
                    if token.count > 0 { end(&token, at: index, text, tables) }
                    if byte == 0x20 || 0x09...0x0D ~= byte || 0x1C...0x1F ~= byte {
                        isInWord = false
                    } else {
                        if !isInWord { begin(&isInWord, text, index) }
                        if byte == 0x2A { asterisk(at: index, text) }
                    }
                }
                index += 1
                continue
            }
            let lettersEnd = readLetters(from: index, &token, &isInWord, text)
            index = lettersEnd > index ? lettersEnd : index + readWide(at: index, &token, &isInWord, text, tables)
        }
        if token.count > 0 { end(&token, at: index, text, tables) }
    }

    /// Reads a run of the letters that most text outside ASCII is made of, Cyrillic ones and ideographs; returns where
    /// it ends.
    @inline(__always)
    private mutating func readLetters(
        from start: Int, _ token: inout Token, _ isInWord: inout Bool, _ text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var index = start
        var letters = (cyrillic: 0, russian: 0, han: 0)
        while index &+ 2 < text.count {
            let lead = text[index]
            if 0xD0...0xD1 ~= lead {
                let scalar = UInt32(lead & 0x1F) << 6 | UInt32(text[index &+ 1] & 0x3F)
                guard 0x410...0x44F ~= scalar else { break }
                let lower = scalar < 0x430 ? scalar &+ 0x20 : scalar
                if index == start, !isInWord { begin(&isInWord, text, index) }
                token.add(lower, at: index)
                if lower == 0x44B || lower == 0x44D { letters.russian &+= 1 } else { letters.cyrillic &+= 1 }
                index &+= 2
            } else if 0xE5...0xE8 ~= lead {
                if index == start, !isInWord { begin(&isInWord, text, index) }
                let tail = UInt32(text[index &+ 1] & 0x3F) << 6 | UInt32(text[index &+ 2] & 0x3F)
                token.add(UInt32(lead & 0x0F) << 12 | tail, at: index)
                letters.han &+= 1
                index &+= 3
            } else {
                break
            }
        }
        if !isForSafety, index > start { language.add(letters) }
        return index
    }

    /// Reads a scalar outside ASCII; returns its length.
    private mutating func readWide(
        at index: Int, _ token: inout Token, _ isInWord: inout Bool, _ text: UnsafeBufferPointer<UInt8>,
        _ tables: ScanTables
    ) -> Int {
        let (scalar, length) = text.scalar(at: index)
        if WordScalars.contains(scalar) {
            if !isInWord { begin(&isInWord, text, index) }
            token.add(WordScalars.lowercased(scalar), at: index)
            if !isForSafety { language.add(scalar) }
            return length
        }
        if token.count > 0 { end(&token, at: index, text, tables) }
        if CombiningMarks.contains(scalar) {
            marks = marksEnd == index ? marks + 1 : 1
            marksEnd = index + length
            longestMarkRun = max(longestMarkRun, marks)
        }
        if WhiteSpace.isWide(scalar) {
            isInWord = false
        } else if !isInWord {
            begin(&isInWord, text, index)
        }
        return length
    }

    /// A word between white space begins.
    @inline(__always)
    private mutating func begin(_ isInWord: inout Bool, _ text: UnsafeBufferPointer<UInt8>, _ index: Int) {
        isInWord = true
        words &+= 1
        // A hyphen after the first letter, or after the first byte of one outside ASCII.
        guard index &+ 1 < text.count, text[index &+ 1] == 0x2D || text[index] >= 0x80 else { return }
        if !stutters, SpeechHabits.stutters(text, at: index) { stutters = true }
    }

    private mutating func asterisk(at index: Int, _ text: UnsafeBufferPointer<UInt8>) {
        if star < 0 {
            star = index
        } else {
            if !isEmbarrassed { isEmbarrassed = SpeechHabits.isEmbarrassed(text, in: star..<index) }
            star = -1
        }
    }

    /// A token between other characters ends: looks up what it means.
    @inline(__always)
    private mutating func end(
        _ token: inout Token, at index: Int, _ text: UnsafeBufferPointer<UInt8>, _ tables: ScanTables
    ) {
        let hash = WordHash.mixed(token.hash)
        if token.count > 1 {
            if !isForSafety, tokens.count < Self.mostTokens { tokens.append(hash) }
        } else {
            spell(token, at: index)
        }
        if token.digits == 0 {
            language.letters &+= token.count
            language.words &+= 1
        } else {
            number(token, at: index, text, tables)
        }
        let entry = tables.entry(hash)
        if !isForSafety { language.add(entry, tables) }
        if entry.isTelling(after: previous.hash) { note(entry, token.start..<index, text) }
        previous = (hash, index)
        token = Token()
    }

    private mutating func note(
        _ entry: Lexicon.Entry, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
    ) {
        if entry.classes.contains(.phraseEnd), entry.wordsBefore >> (previous.hash & 63) & 1 == 1 {
            switch Phrases.kind(
                of: Int(entry.phrases), endingAt: range.upperBound, in: text, after: previous.hash)
            {
            case .refusal?: if range.upperBound <= Self.refusalReach { refusalHits += 1 }
            case .slop?: slopHits += 1
            case nil: break
            }
        }
        if entry.classes.contains(.number) {
            safety.noteAge(StatedAge.found(Int(entry.detail), at: range, in: text))
        }
        guard entry.classes.contains(.youngster), range.lowerBound - previous.end <= 2 else {
            return safety.note(entry, afterLittle: false)
        }
        safety.note(entry, afterLittle: SafetyWords.diminutives.contains(previous.hash))
    }

    /// Digits: an age, or letters in disguise.
    private mutating func number(
        _ token: Token, at end: Int, _ text: UnsafeBufferPointer<UInt8>, _ tables: ScanTables
    ) {
        if text[token.start].isASCIIDigit, token.count - token.digits <= 3 {
            let value = StatedAge.number(in: token.start..<end, of: text)
            if let value { safety.noteAge(StatedAge.found(value.value, at: value.range, in: text)) }
        }
        if token.digits < token.count, token.count <= 24, end - token.start == token.count {
            let hash = WordDisguise.hash(text, in: token.start..<end)
            safety.note(tables.entry(hash), afterLittle: false)
        }
    }

    /// Single letters in a row may spell a word, as in `l o l`.
    private mutating func spell(_ token: Token, at end: Int) {
        if joinedCount > 0, token.start - joinedEnd > 2 { endSpelledWord() }
        joined = WordHash.adding(token.last, to: joined)
        joinedCount += 1
        joinedEnd = end
    }

    private mutating func endSpelledWord() {
        defer { (joined, joinedCount) = (WordHash.seed, 0) }
        guard joinedCount > 2 else { return }
        safety.note(SafetyWords.entry(WordHash.mixed(joined)), afterLittle: false)
    }
}
