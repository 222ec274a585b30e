public import Foundation
public import Sentiment
public import StrictJSON

/// What a rater sent: the body of `POST /v1/ratings`, decoded and checked.
public struct RatingInput: Sendable {
    /// Slug of the experiment.
    public var experiment: String
    /// Part that is judged.
    public var part: Int
    /// 1 (worst) ... 5 (best).
    public var score: Int?
    /// Sentiment that the rater stated.
    public var sentiment: Polarity?
    /// Free text.
    public var comment: String?
    /// Aspects that the rater named.
    public var aspects: [AspectOpinion]
    /// How the model was run.
    public var sampling: SamplingSettings
    /// Program that the rater chatted in.
    public var frontEnd: String?
    /// Who rates: any stable name; nil for somebody who rates once and does not say.
    public var rater: String?
    /// Submission that this rating is about.
    public var submission: UUID?
    /// When the judgement was made; nil for now.
    public var occurredAt: Date?

    /// All members, checked before.
    public init(
        experiment: String, part: Int, score: Int?, sentiment: Polarity?, comment: String?, aspects: [AspectOpinion],
        sampling: SamplingSettings, frontEnd: String?, rater: String?, submission: UUID?, occurredAt: Date?
    ) {
        self.experiment = experiment
        self.part = part
        self.score = score
        self.sentiment = sentiment
        self.comment = comment
        self.aspects = aspects
        self.sampling = sampling
        self.frontEnd = frontEnd
        self.rater = rater
        self.submission = submission
        self.occurredAt = occurredAt
    }

    /// Decodes a body; every fault that it has is in the thrown problem.
    public init(_ body: JSONValue, now: Date) throws(Problem) {
        var fields = FieldReader(body)
        self.init(in: &fields, now: now)
        try fields.finish()
    }

    /// Reads the members of a rating; what is wrong with them is among the faults of `fields`.
    init(in fields: inout FieldReader, now: Date) {
        experiment = fields.string("experiment", required: true) ?? ""
        part = fields.int("part", in: 1...1000, required: true) ?? 0
        score = fields.int("score", in: 1...5)
        sentiment = fields.word("sentiment", Polarity.self)
        comment = fields.string("comment", maximum: 10_000).flatMap { Self.isBlank($0) ? nil : $0 }
        aspects = AspectOpinion.list(in: &fields)
        sampling = SamplingSettings(in: &fields)
        frontEnd = fields.string("front_end", maximum: 60).flatMap { Self.isBlank($0) ? nil : $0.lowercased() }
        rater = fields.string("rater", maximum: 128).flatMap { Self.isBlank($0) ? nil : $0 }
        let submissionText = fields.string("submission")
        submission = submissionText.flatMap { ID<Submission>($0)?.uuid }
        if submissionText != nil, submission == nil {
            fields.fault("submission", "bad_id", "`submission` is not an id.", "Send the id that the upload returned.")
        }
        let occurred = fields.string("occurred_at")
        occurredAt = occurred.flatMap(RFC3339.parse)
        if occurred != nil, occurredAt == nil {
            fields.fault("occurred_at", "bad_timestamp", "Not an RFC 3339 time.", "For example: 2023-03-03T12:00:00Z.")
        } else if let moment = occurredAt, moment > now.addingTimeInterval(86_400) {
            fields.fault("occurred_at", "out_of_range", "`occurred_at` lies in the future.", "Leave it out for now.")
        }
        if fields.faults.isEmpty, score == nil, sentiment == nil, comment == nil {
            fields.fault("", "empty_rating", "A rating needs a score, a sentiment or a comment.", "Add one of them.")
        }
    }

    private static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 <= 0x20 } }
}

/// An aspect of a checkpoint that a rater named, and what they felt about it.
public struct AspectOpinion: Sendable, Equatable {
    /// The field's words for what goes well or badly.
    public typealias Aspect = Sentiment.Aspect
    /// Which aspect.
    public var aspect: Aspect
    /// Complaint, neutral mention or praise.
    public var polarity: Polarity

    /// Both.
    public init(aspect: Aspect, polarity: Polarity) {
        self.aspect = aspect
        self.polarity = polarity
    }

    static func list(in fields: inout FieldReader) -> [AspectOpinion] {
        var opinions: [AspectOpinion] = []
        for (index, element) in fields.array("aspects", maximum: 20).enumerated() {
            var nested = FieldReader(element, path: "/aspects/\(index)")
            let aspect = nested.word("aspect", Aspect.self)
            let polarity = nested.word("polarity", Polarity.self)
            if nested.faults.isEmpty, aspect == nil || polarity == nil {
                nested.fault("", "required", "An aspect needs `aspect` and `polarity`.", "Add what is missing.")
            }
            fields.merge(nested)
            guard let aspect, let polarity else { continue }
            if opinions.contains(where: { $0.aspect == aspect }) {
                fields.fault("aspects/\(index)", "duplicate_aspect", "This aspect is named twice.", "Name it once.")
            } else {
                opinions.append(AspectOpinion(aspect: aspect, polarity: polarity))
            }
        }
        return opinions
    }
}

/// How the model was run while it was judged; nil is "not told".
public struct SamplingSettings: Sendable, Equatable {
    /// 0...5.
    public var temperature: Double?
    /// 0...1; 1 is off.
    public var topP: Double?
    /// 0...100 000; 0 is off.
    public var topK: Int?
    /// 0...5; 1 is off.
    public var repetitionPenalty: Double?
    /// Whether contrastive search was used.
    public var contrastive: Bool?

    /// All members.
    public init(temperature: Double?, topP: Double?, topK: Int?, repetitionPenalty: Double?, contrastive: Bool?) {
        self.temperature = temperature
        self.topP = topP
        self.topK = topK
        self.repetitionPenalty = repetitionPenalty
        self.contrastive = contrastive
    }

    init(in fields: inout FieldReader) {
        self.init(temperature: nil, topP: nil, topK: nil, repetitionPenalty: nil, contrastive: nil)
        guard let object = fields.object("sampling") else { return }
        var nested = FieldReader(object, path: "/sampling")
        temperature = nested.double("temperature", in: 0...5)
        topP = nested.double("top_p", in: 0...1)
        topK = nested.int("top_k", in: 0...100_000)
        repetitionPenalty = nested.double("repetition_penalty", in: 0...5)
        contrastive = nested.bool("contrastive")
        fields.merge(nested)
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("temperature", temperature.map(JSON.double) ?? .null), ("top_p", topP.map(JSON.double) ?? .null),
            ("top_k", topK.map(JSON.int) ?? .null),
            ("repetition_penalty", repetitionPenalty.map(JSON.double) ?? .null),
            ("contrastive", contrastive.map(JSON.bool) ?? .null),
        ])
    }
}
