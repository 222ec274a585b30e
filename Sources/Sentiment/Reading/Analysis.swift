/// A comment taken apart: what both the trainer and the reader start from. Handed on, never copied.
package struct Analysis: ~Copyable {
    package let summary: Summary
    package let evidence: FieldEvidence
    /// It seems to be in another language than English.
    package let isForeign: Bool
    /// A byte is a character.
    let isASCII: Bool
    let memory: ReadingMemory
    private let tokenCount: Int
    private let hitCount: Int
    let clauseCount: Int

    /// Takes the UTF-8 of a comment, at most `SentimentModel.longestComment` bytes, apart in memory for a token per byte.
    init(_ bytes: UnsafeBufferPointer<UInt8>, phrases: PhraseTable, memory: consuming ReadingMemory) {
        isASCII = memory.hold(bytes)
        let counts = Tokeniser.read(bytes.count, in: memory, phrases: phrases)
        let scan = Scan(counts, in: memory, phrases: phrases)
        let hits = UnsafeMutableBufferPointer(start: memory.hits, count: scan.hitCount)
        Grammar.apply(to: hits)
        isForeign = Language.isForeign(
            counts, UnsafeBufferPointer(start: memory.tokens, count: counts.tokens), bytes)
        evidence = FieldEvidence(UnsafeBufferPointer(hits), tokens: counts.tokens)
        summary = Summary(UnsafeBufferPointer(hits), memory.clauses, scan: scan)
        tokenCount = counts.tokens
        hitCount = scan.hitCount
        clauseCount = scan.clauseCount
        self.memory = memory
    }

    /// Takes the UTF-8 of a comment apart.
    package static func of(_ bytes: [UInt8], phrases: PhraseTable) -> Analysis {
        bytes.span.withUnsafeBufferPointer { bytes in
            let bytes = UnsafeBufferPointer(rebasing: bytes.prefix(SentimentModel.longestComment))
            return Analysis(bytes, phrases: phrases, memory: ReadingMemory(capacity: bytes.count))
        }
    }

    /// Gives the memory back for the next comment.
    consuming func takeMemory() -> ReadingMemory { memory }

    var tokens: UnsafeBufferPointer<Token> { UnsafeBufferPointer(start: memory.tokens, count: tokenCount) }
    var hits: UnsafeBufferPointer<Hit> { UnsafeBufferPointer(start: memory.hits, count: hitCount) }

    func clause(of hit: Hit) -> Clause { memory.clauses[Int(hit.clause)] }

    /// What the linear model sees of it, as the trainer keeps it.
    package var features: Features { Features(tokens: tokens, slots: memory.slots) }

    /// Hashes of six words in a row, or of all where there are fewer: texts that share some are copies of each other, give
    /// or take names and links.
    package var shingles: [UInt64] {
        let words = tokens.filter { $0.kind == .word }.map(\.key)
        let starts = 0..<max(1, words.count - 5)
        return starts.map { words[$0..<min($0 + 6, words.count)].reduce(0, ByteHash.pair) }
    }

    /// The bytes from the first to the last of some tokens, without the marks that only part them from the others.
    func span(of range: Range<Int>) -> Range<Int> {
        var (first, last) = (range.lowerBound, range.upperBound - 1)
        while first <= last, tokens[first].isSeparator { first += 1 }
        while last >= first, tokens[last].isSeparator { last -= 1 }
        return first <= last ? Int(tokens[first].start)..<Int(tokens[last].end) : 0..<0
    }
}

extension Token {
    fileprivate var isSeparator: Bool {
        switch kind {
        case .pause, .clauseEnd, .stop, .question, .exclamation: true
        default: false
        }
    }
}
