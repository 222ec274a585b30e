import Foundation
import StrictJSON

extension ImportSource {
    /// A channel of Discord as DiscordChatExporter writes it (`--format Json`). Each message of a person is a rating.
    static let discord = ImportSource(
        name: "discord", title: "A channel of Discord, by DiscordChatExporter",
        pieces: { bytes, entries in
            let messages = try JSONDocument(bytes, limits: .log).root["messages"]
            return messages.map { $0.elements.map { $0 }.pieces(of: entries, #"{"messages":["#, "]}") } ?? [bytes]
        }
    ) { bytes in
        let root = try JSONDocument(bytes, limits: .log).root
        guard let messages = root["messages"], messages.kind == .array else {
            throw Problem.strangeExport("/messages", "An export has a list `messages`. Export with --format Json.")
        }
        var reading = ImportReading()
        for (index, message) in messages.elements.enumerated() {
            guard let id = message["id"]?.string, let author = message["author"], let name = author["id"]?.string,
                let at = message["timestamp"]?.string.flatMap(RFC3339.parse)
            else {
                throw Problem.strangeExport(
                    "/messages/\(index)", "A message has `id`, `timestamp` and `author.id`.")
            }
            if author["isBot"]?.bool ?? false {
                reading.skips.append(ImportSkip(externalID: id, code: .bot))
                continue
            }
            // Joins, pins and other notices have a type of their own, and no words of anybody.
            let isSpoken = ["Default", "Reply"].contains(message["type"]?.string ?? "Default")
            reading.append(
                ImportItem(
                    externalID: id, rater: "discord:\(name)", occurredAt: at,
                    comment: isSpoken ? message["content"]?.string : nil))
        }
        return reading
    }
}
