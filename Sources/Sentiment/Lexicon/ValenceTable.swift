/// Valences of words from outside, which stand in where our own tables say nothing; part of the model file.
package struct ValenceTable: Sendable {
    /// Hashes of words with valences on the lexicon's scale, times 32.
    package let entries: [(key: UInt64, valence: Int8)]

    /// A table as the model file has it.
    package init(entries: [(key: UInt64, valence: Int8)]) {
        self.entries = entries
    }

    /// Reads lines of word, tab, mean valence from -4 to 4, as VADER's lexicon has them.
    package init(vader text: String) {
        var entries: [(key: UInt64, valence: Int8)] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: "\t")
            guard fields.count >= 2, let valence = Float(fields[1]), abs(valence) <= 4 else { continue }
            guard fields[0].utf8.allSatisfy({ (isLetterOrDigit($0) && !isDigit($0)) || $0 == 0x27 || $0 == 0x2D })
            else { continue }
            let word = String(decoding: fields[0].utf8.filter { $0 != 0x27 }, as: UTF8.self)
            let keys = Lexicon.phrases(of: Substring(word.replacing("-", with: "_")))
            guard keys.count == 1, keys[0].count == 1, let key = keys[0].first else { continue }
            entries.append((key, Int8((valence * 0.75 * 32).rounded())))
        }
        self.entries = entries
    }

    /// Our own phrases, and behind them these words.
    package func joinedToLexicon() -> PhraseTable {
        var table = Lexicon.phrases
        for entry in entries {
            table.add([entry.key], Meaning(role: .opinion, strength: Float(entry.valence) / 32, isBorrowed: true))
        }
        return PhraseTable(table)
    }
}
