/// DiscordChatExporter's plain text: `[date] author` above each message, a banner at the top and bottom.
extension LogFormat {
    static let discordText = LogFormat(
        name: "discord_txt", title: "Discord export (text)",
        about: "DiscordChatExporter's text, and messages copied from Discord's window, mapped like its JSON.",
        keepsRawBytes: false,
        recognises: { source in
            guard source.root == nil, source.firstRows.isEmpty else { return false }
            if DiscordPaste.isPasted(source.headLines) { return true }
            var isAfterBlank = true
            var headers = 0
            for line in source.headLines {
                if line.text.starts(with: Array("Guild: ".utf8)), headers == 0, line.number < 4 { return true }
                if isAfterBlank, DiscordTextParser.header(line.text) != nil { headers += 1 }
                if headers == 2 { return true }
                isAfterBlank = line.text.isEmpty
            }
            return false
        },
        parse: { DiscordTextParser.transcript(of: $0, options: $1) })
}

/// Reads such an export. It does not say which authors are bots.
struct DiscordTextParser {
    private struct Message {
        var place: Int
        var time: [UInt8]
        var text: [UInt8] = []
        var line: Int
        var hasFiles = false
    }

    private var messages: [Message] = []
    private var authors = DiscordAuthors()
    private var isInBanner = false
    private var isAfterBlank = true

    /// Reads a whole source.
    static func transcript(of source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        var session = transcript.newSession()
        var parser = DiscordTextParser()
        if DiscordPaste.isPasted(source.headLines) {
            transcript.variant = "pasted"
            for message in DiscordPaste(source.lines).messages {
                if !session.fits(alternates: parser.messages.count) { break }
                parser.take(message)
            }
        } else {
            for line in source.lines {
                if !session.fits(alternates: parser.messages.count) { break }
                parser.read(line.text, number: line.number)
            }
        }
        parser.authors.decideRoles(options, in: &session)
        for message in parser.messages {
            if session.isFull { break }
            let text = DiscordMentions.cleaned(WhiteSpace.trimmed(message.text), parser.authors, [])
            if notices.contains(where: { text.starts(with: $0) && text.last == 0x2E && text.count < 100 }) { continue }
            var turn = parser.authors.turn(
                by: message.place, text: text, span: SourceSpan(line: message.line), in: &session)
            turn.createdAt = Timestamp(text: message.time)
            turn.attachments = message.hasFiles ? [Attachment(kind: .file)] : []
            session.append(turn)
        }
        transcript.append(session)
        return transcript
    }

    /// The line above a message: `[04-Jan-19 05:52 PM] name#1234 (pinned)`. The date has at least six digits, which
    /// sets it apart from the times in pasted chats.
    static func header(_ line: ArraySlice<UInt8>) -> (time: [UInt8], author: [UInt8])? {
        guard line.first == 0x5B, line.count <= 120, let end = line.prefix(40).firstIndex(of: 0x5D) else { return nil }
        let time = Array(line[(line.startIndex + 1)..<end])
        var author = WhiteSpace.trimmed(Array(line[(end + 1)...]))
        if author.count > pinned.count, author.has(pinned, at: author.count - pinned.count) {
            author.removeLast(pinned.count)
        }
        let isDate = time.count(where: \.isASCIIDigit) >= 6 && time.contains(0x3A)
        return isDate && !author.isEmpty && author.firstIndex(of: [0x3A, 0x20]) == nil && author.last != 0x3A
            ? (time, author) : nil
    }

    private mutating func take(_ message: DiscordPaste.Message) {
        let place = authors.place(id: [], isBot: message.isBot, names: [message.author])
        messages.append(Message(place: place, time: message.time, text: message.text, line: message.line))
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        if line.count == 62, line.allSatisfy({ $0 == 0x3D }) {
            isInBanner.toggle()
            isAfterBlank = true
            return
        } else if isInBanner {
            return
        } else if isAfterBlank, let (time, author) = Self.header(line) {
            let place = authors.place(id: [], isBot: false, names: Self.names(of: author))
            messages.append(Message(place: place, time: time, line: number))
        } else if let last = messages.indices.last {
            if Self.blocks.contains(Array(line.prefix(24))) { messages[last].hasFiles = true }
            if !messages[last].hasFiles { messages[last].text += line + [0x0A] }
        }
        isAfterBlank = line.isEmpty
    }

    /// `name#1234` is also called `name`.
    private static func names(of author: [UInt8]) -> [[UInt8]] {
        guard let hash = author.lastIndex(of: 0x23), author.count - hash == 5 else { return [author] }
        return [Array(author[..<hash]), author]
    }

    private static let pinned = Array(" (pinned)".utf8)
    private static let blocks = Set(
        ["{Attachments}", "{Embed}", "{Reactions}", "{Stickers}", "{Forwarded Message}"].map { Array($0.utf8) })
    /// What the exporter writes in place of joins, calls, pins and the like; the text does not say that nobody said it.
    private static let notices = [
        "Started a call that lasted", "Started a thread.", "Pinned a message.", "Joined the server.",
        "Left the group.", "Changed the channel icon.", "Changed the channel name",
    ].map { Array($0.utf8) }
}
