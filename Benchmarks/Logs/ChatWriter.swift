/// Makes up what people and models say in role-play chats: speech, actions in asterisks, narration; names, typographic
/// punctuation, old line ends and stray spaces as often as in real logs.
struct ChatWriter {
    let book: Phrasebook
    var random: SplitMix
    /// What stands for the user in texts: the name, or what an exporter put in its place.
    var user: String

    init(_ book: Phrasebook, seed: UInt64, user: String? = nil) {
        self.book = book
        self.user = user ?? book.user
        random = SplitMix(seed: seed)
    }

    /// What the user says: a line or two.
    mutating func userText() -> String { text(paragraphs: 1, sentences: 1...3) }

    /// What the model says: some paragraphs.
    mutating func modelText() -> String {
        text(paragraphs: Int.random(in: 1...4, using: &random), sentences: 1...5)
    }

    private mutating func text(paragraphs: Int, sentences: ClosedRange<Int>) -> String {
        let lineEnd = random.chance(8) ? "\r\n" : "\n"
        var parts: [String] = []
        for _ in 0..<paragraphs { parts.append(paragraph(sentences: sentences)) }
        var text = parts.joined(separator: lineEnd + lineEnd)
        if random.chance(3) { text += " " }
        if random.chance(3) { text = "\(book.character): " + text }
        if random.chance(1) { text += " 555-123-4567" }
        return text
    }

    private mutating func paragraph(sentences: ClosedRange<Int>) -> String {
        var said: [String] = []
        for _ in 0..<Int.random(in: sentences, using: &random) { said.append(sentence()) }
        let body = said.joined(separator: book.space)
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3: return "*" + body + "*"
        case 3..<6: return "\"" + body + "\""
        case 6: return "“" + body + "”"
        case 7: return "*" + sentence() + "* " + body
        default: return body
        }
    }

    private mutating func sentence() -> String {
        var text = ""
        let length = Int.random(in: 4...14, using: &random)
        for index in 0..<length {
            if index > 0 { text += random.chance(9) ? book.comma : random.chance(1) ? "\u{A0}" : book.space }
            text += word()
        }
        if let first = text.first { text = first.uppercased() + text.dropFirst() }
        return text + (book.ends.randomElement(using: &random) ?? ".")
    }

    private mutating func word() -> String {
        switch Int.random(in: 0..<200, using: &random) {
        case 0..<2: user
        case 2..<5: book.character
        case 5: String(Int.random(in: 2...99, using: &random))
        case 6: "—"
        case 7 where random.chance(10): "cafe\u{301}"
        case 8: "🌙"
        case 9: random.pick(book.words).replacing("'", with: "’") + "~"
        default: random.pick(book.words)
        }
    }
}
