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
        if page.has(Array("<!--".utf8), at: index) { return skip(past: Array("-->".utf8)) }
        let isEnd = page[index + 1] == 0x2F
        var name: [UInt8] = []
        for byte in page[(index + (isEnd ? 2 : 1))...].prefix(12) {
            guard byte.isASCIILetter || byte.isASCIIDigit else { break }
            name.append(byte.lowercasedASCII)
        }
        skip(past: [0x3E])
        if !isEnd, Self.hidden.contains(name) { return skip(past: Array("</".utf8) + name, ignoresCase: true) }
        if Self.emphasis.contains(name) { return text.append(0x2A) }
        if name == Array("pre".utf8) { preformatted = max(0, preformatted + (isEnd ? -1 : 1)) }
        guard Self.blocks.contains(name) else { return }
        endLine()
        // A heading over a text is how many pages name who speaks.
        if !isEnd, name.count == 2, name[0] == 0x68, name[1].isASCIIDigit { text += [0x23, 0x20] }
    }

    private mutating func endLine() {
        while text.last == 0x20 { text.removeLast() }
        if let last = text.last, last != 0x0A { text.append(0x0A) }
    }

    /// Moves behind the next occurrence, or to the end of the page.
    private mutating func skip(past mark: [UInt8], ignoresCase: Bool = false) {
        while index < page.count {
            let isHere = ignoresCase ? page.hasIgnoringCase(mark, at: index) : page.has(mark, at: index)
            index += isHere ? mark.count : 1
            if isHere { return }
        }
    }

    private static let hidden = names("script", "style", "template", "noscript", "svg", "title", "textarea", "select")
    private static let emphasis = names("em", "i")
    private static let blocks = names(
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1",
        "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th",
        "tr",
        "ul")

    private static func names(_ list: String...) -> Set<[UInt8]> { Set(list.map { Array($0.utf8) }) }
}
