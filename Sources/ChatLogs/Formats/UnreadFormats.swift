import StrictJSON

/// Formats that are known and not readable yet. Each is recognised, so that it is never mistaken for another.
extension LogFormat {
    static let risu = LogFormat(
        unread: "risuai", title: "a RisuAI chat",
        recognises: { ["risuChat", "risuAllChats"].contains($0.object?.label("type")) })

    static let discord = LogFormat(
        unread: "discord_dce", title: "a Discord export",
        recognises: { $0.object.map { $0.has("guild") && $0.has("channel") && $0.has("messages") } ?? false })

    static let janitor = LogFormat(
        unread: "janitorai", title: "a JanitorAI chat", recognises: { $0.object?.has("chatMessages") ?? false })

    static let backyard = LogFormat(
        unread: "backyard", title: "a Backyard chat", recognises: { $0.object?["chat"]?.has("ChatItems") ?? false })

    static let ginger = LogFormat(
        unread: "ginger_chat", title: "a Ginger chat",
        recognises: { $0.object.map { $0["users"]?.isObject ?? false && $0.hasArray("messages") } ?? false })

    static let chatGPT = LogFormat(
        unread: "chatgpt", title: "a ChatGPT export",
        recognises: { source in
            (source.object ?? source.firstElement).map { $0.has("mapping") && $0.has("current_node") } ?? false
        })

    static let agnai = LogFormat(
        unread: "agnai", title: "an Agnai chat", recognises: { $0.object?["messages"]?[0]?.has("msg") ?? false })

    static let gamerator = LogFormat(
        unread: "cai_thegamerator", title: "a Character.AI export (characterai-tools)",
        recognises: { $0.object?["messages"]?[0]?.isArray ?? false })

    static let metharme = LogFormat(
        unread: "metharme", title: "Metharme rows",
        recognises: { ($0.object ?? $0.firstElement).map(isMetharme) ?? false })

    static let metharmeLines = LogFormat(
        unread: "metharme_l", title: "Metharme rows",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isMetharme) })

    static let metharmeText = LogFormat(
        unread: "metharme_text", title: "a Metharme prompt",
        recognises: { source in
            source.root == nil && source.firstRows.isEmpty && source.text.firstIndex(of: Array("<|model|>".utf8)) != nil
                && (source.text.starts(with: Array("<|system|>".utf8))
                    || source.text.starts(with: Array("<|user|>".utf8)))
        })

    static let pippa = LogFormat(
        unread: "pippa", title: "PIPPA rows", recognises: { ($0.object ?? $0.firstElement).map(isPIPPA) ?? false })

    static let pippaLines = LogFormat(
        unread: "pippa_l", title: "PIPPA rows",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isPIPPA) })

    static let alpaca = LogFormat(
        unread: "alpaca", title: "Alpaca instructions",
        recognises: { ($0.object ?? $0.firstElement).map(isAlpaca) ?? false })

    static let alpacaLines = LogFormat(
        unread: "alpaca_l", title: "Alpaca instructions",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isAlpaca) })

    static let openAssistant = LogFormat(
        unread: "oasst", title: "an Open-Assistant tree",
        recognises: { ($0.object ?? $0.firstElement).map(isOpenAssistant) ?? false })

    static let openAssistantLines = LogFormat(
        unread: "oasst_l", title: "Open-Assistant trees",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isOpenAssistant) })

    static let shareGPTScrape = LogFormat(
        unread: "sharegpt_html_raw", title: "a raw ShareGPT scrape",
        recognises: { source in
            guard let first = source.firstElement, first.isArray else { return false }
            return first[0]?.kind == .string || first[0]?[0]?.kind == .string
        })

    static let risuText = LogFormat(
        unread: "risuai_txt", title: "a RisuAI text export",
        recognises: { source in
            guard source.root == nil else { return false }
            return source.headLines.lazy.filter { line in
                line.text.starts(with: [0x2D, 0x2D]) && line.text.count > 2
                    && line.text[line.text.startIndex + 2] != 0x2D
            }.prefix(2).count == 2
        })

    private static func isMetharme(_ row: JSONValue) -> Bool { row.has("prompt") && row.has("generation") }
    private static func isPIPPA(_ row: JSONValue) -> Bool { row.has("conversation") && row.has("bot_id") }
    private static func isAlpaca(_ row: JSONValue) -> Bool {
        row.has("instruction") && (row.has("output") || row.has("instances"))
    }
    private static func isOpenAssistant(_ row: JSONValue) -> Bool {
        row.has("message_tree_id") || row.has("message_id") && row.has("parent_id")
    }
}
