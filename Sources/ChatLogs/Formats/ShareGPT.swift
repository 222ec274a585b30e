import StrictJSON

/// ShareGPT: `{"conversations": [{"from", "value"}]}` and its dialects, as one object, an array, or one per line.
extension LogFormat {
    /// One JSON value: an object or an array of objects.
    static let shareGPT = LogFormat(
        name: "sharegpt", title: "ShareGPT",
        recognises: { source in
            if let object = source.object { return object.hasArray("conversations") }
            return source.firstElement?.hasArray("conversations") ?? false
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            if let object = source.object {
                appendShareGPT(object, path: "", line: nil, to: &transcript, options: options)
                return transcript
            }
            guard let root = source.root else { return transcript }
            var index = 0
            for row in root.elements {
                if transcript.isFull { break }
                appendShareGPT(row, path: "[\(index)].", line: nil, to: &transcript, options: options)
                index += 1
            }
            return transcript
        })

    /// One conversation per line.
    static let shareGPTLines = LogFormat(
        name: "sharegpt_l", title: "ShareGPT (JSON Lines)",
        recognises: { $0.root == nil && $0.firstRows.contains { $0.hasArray("conversations") } },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readRows(of: source) { transcript, line, row in
                appendShareGPT(row, path: "", line: line, to: &transcript, options: options)
            }
            return transcript
        })

    private static func appendShareGPT(
        _ row: JSONValue, path: String, line: Int?, to transcript: inout Transcript, options: ReadingOptions
    ) {
        guard let messages = row["conversations"], messages.isArray else { return }
        transcript.appendMessages(messages, path: path + "conversations", line: line, options: options) { session in
            if let id = row.label("id") ?? row["id"]?.int.map(String.init) { session.externalIDs["id"] = id }
            session.systemPrompt = row.nonEmpty("system")
            session.title = row.nonEmpty("title")
        }
    }
}
