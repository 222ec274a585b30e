/// Saved web pages: what chat programs write as pages holds the chat as JSON; other pages are read as the text that
/// they show.
extension LogFormat {
    static let html = LogFormat(
        name: "html", title: "a web page",
        about: """
            Saved pages: CAI Tools' offline page, RisuAI's page and ChatGPT's `chat.html` are read from the JSON \
            inside them, SillyTavern's from its elements; any other page as text with names, to be confirmed.
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
