import ChatLogs
public import StrictJSON

/// What a consumer tells: the body of `PUT /v1/consumers/{name}`, decoded and checked. What it does not say is the
/// default of a pull, not what it said before.
public struct ConsumerInput: Sendable {
    /// Its name, of the address.
    public var name: String
    /// After what it holds now.
    public var cursor: Cursor
    /// Parameters of its pulls.
    public var pulls: Consumer.Pulls

    /// Decodes a body; every fault that it has is in the thrown problem.
    public init(name: String, body: JSONValue) throws(Problem) {
        var fields = FieldReader(body)
        if !Slug.isValid(name) { fields.fault("name", "bad_slug", Slug.rule, "For example: nightly.") }
        let text = fields.string("cursor", required: true)
        let cursor = text.flatMap { Cursor($0) }
        if text != nil, cursor == nil {
            fields.fault(
                "cursor", "bad_cursor", "This is no cursor of a feed.", "Send Chorus-Next-Cursor as you got it.")
        }
        let format = fields.string("format") ?? RowFormat.episode.name
        if RowFormat.named(format) == nil {
            let known = RowFormat.all.map(\.name).joined(separator: ", ")
            fields.fault("format", "unknown_value", "There is no format of this name.", "One of: \(known).")
        }
        pulls = Consumer.Pulls(
            experiment: fields.string("experiment", maximum: 63), policy: fields.string("policy", maximum: 100),
            format: format, consent: fields.word("consent", FeedSelection.Consent.self)?.rawValue)
        try fields.finish()
        guard let cursor else { throw Problem(422, "required", "`cursor` is needed.") }
        self.name = name
        self.cursor = cursor
    }
}
