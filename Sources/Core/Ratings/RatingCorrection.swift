public import Foundation
import Sentiment
public import StrictJSON

extension Rating {
    /// The rating after its rater's correction, a merge patch (RFC 7396): members that are given replace, `null` clears,
    /// the rest stays, inside `sampling` too.
    ///
    /// Experiment, part and rater are what the rating is; they cannot be changed, only rated anew.
    public func corrected(by patch: JSONValue, now: Date) throws -> Rating {
        var fields = FieldReader(patch)
        for name in ["experiment", "part", "rater"] where patch[name] != nil {
            fields.fault(name, "immutable", "`\(name)` cannot be changed.", "Withdraw this rating and rate again.")
        }
        if !fields.faults.isEmpty { throw Problem.invalid(fields.faults) }
        let merged = try JSONDocument(Self.merged(.object(inputMembers), with: patch).bytes(), limits: .request)
        var corrected = Rating(try RatingInput(merged.root, now: now), id: id, rater: rater, receivedAt: receivedAt)
        corrected.input.rater = input.rater
        corrected.status = status
        corrected.revision = revision + 1
        return corrected
    }

    private static func merged(_ old: JSON, with patch: JSONValue) -> JSON {
        guard patch.kind == .object else { return patch.json() }
        var members: [JSON.Member] = []
        if case .object(let present) = old { members = present }
        for (name, value) in patch.members {
            let index = members.firstIndex { $0.key.utf8.elementsEqual(name.utf8) }
            let merged = merged(index.map { members[$0].value } ?? .null, with: value)
            if let index { members[index].value = merged } else { members.append((name, merged)) }
        }
        return .object(members)
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
