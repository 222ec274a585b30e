import Crypto
public import Foundation
public import Statistics
public import StrictJSON

/// What the community's ratings say about one part.
public struct PartSummary: Sendable {
    /// Version of the methods below; part of the input hash.
    public static let method = "summary/1"

    /// Slug of the experiment.
    public var experiment: String
    /// Number of the part.
    public var part: Int
    /// The integers that everything is computed from.
    public var figures: PartFigures
    /// The same integers over all parts of the experiment, this one included.
    public var pooled: PartFigures
    /// Feed position at which the figures were read.
    public var position: Int
    /// When the feed got to that position, or the part was registered. Not the moment of reading: the same state gives
    /// the same bytes.
    public var asOf: Date
    /// Version of the sentiment model.
    public var sentimentModel: String

    /// All inputs.
    public init(
        experiment: String, part: Int, figures: PartFigures, pooled: PartFigures, position: Int, asOf: Date,
        sentimentModel: String
    ) {
        self.experiment = experiment
        self.part = part
        self.figures = figures
        self.pooled = pooled
        self.position = position
        self.asOf = asOf
        self.sentimentModel = sentimentModel
    }

    /// The part's feedback in words.
    public var label: FeedbackLabel {
        .of(
            negative: figures.sentiments.negative, neutral: figures.sentiments.neutral,
            positive: figures.sentiments.positive)
    }

    /// Share positive less share negative with its 95 % credible interval; nil below five raters.
    public var netSentiment: Estimate? {
        guard figures.raters >= FeedbackLabel.fewestRaters else { return nil }
        return .netSentiment(
            negative: figures.sentiments.negative, neutral: figures.sentiments.neutral,
            positive: figures.sentiments.positive,
            pooled: pooled.raters > figures.raters
                ? (pooled.sentiments.negative, pooled.sentiments.neutral, pooled.sentiments.positive) : nil)
    }

    /// Share of raters who are negative with its Wilson 95 % interval; nil below five raters.
    public var negativeShare: (raw: Double, wilson: Interval)? {
        guard figures.raters >= FeedbackLabel.fewestRaters else { return nil }
        let proportion = Proportion(figures.sentiments.negative, of: figures.raters)
        return (Double(figures.sentiments.negative) / Double(figures.raters), .wilson(proportion))
    }

    /// Mean score with its 95 % credible interval; nil below five scores.
    public var meanScore: Estimate? {
        guard figures.scores.reduce(0, +) >= FeedbackLabel.fewestRaters else { return nil }
        return .meanScore(counts: figures.scores, pooled: pooled.scores == figures.scores ? [] : pooled.scores)
    }

    /// SHA-256 over everything that the figures below depend on: same hash, same numbers.
    public var inputHash: String {
        let inputs: [any CustomStringConvertible] =
            [Self.method, sentimentModel, experiment, part] + Self.inputs(figures) + Self.inputs(pooled)
        return "sha256:" + Hex.encode(SHA256.hash(data: Data(inputs.map(\.description).joined(separator: "|").utf8)))
    }

    /// The answer to `GET /v1/experiments/{e}/parts/{n}/summary`.
    public var json: JSON {
        .object([
            ("experiment", .string(experiment)), ("part", .int(part)),
            ("as_of", .object([("position", .int(position)), ("at", .string(RFC3339.text(asOf)))])),
            ("method", .string(Self.method)), ("sentiment_model", .string(sentimentModel)),
            ("input_hash", .string(inputHash)), ("ratings", .int(figures.ratings)), ("raters", .int(figures.raters)),
            ("comments", .int(figures[.comments])),
            (
                "counts",
                .object([
                    ("negative", .int(figures.sentiments.negative)), ("neutral", .int(figures.sentiments.neutral)),
                    ("positive", .int(figures.sentiments.positive)),
                ])
            ),
            ("scores", .object((1...5).map { (String($0), .int(figures.scores[$0 - 1])) })),
            ("mean_score", meanScore.map(Self.estimate) ?? .null),
            ("net_sentiment", netSentiment.map(Self.estimate) ?? .null),
            (
                "negative_share",
                negativeShare.map { share in
                    .object([
                        ("raw", .double(share.raw)),
                        ("wilson", .array([.double(share.wilson.low), .double(share.wilson.high)])),
                    ])
                } ?? .null
            ),
            ("label", .string(label.rawValue)),
            (
                "stated_and_read",
                .object([("ratings", .int(figures[.statedAndRead])), ("differing", .int(figures[.differing]))])
            ),
        ])
    }

    private static func inputs(_ figures: PartFigures) -> [any CustomStringConvertible] {
        figures.named.flatMap { [$0.name, $0.count] as [any CustomStringConvertible] }
    }

    private static func estimate(_ estimate: Estimate) -> JSON {
        .object([
            ("mean", .double(estimate.mean)), ("low", .double(estimate.interval.low)),
            ("high", .double(estimate.interval.high)), ("level", .double(0.95)),
        ])
    }
}
