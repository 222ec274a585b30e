public import Foundation
public import StrictJSON

/// A training run that is released in parts, such as `exp7`, which trains model `v8`.
public struct Experiment: Sendable {
    /// Its name in addresses: `[a-z0-9][a-z0-9-]{0,62}`.
    public var slug: String
    /// For people.
    public var title: String
    /// The model that it trains.
    public var model: String
    /// How many parts are planned, 1...1000.
    public var partsPlanned: Int
    /// Free-form object, kept as it was sent.
    public var hyperparameters: JSON
    /// Markdown.
    public var description: String
    /// Slug of the experiment before this one.
    public var previous: String?
    /// First registration.
    public var createdAt: Date
    /// Last change.
    public var updatedAt: Date

    /// All members.
    public init(
        slug: String, title: String, model: String, partsPlanned: Int, hyperparameters: JSON, description: String,
        previous: String?, createdAt: Date, updatedAt: Date
    ) {
        self.slug = slug
        self.title = title
        self.model = model
        self.partsPlanned = partsPlanned
        self.hyperparameters = hyperparameters
        self.description = description
        self.previous = previous
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// Decodes the body of `PUT /v1/experiments/{experiment}`.
    public init(slug: String, body: JSONValue, now: Date) throws(Problem) {
        var fields = FieldReader(body)
        if !Slug.isValid(slug) { fields.fault("experiment", "bad_slug", Slug.rule, "For example: exp7.") }
        let title = fields.string("title", required: true)
        let model = fields.string("model", required: true)
        let partsPlanned = fields.int("parts_planned", in: 1...1000, required: true)
        let hyperparameters = fields.object("hyperparameters")?.json() ?? .object([])
        let description = fields.string("description", maximum: 100_000) ?? ""
        let previous = fields.string("previous", maximum: 63)
        if let previous, !Slug.isValid(previous) {
            fields.fault("previous", "bad_slug", Slug.rule, "Name the experiment before this one.")
        }
        try fields.finish()
        self.init(
            slug: slug, title: title ?? "", model: model ?? "", partsPlanned: partsPlanned ?? 1,
            hyperparameters: hyperparameters, description: description, previous: previous, createdAt: now,
            updatedAt: now)
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("experiment", .string(slug)), ("title", .string(title)), ("model", .string(model)),
            ("parts_planned", .int(partsPlanned)), ("hyperparameters", hyperparameters),
            ("description", .string(description)), ("previous", previous.map(JSON.string) ?? .null),
            ("created_at", .string(RFC3339.text(createdAt))), ("updated_at", .string(RFC3339.text(updatedAt))),
        ])
    }
}

/// Names in addresses.
public enum Slug {
    /// The rule, for people.
    public static let rule = "1 to 63 characters of a-z, 0-9 and -, not starting with -."

    /// Whether `[a-z0-9][a-z0-9-]{0,62}` matches.
    public static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard 1...63 ~= bytes.count, bytes[0] != UInt8(ascii: "-") else { return false }
        return bytes.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
    }
}
