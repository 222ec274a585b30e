import StrictJSON

/// Formats that are known and not readable yet. Each is recognised, so that it is never mistaken for another.
extension LogFormat {
    static let risu = LogFormat(
        unread: "risuai", title: "a RisuAI chat",
        recognises: { ["risuChat", "risuAllChats"].contains($0.object?.label("type")) })

    static let janitor = LogFormat(
        unread: "janitorai", title: "a JanitorAI chat", recognises: { $0.object?.has("chatMessages") ?? false })

    static let backyard = LogFormat(
        unread: "backyard", title: "a Backyard chat", recognises: { $0.object?["chat"]?.has("ChatItems") ?? false })

    static let ginger = LogFormat(
        unread: "ginger_chat", title: "a Ginger chat",
        recognises: { $0.object.map { $0["users"]?.isObject ?? false && $0.hasArray("messages") } ?? false })

    static let agnai = LogFormat(
        unread: "agnai", title: "an Agnai chat", recognises: { $0.object?["messages"]?[0]?.has("msg") ?? false })

    static let gamerator = LogFormat(
        unread: "cai_thegamerator", title: "a Character.AI export (characterai-tools)",
        recognises: { $0.object?["messages"]?[0]?.isArray ?? false })

    static let risuText = LogFormat(
        unread: "risuai_txt", title: "a RisuAI text export",
        recognises: { source in
            guard source.root == nil else { return false }
            return source.headLines.lazy.filter { line in
                line.text.starts(with: [0x2D, 0x2D]) && line.text.count > 2
                    && line.text[line.text.startIndex + 2] != 0x2D
            }.prefix(2).count == 2
        })

    static let html = LogFormat(
        refused: "html", title: "a web page",
        Reason(
            .unrecognisedFormat, "the file is a web page",
            hint: "Export the chat as JSON or text; a saved page cannot be read yet."),
        recognises: { source in
            let head = Array(source.text.prefix(2000)).map(\.lowercasedASCII)
            return source.root == nil
                && ["<html", "<!doctype html", "<body", "<head>"].contains {
                    head.firstIndex(of: Array($0.utf8)) != nil
                }
        })
}
