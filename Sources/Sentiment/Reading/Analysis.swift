/// A comment taken apart: what both the trainer and the reader start from. Handed on, never copied.
package struct Analysis: ~Copyable, Sendable {
    package let summary: Summary
    package let evidence: FieldEvidence
    /// It seems to be in another language than English.
    package let isForeign: Bool
    let tokens: [Token]
    let clauses: [Clause]
    let hits: [Hit]

    /// Takes the UTF-8 of a comment apart.
    package init(_ bytes: UnsafeBufferPointer<UInt8>, phrases: PhraseTable) {
        let tokens = Tokeniser.tokens(of: bytes, phrases: phrases)
        var scan = tokens.span.withUnsafeBufferPointer { Scan(tokens: $0, phrases: phrases) }
        let hits = Grammar.apply(to: scan.takeHits())
        isForeign = Language.isForeign(tokens.span, bytes)
        evidence = FieldEvidence(hits.span, tokens: tokens.count)
        summary = Summary(hits.span, scan: scan)
        // Last, so that each is handed over and not counted once more.
        clauses = scan.takeClauses()
        self.hits = hits
        self.tokens = tokens
    }

    /// Takes the UTF-8 of a comment apart.
    package static func of(_ bytes: [UInt8], phrases: PhraseTable) -> Analysis {
        bytes.span.withUnsafeBufferPointer { Analysis($0, phrases: phrases) }
    }

    /// What the linear model sees of it, as the trainer keeps it.
    package var features: Features { Features(tokens: tokens.span) }

    /// Hashes of six words in a row, or of all where there are fewer: texts that share some are copies of each other, give
    /// or take names and links.
    package var shingles: [UInt64] {
        let words = tokens.filter { $0.kind == .word }.map(\.key)
        let starts = 0..<max(1, words.count - 5)
        return starts.map { words[$0..<min($0 + 6, words.count)].reduce(0, ByteHash.pair) }
    }

    /// The bytes from the first to the last of some tokens, without the marks that only part them from the others.
    func span(of range: Range<Int>) -> Range<Int> {
        let inside = tokens[range].drop { $0.isSeparator }
        guard let first = inside.first, let last = inside.last(where: { !$0.isSeparator }) else { return 0..<0 }
        return Int(first.start)..<Int(last.end)
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
