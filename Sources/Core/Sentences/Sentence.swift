/// What is said about figures, as a pattern and its values: the API says it in English, pages in their language.
///
/// One who builds it says all of it here; nothing is put together from words elsewhere. What is said in English alone,
/// such as the hint of a refusal, is a text.
public indirect enum Sentence: Sendable, Hashable, CustomStringConvertible {
    /// A number, a name, or what somebody wrote: the same in every language.
    case verbatim(String)
    /// A pattern, with what stands at each of its places.
    case pattern(Pattern, [Place: Sentence])
    /// One after the other.
    case several([Sentence], between: String)

    init(_ pattern: Pattern, _ values: [Place: Sentence] = [:]) {
        assert(Set(values.keys) == pattern.places, "\(pattern) is said with \(values.keys)")
        self = .pattern(pattern, values)
    }

    /// In English.
    public var description: String { text(\.rawValue) ?? "" }

    /// In other words.
    /// - Parameter words: what stands for a pattern, without a fault
    /// - Returns: nil when nothing stands for one of the patterns: half a sentence in another language helps nobody
    public func text(_ words: (Pattern) -> String?) -> String? {
        switch self {
        case .verbatim(let text): return text
        case .several(let sentences, let between): return Self.joined(sentences.map { $0.text(words) }, between)
        case .pattern(let pattern, let values):
            guard let other = words(pattern) else { return nil }
            return Self.joined(
                PatternPiece.all(in: other).map { piece in
                    switch piece {
                    case .words(let words): String(words)
                    case .place(let place, let isCapital):
                        values[place]?.text(words).map { isCapital ? $0.capitalised : $0 }
                    case .unknown: nil
                    }
                })
        }
    }

    private static func joined(_ texts: [String?], _ between: String = "") -> String? {
        texts.contains(nil) ? nil : texts.compactMap(\.self).joined(separator: between)
    }
}

extension Sentence.Pattern {
    /// Where values stand.
    var places: Set<Sentence.Place> {
        Set(
            PatternPiece.all(in: rawValue).compactMap { piece in
                if case .place(let place, _) = piece { place } else { nil }
            })
    }

    /// Why other words cannot take the place of the English ones; nil when they can. They may name a place twice, or
    /// leave it out.
    public func fault(in other: String) -> String? {
        let known = places
        for piece in PatternPiece.all(in: other) {
            switch piece {
            case .words(let words):
                if words.contains(where: { "{}".contains($0) }) { return "“\(words)” holds a brace" }
            case .place(let place, _):
                if !known.contains(place) { return "the English sentence has no {\(place.rawValue)}" }
            case .unknown(let name): return "the English sentence has no {\(name)}"
            }
        }
        return nil
    }
}

/// A pattern taken apart.
private enum PatternPiece {
    case words(Substring)
    /// `{name}`, or `{Name}` for what begins with a capital.
    case place(Sentence.Place, isCapital: Bool)
    case unknown(Substring)

    static func all(in text: String) -> [PatternPiece] {
        var pieces: [PatternPiece] = []
        var rest = Substring(text)
        while let begin = rest.firstIndex(of: "{"), let end = rest[begin...].firstIndex(of: "}") {
            let name = rest[rest.index(after: begin)..<end]
            pieces += [.words(rest[..<begin]), place(name)]
            rest = rest[rest.index(after: end)...]
        }
        return pieces + [.words(rest)]
    }

    private static func place(_ name: Substring) -> PatternPiece {
        if let place = Sentence.Place(rawValue: String(name)) { return .place(place, isCapital: false) }
        let small = name.prefix(1).lowercased() + name.dropFirst()
        return Sentence.Place(rawValue: small).map { .place($0, isCapital: true) } ?? .unknown(name)
    }
}
