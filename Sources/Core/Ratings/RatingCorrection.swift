public import Foundation
import Sentiment
public import StrictJSON

extension Rating {
    /// The rating after its rater's correction: members that are given replace, `null` clears, the rest stays.
    ///
    /// Experiment, part and rater are what the rating is; they cannot be changed, only rated anew.
    public func corrected(by patch: JSONValue, now: Date) throws -> Rating {
        var fields = FieldReader(patch)
        for name in ["experiment", "part", "rater"] where patch[name] != nil {
            fields.fault(name, "immutable", "`\(name)` cannot be changed.", "Withdraw this rating and rate again.")
        }
        if let first = fields.faults.first { throw Problem.invalid([first]) }
        var members = inputMembers
        for member in patch.members {
            members.removeAll { $0.key.utf8.elementsEqual(member.key.utf8) }
            members.append((member.key, member.value.json()))
        }
        let merged = try JSONDocument(JSON.object(members).bytes(), limits: .request)
        var corrected = Rating(try RatingInput(merged.root, now: now), id: id, rater: rater, receivedAt: receivedAt)
        corrected.status = status
        corrected.revision = revision + 1
        return corrected
    }

    private var inputMembers: [JSON.Member] {
        [
            ("experiment", .string(input.experiment)), ("part", .int(input.part)),
            ("score", input.score.map(JSON.int) ?? .null),
            ("sentiment", input.sentiment.map { .string($0.rawValue) } ?? .null),
            ("comment", input.comment.map(JSON.string) ?? .null),
            (
                "aspects",
                .array(
                    input.aspects.map {
                        .object([("aspect", .string($0.aspect.rawValue)), ("polarity", .string($0.polarity.rawValue))])
                    })
            ), ("sampling", input.sampling.json), ("front_end", input.frontEnd.map(JSON.string) ?? .null),
            ("submission", input.submission.map { .string($0.uuidString) } ?? .null),
            ("occurred_at", input.occurredAt.map { .string(RFC3339.text($0)) } ?? .null),
        ]
    }
}
