/// A template as a translator sees it: sentences, with the tags that stand in them, and the markup around.
struct TemplateText {
    enum Piece: Equatable {
        case markup(Substring)
        case sentence(Substring)
        /// In an attribute.
        case attribute(Substring)
    }

    private(set) var pieces: [Piece] = []

    init(_ template: String) {
        var run: [TemplateToken] = []
        for token in TemplateToken.all(in: template) {
            guard token.kind == .border else {
                run.append(token)
                continue
            }
            add(run)
            addMarkup(token)
            run = []
        }
        add(run)
    }

    /// Each once, in the order of the template.
    var sentences: [String] {
        var seen: Set<Substring> = []
        return pieces.compactMap { piece in
            switch piece {
            case .markup: nil
            case .sentence(let text), .attribute(let text): seen.insert(text).inserted ? String(text) : nil
            }
        }
    }

    /// The template with other sentences; nil leaves one as it is.
    func replaced(_ other: (String) -> String?) -> String {
        pieces.map { piece in
            switch piece {
            case .markup(let text): String(text)
            case .sentence(let text): other(String(text)) ?? String(text)
            case .attribute(let text): (other(String(text)) ?? String(text)).replacing("\"", with: "&quot;")
            }
        }.joined()
    }

    /// Words between tags make a sentence, with all that stands between them. Where there are words inside of pairs of
    /// tags only, each pair is taken by itself: a list of links, or the words of a closed set.
    private mutating func add(_ run: [TemplateToken]) {
        let ends = Self.ends(of: run)
        // What begins or ends elsewhere is a border too.
        if let lone = run.indices.first(where: { ends[$0] == nil && run[$0].kind != .text && run[$0].kind != .single })
        {
            add(Array(run[..<lone]))
            addMarkup(run[lone])
            return add(Array(run[(lone + 1)...]))
        }
        var outer: [ClosedRange<Int>] = []
        while (outer.last.map { $0.upperBound + 1 } ?? 0) < run.count {
            let next = outer.last.map { $0.upperBound + 1 } ?? 0
            outer.append(next...(ends[next] ?? next))
        }
        if outer.contains(where: { run[$0.lowerBound].hasWords }) { return addSentence(run) }
        for range in outer {
            addMarkup(run[range.lowerBound])
            guard range.count > 1 else { continue }
            let inside = Array(run[(range.lowerBound + 1)..<range.upperBound])
            if run[range.lowerBound].isVerbatim { inside.forEach { addMarkup($0) } } else { add(inside) }
            addMarkup(run[range.upperBound])
        }
    }

    /// Without the space around it.
    private mutating func addSentence(_ run: [TemplateToken]) {
        guard let first = run.first, let last = run.last else { return }
        let base = first.text.base
        let text = base[first.text.startIndex..<last.text.endIndex]
        let begin = text.firstIndex { !$0.isWhitespace } ?? text.startIndex
        let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
        pieces += [.markup(text[..<begin]), .sentence(text[begin..<end]), .markup(text[end...])]
    }

    /// A tag, with what is said in its attributes.
    private mutating func addMarkup(_ token: TemplateToken) {
        var rest = token.text
        if token.text.first == "<",
            ["label=\"", "alt=\"", "title=\"", "placeholder=\"", "data-say-"].contains(where: token.text.contains)
        {
            for match in token.text.matches(
                of: /\s(?:aria-label|alt|title|placeholder|data-label|data-say-[a-z]+)="([^"]+)"/)
            {
                let value = match.output.1
                guard TemplateToken.all(in: String(value)).contains(where: \.hasWords) else { continue }
                pieces += [.markup(rest[..<value.startIndex]), .attribute(value)]
                rest = rest[value.endIndex...]
            }
        }
        pieces.append(.markup(rest))
    }

    /// Where what begins at an index ends; for what stands alone and has a pair, both ways.
    static func ends(of run: [TemplateToken]) -> [Int: Int] {
        var ends: [Int: Int] = [:]
        var open: [(index: Int, name: String)] = []
        for (index, token) in run.enumerated() {
            switch token.kind {
            case .begin(let name): open.append((index, name))
            case .end(let name):
                guard let last = open.last, last.name == name else { continue }
                open.removeLast()
                ends[last.index] = index
                ends[index] = index
            default: break
            }
        }
        return ends
    }
}

extension TemplateToken {
    /// Whether it says something by itself.
    var hasWords: Bool {
        guard kind == .text else { return false }
        // Of a character reference, `&lt;`, the name is no word.
        var isReference = false
        return text.contains { character in
            if character == "&" { isReference = true }
            if character == ";" { isReference = false }
            return character.isLetter && !isReference
        }
    }

    /// Whether it begins what is typed, and is the same in every language.
    var isVerbatim: Bool { kind == .begin("<code") || kind == .begin("<kbd") }
}
