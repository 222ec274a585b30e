public import Foundation
public import StrictJSON

/// A line of `POST /v1/ratings/batch`: a rating, and the name of this attempt to store it.
public struct RatingBatchLine: Sendable {
    /// The rating.
    public var input: RatingInput
    /// The client's name for this attempt; nil where the line has none of its own.
    public var idempotencyKey: String?

    /// Decodes a line; every fault that it has is in the thrown problem.
    public init(_ line: JSONValue, now: Date) throws(Problem) {
        var fields = FieldReader(line)
        input = RatingInput(in: &fields, now: now)
        idempotencyKey = fields.string("idempotency_key", maximum: IdempotencyKey.maximumBytes)
        if idempotencyKey?.isEmpty == true {
            fields.fault(
                "idempotency_key", "required", "`idempotency_key` is empty.", "Give it a value, or leave it out.")
        }
        try fields.finish()
    }
}
