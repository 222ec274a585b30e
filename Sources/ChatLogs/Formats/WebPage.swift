/// Saved web pages: what chat programs write as pages holds the chat as JSON; other pages are read as the text that
/// they show.
extension LogFormat {
    static let html = LogFormat(
        name: "html", title: "a web page",
        about: """
            Saved pages: CAI Tools' offline page, RisuAI's page and ChatGPT's `chat.html` are read from the JSON \
            inside them; any other page as text with names, to be confirmed.
            """,
        recognises: { source in
            let head = Array(source.text.prefix(2000)).map(\.lowercasedASCII)
            return source.root == nil
                && ["<html", "<!doctype html", "<body", "<head>"].contains {
                    head.firstIndex(of: Array($0.utf8)) != nil
                }
        },
        parse: parsePage)

    private static func parsePage(_ source: LogSource, options: ReadingOptions) -> Transcript {
        if let json = EmbeddedChat.json(in: source.text),
            case .recognised(let format, let inner) = Detection.detect(json, filename: source.filename)
        {
            var transcript = format.parse(inner, options)
            transcript.variant = format.name
            return transcript
        }
        let page = LogSource(
            text: PageText.text(of: source.text), filename: source.filename, root: nil, firstRows: [])
        guard plainText.recognises(page) else {
            return Transcript(refusal: [
                Reason(
                    .unrecognisedFormat, "the file is a web page without lines like “Name: text”",
                    hint: "Export the chat as JSON or text.")
            ])
        }
        var transcript = plainText.parse(page, options)
        transcript.variant = "page-text"
        // What a page shows around a chat looks like names too easily: the submitter has to say who is who.
        if options.speakerUser == nil {
            for index in transcript.sessions.indices { transcript.sessions[index].forgetRoles() }
        }
        return transcript
    }
}

extension SessionDraft {
    /// Leaves it to the submitter to say who is the user.
    fileprivate mutating func forgetRoles() {
        needsUserSpeaker = true
        for index in participants.indices { participants[index].kind = .unknown }
        for index in turns.indices {
            turns[index].role = .unknown
            turns[index].origin = .unknown
        }
    }
}

/// The JSON of a chat inside a page.
enum EmbeddedChat {
    /// The JSON; nil when no program that is known wrote the page. Each mark is looked for once: linear.
    static func json(in page: [UInt8]) -> [UInt8]? {
        risu(in: page) ?? script(in: page)
    }

    /// RisuAI: the chat in a hidden element, with the characters that begin and end tags escaped.
    private static func risu(in page: [UInt8]) -> [UInt8]? {
        let mark = Array("class=\"idat\">".utf8)
        guard let found = page.firstIndex(of: mark) else { return nil }
        let start = found + mark.count
        let end = page.firstIndex(of: Array("</div>".utf8), from: start) ?? page.count
        let escaped = Array(page[start..<end])
        let chat = rewriting(escaped, at: ByteSet([0x26])) { index in
            // Browsers that save the page again escape the ampersand as well.
            for (entity, byte) in entities where escaped.has(entity, at: index) { return (entity.count, [byte]) }
            return nil
        }
        // The element holds one chat without what the file around it would say.
        return Array(#"{"type":"risuChat","ver":2,"data":"#.utf8) + (chat?.text ?? escaped) + [0x7D]
    }

    /// ChatGPT's export and both generations of the offline pages of CAI Tools: a value in a script.
    private static func script(in page: [UInt8]) -> [UInt8]? {
        for mark in ["jsonData = ", "JSON.parse(`"] {
            guard let found = page.firstIndex(of: Array(mark.utf8)) else { continue }
            let start = found + mark.utf8.count
            if start < page.count, page[start] == 0x5B || page[start] == 0x7B {
                return JSONExtent.value(in: page, from: start).map { Array($0) }
            }
        }
        return page.firstIndex(of: Array(#"[{"id":1,"messages":["#.utf8))
            .flatMap { JSONExtent.value(in: page, from: $0) }.map { Array($0) }
    }

    private static let entities: [(entity: [UInt8], byte: UInt8)] = [
        (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E), (Array("&amp;".utf8), 0x26),
    ]
}
