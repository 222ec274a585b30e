/// A piece of a maintainer's notes: the little Markdown that logbooks use, as values that templates escape.
///
/// Known are paragraphs, headings, lists, **bold** and `code`; anything else stays as it was typed, links too.
struct NoteBlock {
    let isHeading: Bool
    let isParagraph: Bool
    let isList: Bool
    var runs: [NoteRun] = []
    var items: [NoteItem] = []

    private init(_ text: String, isHeading: Bool = false) {
        self.isHeading = isHeading
        isParagraph = !isHeading
        isList = false
        runs = NoteRun.runs(of: text)
    }

    private init(firstItem item: NoteItem) {
        isHeading = false
        isParagraph = false
        isList = true
        items = [item]
    }

    /// Blocks of a text in order.
    static func blocks(of text: String) -> [NoteBlock] {
        var blocks: [NoteBlock] = []
        var paragraph: [Substring] = []
        var endsList = true
        func endParagraph() {
            if !paragraph.isEmpty { blocks.append(NoteBlock(paragraph.joined(separator: " "))) }
            paragraph = []
        }
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            let hashes = trimmed.prefix { $0 == "#" }.count
            if trimmed.hasPrefix("- ") || trimmed.hasPrefix("* ") {
                endParagraph()
                let item = NoteItem(String(trimmed.dropFirst(2)), indent: line.utf8.count - trimmed.utf8.count)
                if !endsList, let last = blocks.indices.last {
                    blocks[last].items.append(item)
                } else {
                    blocks.append(NoteBlock(firstItem: item))
                }
                endsList = false
                continue
            }
            // A blank line between two items does not end their list.
            endsList = endsList || !trimmed.isEmpty
            if trimmed.isEmpty {
                endParagraph()
            } else if 1...6 ~= hashes, trimmed.dropFirst(hashes).first == " " {
                endParagraph()
                blocks.append(NoteBlock(String(trimmed.dropFirst(hashes + 1)), isHeading: true))
            } else {
                paragraph.append(trimmed)
            }
        }
        endParagraph()
        return blocks
    }
}

/// An item of a list.
struct NoteItem {
    /// 1...3.
    let depth: Int
    let runs: [NoteRun]

    init(_ text: String, indent: Int) {
        depth = min(3, 1 + indent / 2)
        runs = NoteRun.runs(of: text)
    }
}

/// Text of one kind.
struct NoteRun {
    let text: String
    let isStrong: Bool
    let isCode: Bool
    let isPlain: Bool

    init(_ text: String, isStrong: Bool = false, isCode: Bool = false) {
        self.text = text
        self.isStrong = isStrong
        self.isCode = isCode
        isPlain = !isStrong && !isCode
    }

    /// Cuts at pairs of `**` and of backticks; a mark without its partner is text.
    static func runs(of text: String) -> [NoteRun] {
        var runs: [NoteRun] = []
        for (index, piece) in closed(text.split(separator: "`", omittingEmptySubsequences: false), by: "`").enumerated()
        {
            if !index.isMultiple(of: 2) {
                runs.append(NoteRun(piece, isCode: true))
                continue
            }
            let parts = closed(piece.split(separator: "**", omittingEmptySubsequences: false), by: "**")
            for (inner, part) in parts.enumerated() where !part.isEmpty {
                runs.append(NoteRun(part, isStrong: !inner.isMultiple(of: 2)))
            }
        }
        return runs
    }

    /// Joins the last two pieces again when their number is even: the last mark had no partner.
    private static func closed(_ pieces: [Substring], by mark: String) -> [String] {
        var pieces = pieces.map(String.init)
        if pieces.count.isMultiple(of: 2), let last = pieces.popLast(), let before = pieces.popLast() {
            pieces.append(before + mark + last)
        }
        return pieces
    }
}
