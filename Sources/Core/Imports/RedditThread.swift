import Foundation
import StrictJSON

extension ImportSource {
    /// A thread of Reddit as it is at its address with `.json` behind it: the post and its comments. Each is a rating.
    static let redditJSON = ImportSource(name: "reddit-json", title: "A thread of Reddit, from its address with .json")
    {
        bytes in
        let root = try JSONDocument(bytes, limits: .log).root
        let listings = root.kind == .array ? root.elements.map { $0 } : [root]
        guard !listings.isEmpty, listings.allSatisfy({ $0["kind"]?.string == "Listing" }) else {
            throw Problem.strangeExport("", "A thread is a list of two `Listing`s: add .json to its address.")
        }
        var reading = ImportReading()
        for listing in listings { try readRedditThings(of: listing, into: &reading) }
        return reading
    }
}

private func readRedditThings(of listing: JSONValue, into reading: inout ImportReading) throws {
    guard let things = listing["data"]?["children"] else { return }
    for thing in things.elements {
        // `more` names comments that are not in the export.
        guard let kind = thing["kind"]?.string, ["t1", "t3"].contains(kind), let data = thing["data"] else { continue }
        guard let id = data["name"]?.string ?? data["id"]?.string.map({ "\(kind)_\($0)" }),
            let at = data["created_utc"]?.double, 0..<253_402_300_800 ~= at
        else { throw Problem.strangeExport("", "A post or comment has `name` and `created_utc`.") }
        let text = [data["title"]?.string, data["selftext"]?.string, data["body"]?.string].compactMap { $0 }
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
        let author = data["author"]?.string ?? "[deleted]"
        let isDeleted = author == "[deleted]" || ["[deleted]", "[removed]"].contains(text)
        if author == "AutoModerator" {
            reading.skips.append(ImportSkip(externalID: id, code: .bot))
        } else {
            reading.append(
                ImportItem(
                    externalID: id, rater: "reddit:\(author)", occurredAt: Date(timeIntervalSince1970: at),
                    comment: isDeleted ? nil : text))
        }
        // An empty text where there are none. As deep as the parser lets a document be.
        if let replies = data["replies"], replies.kind == .object { try readRedditThings(of: replies, into: &reading) }
    }
}
