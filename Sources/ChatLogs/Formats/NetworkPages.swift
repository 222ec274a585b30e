import StrictJSON

/// Answers of a web service as people save them: one, a list of them, one per line, or only the list inside.
struct NetworkPages {
    /// One answer.
    struct Page {
        /// Its messages.
        var items: JSONValue
        /// The answer around them; nil when only the messages were saved.
        var body: JSONValue?
        /// The path of the messages.
        var path: String
        /// The line it is on, when there is one per line.
        var line: Int?
    }

    /// The answers in file order.
    private(set) var pages: [Page] = []
    /// Most answers, one per line, in a file; each is kept until all are there.
    private static let maximumLines = 10_000
    /// Lines that could not be read.
    private(set) var report = RowReport()

    /// Collects the answers. `key` names the list of messages in each, `isItem` knows a message.
    init(_ source: LogSource, key: String, isItem: (JSONValue) -> Bool) {
        if let root = source.root {
            if let items = root[key] {
                pages = [Page(items: items, body: root, path: key)]
            } else if Self.hasItem(root, isItem) {
                pages = [Page(items: root, path: "")]
            } else {
                for (index, body) in root.elements.enumerated() {
                    guard let items = body[key] else { continue }
                    pages.append(Page(items: items, body: body, path: "[\(index)].\(key)"))
                }
            }
            return
        }
        var found: [Page] = []
        report = source.forEachRow { line, body in
            if let items = body[key] { found.append(Page(items: items, body: body, path: key, line: line)) }
            return found.count <= Self.maximumLines
        }
        pages = found
        if found.count > Self.maximumLines {
            report.refusal = Reason(.tooLarge, "the file has more than \(Self.maximumLines) answers")
        }
    }

    /// Whether a source holds such answers.
    static func hold(_ source: LogSource, key: String, isItem: (JSONValue) -> Bool) -> Bool {
        func isPage(_ value: JSONValue) -> Bool { value[key].map { hasItem($0, isItem) } ?? false }
        guard let root = source.root else { return source.firstRows.contains(where: isPage) }
        if root.isObject { return source.object.map(isPage) ?? false }
        return hasItem(root, isItem) || root.elements.prefix(LogSource.probeRows).contains(where: isPage)
    }

    private static func hasItem(_ list: JSONValue, _ isItem: (JSONValue) -> Bool) -> Bool {
        list.elements.prefix(LogSource.probeRows).contains(where: isItem)
    }
}
