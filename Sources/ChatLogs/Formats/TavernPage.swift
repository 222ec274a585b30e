import StrictJSON

/// SillyTavern's page, saved from the browser: who speaks and as what stands in attributes of each message.
enum TavernPage {
    /// The messages as rows of a chat file; nil when the page has none.
    static func json(in page: [UInt8]) -> [UInt8]? {
        var rows: [JSON] = []
        var begin = beginOfMessage(in: page, from: 0)
        while let start = begin {
            let next = beginOfMessage(in: page, from: start)
            begin = next
            let end = page[start..<(next ?? page.count)].firstIndex(of: 0x3E) ?? start
            let tag = Array(page[start..<end])
            guard let name = attribute("ch_name", of: tag), let user = attribute("is_user", of: tag),
                !name.isEmpty, let text = text(in: Array(page[end..<(next ?? page.count)]))
            else { continue }
            rows.append(
                .object([
                    ("name", .string(name.text)), ("is_user", .bool(user == yes)),
                    ("is_system", .bool(attribute("is_system", of: tag) == yes)), ("mes", .string(text.text)),
                ]))
        }
        return rows.isEmpty ? nil : JSON.array(rows).bytes()
    }

    /// The end of the next `<div class="mes"`, other classes or none after that one.
    private static func beginOfMessage(in page: [UInt8], from start: Int) -> Int? {
        var index = start
        while let found = page.firstIndex(of: message, from: index) {
            index = found + message.count
            if index < page.count, page[index] == 0x22 || page[index] == 0x20 { return index }
        }
        return nil
    }

    /// What the first element for a message's text shows.
    private static func text(in block: [UInt8]) -> [UInt8]? {
        guard let found = block.firstIndex(of: body), let start = block[found...].firstIndex(of: 0x3E) else {
            return nil
        }
        var depth = 1
        var end = start + 1
        while end < block.count {
            if block[end] == 0x3C {
                if block.has(divisionEnd, at: end) { depth -= 1 } else if block.has(division, at: end) { depth += 1 }
                if depth == 0 { break }
            }
            end += 1
        }
        return WhiteSpace.trimmed(PageText.text(of: Array(block[(start + 1)..<end])))
    }

    private static func attribute(_ name: String, of tag: [UInt8]) -> [UInt8]? {
        let mark = Array(" \(name)=\"".utf8)
        guard let found = tag.firstIndex(of: mark) else { return nil }
        let value = Array(tag[(found + mark.count)...].prefix { $0 != 0x22 })
        return DisplayMarkupRule.removed(value)?.text ?? value
    }

    private static let message = Array("<div class=\"mes".utf8)
    private static let body = Array("class=\"mes_text".utf8)
    private static let division = Array("<div".utf8)
    private static let divisionEnd = Array("</div".utf8)
    private static let yes = Array("true".utf8)
}
