/// The JSON of a chat inside a page.
enum EmbeddedChat {
    /// The JSON; nil when no program that is known wrote the page. Each mark is looked for once: linear.
    static func json(in page: [UInt8]) -> [UInt8]? {
        risu(in: page) ?? script(in: page) ?? TavernPage.json(in: page)
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
