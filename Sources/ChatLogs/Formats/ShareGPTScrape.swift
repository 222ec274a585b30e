import StrictJSON

/// The first scrape of ShareGPT's pages, of February 2023: conversations as lists of turns in HTML, the human first.
extension LogFormat {
    static let shareGPTScrape = LogFormat(
        name: "sharegpt_html_raw", title: "ShareGPT scrape",
        about: "The first scrape of ShareGPT: lists of HTML, user first; buttons of the page are taken out.",
        recognises: { source in
            guard let first = source.firstElement, first.isArray, let turn = first[0] else { return false }
            return turn.kind == .string || turn[0]?.kind == .string
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readElements(of: source) { transcript, path, conversation in
                guard conversation.isArray else { return }
                var session = transcript.newSession()
                var index = 0
                for turn in conversation.elements {
                    if session.isFull { break }
                    append(turn, isUser: index % 2 == 0, path: "\(path.dropLast())[\(index)]", to: &session)
                    index += 1
                }
                transcript.append(session)
            }
            return transcript
        })

    private static func append(_ turn: JSONValue, isUser: Bool, path: String, to session: inout SessionDraft) {
        let pieces = turn.stringBytes.map { [$0] } ?? turn.elements.compactMap(\.stringBytes)
        let texts = pieces.map { ScrapedMarkup.text(of: $0) }.filter { !$0.isEmpty }
        var draft = TurnDraft(
            participant: session.participant(isUser ? .user : .character, name: nil), role: isUser ? .user : .model,
            text: Array(texts.joined(separator: [0x0A])), span: SourceSpan(path: path))
        draft.origin = isUser ? .human : .generated
        session.append(draft)
    }
}

/// The HTML of scraped turns as text.
enum ScrapedMarkup {
    /// The text, with the Markdown that the page was made from where it is plain to see, without what the page's own
    /// buttons said: `1 / 2`, `Copy code`, `Copy123 chars / 45 words`.
    static func text(of html: [UInt8]) -> [UInt8] {
        let buttons = rewriting(html, at: letterC) { index in copyButton(in: html, at: index).map { ($0, []) } }?.text
        let html = buttons ?? html
        let plain = rewriting(html, at: angle) { index in tag(in: html, at: index) }?.text ?? html
        let text = WhiteSpace.trimmed(DisplayMarkupRule.removed(plain)?.text ?? plain)
        return WhiteSpace.trimmed(Array(text.dropFirst(pageNumber(text))))
    }

    private static func tag(in text: [UInt8], at index: Int) -> (length: Int, by: [UInt8])? {
        guard let end = text[(index + 1)...].firstIndex(where: { $0 == 0x3E || $0 == 0x3C }), text[end] == 0x3E else {
            return nil
        }
        let isEnd = index + 1 < end && text[index + 1] == 0x2F
        let name = text[(index + (isEnd ? 2 : 1))..<end].prefix { $0.isASCIILetter || $0.isASCIIDigit }
        guard let first = name.first, first.isASCIILetter else { return nil }
        let key = String(decoding: name.map(\.lowercasedASCII), as: UTF8.self)
        guard let marks = marks[key] else { return (end + 1 - index, []) }
        return (end + 1 - index, isEnd ? marks.close : marks.open)
    }

    /// Length of a button's text.
    private static func copyButton(in text: [UInt8], at index: Int) -> Int? {
        if text.has(copyCode, at: index) { return copyCode.count }
        guard text.has(copy, at: index) else { return nil }
        var end = index + copy.count
        for part in [" chars / ", " words"] {
            let digits = text[end...].prefix(8).prefix { $0.isASCIIDigit }.count
            guard digits > 0, text.has(Array(part.utf8), at: end + digits) else { return nil }
            end += digits + part.utf8.count
        }
        return end - index
    }

    /// Length of `1 / 2` at the beginning.
    private static func pageNumber(_ text: [UInt8]) -> Int {
        let first = text.prefix(4).prefix { $0.isASCIIDigit }.count
        guard first > 0, text.has([0x20, 0x2F, 0x20], at: first) else { return 0 }
        let second = text[(first + 3)...].prefix(4).prefix { $0.isASCIIDigit }.count
        let end = first + 3 + second
        // `1 / 2 cup` is said by the model.
        return second > 0 && (end == text.count || text[end] != 0x20) ? end : 0
    }

    private static let marks: [String: (open: [UInt8], close: [UInt8])] = {
        var marks: [String: (open: [UInt8], close: [UInt8])] = [:]
        func set(_ names: [String], _ open: String, _ close: String) {
            for name in names { marks[name] = (Array(open.utf8), Array(close.utf8)) }
        }
        set(["p", "div", "ul", "ol", "table", "blockquote"], "", "\n\n")
        set(["tr", "h1", "h2", "h3", "h4", "h5", "h6"], "", "\n")
        set(["li"], "- ", "\n")
        set(["br"], "\n", "\n")
        set(["pre"], "```\n", "\n```\n")
        set(["em", "i"], "*", "*")
        set(["strong", "b"], "**", "**")
        set(["td", "th"], "", " ")
        return marks
    }()
    private static let angle = ByteSet([0x3C])
    private static let letterC = ByteSet([0x43])
    private static let copy = Array("Copy".utf8)
    private static let copyCode = Array("Copy code".utf8)
}
