import Foundation
import StrictJSON

extension ImportSource {
    /// Discussions of a model on the Hugging Face Hub: the answer of `GET /api/models/REPO/discussions/N`, or an array of
    /// such answers. Each comment of a person is a rating.
    static let hfDiscussions = ImportSource(
        name: "hf-discussions", title: "Discussions of a model on the Hugging Face Hub",
        pieces: { bytes, entries in
            let root = try JSONDocument(bytes, limits: .log).root
            // A discussion has some tens of comments.
            return root.kind == .array ? root.elements.map { $0 }.pieces(of: entries / 20, "[", "]") : [bytes]
        }
    ) { bytes in
        let root = try JSONDocument(bytes, limits: .log).root
        let discussions = root.kind == .array ? root.elements.map { $0 } : [root]
        var reading = ImportReading()
        for (index, discussion) in discussions.enumerated() {
            guard let events = discussion["events"], events.kind == .array else {
                throw Problem.strangeExport(
                    root.kind == .array ? "/\(index)/events" : "/events",
                    "A discussion has a list `events`. Fetch /api/models/REPO/discussions/N of each.")
            }
            for event in events.elements where event["type"]?.string == "comment" {
                guard let id = event["id"]?.string, let author = event["author"]?["name"]?.string,
                    let at = event["createdAt"]?.string.flatMap(RFC3339.parse)
                else { throw Problem.strangeExport("", "A comment has `id`, `author.name` and `createdAt`.") }
                let data = event["data"]
                let isHidden = data?["hidden"]?.bool ?? false
                reading.append(
                    ImportItem(
                        externalID: id, rater: "hf:\(author)", occurredAt: at,
                        comment: isHidden ? nil : data?["latest"]?["raw"]?.string))
            }
        }
        return reading
    }
}

extension Problem {
    /// An export that is not what its source writes.
    static func strangeExport(_ pointer: String, _ hint: String) -> Problem {
        .invalid([
            Fault(
                pointer: pointer, code: "strange_export", detail: "This is not an export of this source.", hint: hint)
        ])
    }
}
