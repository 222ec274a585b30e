/// The text that a web page shows, without layout: block elements on lines of their own, emphasis between asterisks.
struct PageText {
    private let page: [UInt8]
    private var text: [UInt8] = []
    private var index = 0
    /// How many `<pre>` are open: inside, line ends count.
    private var preformatted = 0

    /// The text of a page. Linear: every search for the end of something moves on to it, or is the last one.
    static func text(of page: [UInt8]) -> [UInt8] {
        var reader = PageText(page: page)
        reader.run()
        // Entities come last, so that escaped markup stays text.
        return DisplayMarkupRule.removed(reader.text)?.text ?? reader.text
    }

    private init(page: [UInt8]) {
        self.page = page
        text.reserveCapacity(page.count)
    }

    private mutating func run() {
        while index < page.count {
            if page[index] == 0x3C, index + 1 < page.count, startsTag(page[index + 1]) {
                readTag()
            } else {
                appendText(page[index])
                index += 1
            }
        }
    }

    private func startsTag(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte == 0x2F || byte == 0x21 || byte == 0x3F
    }

    /// White space is one space, unless it is preformatted.
    private mutating func appendText(_ byte: UInt8) {
        guard byte == 0x20 || 0x09...0x0D ~= byte, preformatted == 0 else { return text.append(byte) }
        if let last = text.last, last != 0x20, last != 0x0A { text.append(0x20) }
    }

    private mutating func readTag() {
        if page.has(Self.comment, at: index) { return skip(past: Self.commentEnd) }
        let isEnd = page[index + 1] == 0x2F
        index += isEnd ? 2 : 1
        let name = readName()
        while index < page.count, page[index] != 0x3E { index += 1 }
        index += 1
        switch Self.kinds[name] {
        case .hidden(let end) where !isEnd: skip(past: end)
        case .emphasis: text.append(0x2A)
        case .preformatted:
            preformatted = max(0, preformatted + (isEnd ? -1 : 1))
            endLine()
        case .block: endLine()
        case .heading:
            endLine()
            // A heading over a text is how many pages name who speaks.
            if !isEnd { text += [0x23, 0x20] }
        default: break
        }
    }

    /// The first eight letters of a tag's name, in lower case, as one number.
    private mutating func readName() -> UInt64 {
        var name: UInt64 = 0
        while index < page.count, page[index].isASCIILetter || page[index].isASCIIDigit {
            if name >> 56 == 0 { name = name << 8 | UInt64(page[index].lowercasedASCII) }
            index += 1
        }
        return name
    }

    private mutating func endLine() {
        while text.last == 0x20 { text.removeLast() }
        if let last = text.last, last != 0x0A { text.append(0x0A) }
    }

    /// Moves behind the next occurrence in any case of letters, or to the end of the page.
    private mutating func skip(past mark: [UInt8]) {
        while index < page.count {
            let isHere = page[index] == mark[0] && page.hasIgnoringCase(mark, at: index)
            index += isHere ? mark.count : 1
            if isHere { return }
        }
    }

    /// What a tag does to the text.
    private enum Kind {
        case block, heading, emphasis, preformatted
        /// Nothing inside is shown, up to this.
        case hidden([UInt8])
    }

    private static let comment = Array("<!--".utf8)
    private static let commentEnd = Array("-->".utf8)
    private static let kinds: [UInt64: Kind] = {
        var kinds: [UInt64: Kind] = [:]
        func add(_ names: String, _ kind: (String) -> Kind) {
            for name in names.split(separator: " ") {
                kinds[name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }] = kind(String(name))
            }
        }
        add("script style template noscript svg title textarea select") { .hidden(Array("</\($0)".utf8)) }
        add("em i") { _ in .emphasis }
        add("h1 h2 h3 h4 h5 h6") { _ in .heading }
        add("pre") { _ in .preformatted }
        add("address article aside blockquote br dd div dl dt fieldset footer form header hr li main nav ol p") { _ in
            .block
        }
        add("section table td th tr ul") { _ in .block }
        return kinds
    }()
}
