public import Foundation
public import Sentiment
public import StrictJSON

/// A rare but concrete report about an experiment's parts, pinned until a part closes it: "I saw one report of messages
/// getting cut off". Averages never show such a thing; a second rater who sees it too is what it waits for.
public struct Lead: Sendable {
    /// Key; its bucket is that of the experiment.
    public var id: ID<Lead>
    /// Slug of the experiment.
    public var experiment: String
    /// What was seen, in the maintainers' words.
    public var title: String
    /// What it is about.
    public var aspect: Aspect?
    /// The end or kind of the aspect.
    public var detail: String?
    /// The part in which it was first seen.
    public var part: Int
    /// The part that closed it; nil while it is open.
    public var closedByPart: Int?
    /// Who saw it too.
    public var confirmations: Confirmations
    /// When it was pinned.
    public var createdAt: Date
    /// Last change.
    public var updatedAt: Date

    /// Who confirms a lead, each person once.
    public struct Confirmations: Sendable, Hashable {
        /// Raters by the part that they rated; each is counted with one part, the latest that they confirmed it for.
        public var raters: [Int: Int]
        /// Maintainers who saw it themselves.
        public var maintainers: Int

        /// Nobody, or so many.
        public init(raters: [Int: Int] = [:], maintainers: Int = 0) {
            self.raters = raters
            self.maintainers = maintainers
        }
    }

    /// All members.
    public init(
        id: ID<Lead>, experiment: String, title: String, aspect: Aspect?, detail: String?, part: Int,
        closedByPart: Int?, confirmations: Confirmations, createdAt: Date, updatedAt: Date
    ) {
        self.id = id
        self.experiment = experiment
        self.title = title
        self.aspect = aspect
        self.detail = detail
        self.part = part
        self.closedByPart = closedByPart
        self.confirmations = confirmations
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// A lead that is pinned now.
    public init(_ input: LeadInput, experiment: String, now: Date) {
        self.init(
            id: ID(bucket: Bucket.of(experiment), at: now), experiment: experiment, title: input.title,
            aspect: input.aspect, detail: input.detail, part: input.part, closedByPart: nil,
            confirmations: Confirmations(), createdAt: now, updatedAt: now)
    }

    /// Whether raters of the part that closed it, or of a later one, saw it.
    public var isSeenAgain: Bool {
        guard let closedByPart else { return false }
        return confirmations.raters.contains { $0.key >= closedByPart && $0.value > 0 }
    }

    /// As answered by the API: raters are counted, never named.
    public var json: JSON {
        let raters = confirmations.raters.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        return .object([
            ("id", .string(id.description)), ("experiment", .string(experiment)), ("title", .string(title)),
            ("aspect", aspect.map { .string($0.rawValue) } ?? .null), ("detail", detail.map(JSON.string) ?? .null),
            ("part", .int(part)), ("status", .string(closedByPart == nil ? "open" : "closed")),
            ("closed_by_part", closedByPart.map(JSON.int) ?? .null), ("seen_again", .bool(isSeenAgain)),
            (
                "confirmations",
                .object([
                    ("raters", .int(raters.reduce(0) { $0 + $1.value })),
                    ("maintainers", .int(confirmations.maintainers)),
                    (
                        "by_part",
                        .array(raters.map { .object([("part", .int($0.key)), ("raters", .int($0.value))]) })
                    ),
                ])
            ), ("created_at", .string(RFC3339.text(createdAt))), ("updated_at", .string(RFC3339.text(updatedAt))),
        ])
    }
}
