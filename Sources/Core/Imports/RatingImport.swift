import Crypto
public import Foundation
public import StrictJSON

/// A rating that was made elsewhere, with where that was.
public struct RatingImport: Sendable {
    /// The rating; received when it was made, so that of one rater's the latest counts, whenever each was brought in.
    public var rating: Rating
    /// Name of the source.
    public var source: String
    /// Its name there.
    public var externalID: String

    /// SHA-256 of source and external id: what makes it the same thing again.
    public var externalHash: [UInt8] { Array(SHA256.hash(data: Data("\(source)|\(externalID)".utf8))) }
    /// Stands for the key of a request.
    public func key() throws(Problem) -> IdempotencyKey {
        try IdempotencyKey(key: "import|\(source)|\(Hex.encode(externalHash))", request: "import", body: [])
    }
}

/// What a request to import brings, sorted out.
public struct ImportPlan: Sendable {
    /// The ratings, earliest first.
    public private(set) var imports: [RatingImport] = []
    /// What is not brought in.
    public private(set) var skips: [ImportSkip]

    /// Finds the part of each: the one that it names itself, the one that was asked for, or the last one that was
    /// released when it was written.
    /// - Parameters:
    ///   - part: for all that name none
    ///   - parts: of the experiment
    public init(
        _ reading: ImportReading, from source: ImportSource, experiment: String, part: Int?, parts: [Part], now: Date
    ) {
        skips = reading.skips
        let known = Set(parts.map(\.number))
        let released = parts.compactMap { part in part.releasedAt.map { (at: $0, number: part.number) } }
            .sorted { ($0.at, $0.number) < ($1.at, $1.number) }
        for item in reading.items.sorted(by: { $0.occurredAt < $1.occurredAt }) {
            guard let number = item.part ?? part ?? released.last(where: { $0.at <= item.occurredAt })?.number else {
                skips.append(ImportSkip(externalID: item.externalID, code: .noPart))
                continue
            }
            guard known.contains(number) else {
                skips.append(ImportSkip(externalID: item.externalID, code: .unknownPart))
                continue
            }
            // A clock that is ahead must not keep what its rater says later from counting.
            let moment = min(item.occurredAt, now)
            let id = ID<Rating>(bucket: Bucket.of(item.rater), at: moment)
            let rating = Rating(
                item.input(experiment: experiment, part: number), id: id, rater: item.rater, receivedAt: moment)
            imports.append(RatingImport(rating: rating, source: source.name, externalID: item.externalID))
        }
    }
}

/// What became of an import.
public struct ImportOutcome: Sendable {
    /// Name of the source.
    public var source: String
    /// Ratings that are new, by part.
    public var imported: [Int: Int] = [:]
    /// Ratings that were there already.
    public var unchanged = 0
    /// What was not brought in.
    public var skips: [ImportSkip]

    /// Nothing imported yet.
    public init(source: String, skips: [ImportSkip]) {
        self.source = source
        self.skips = skips
    }

    /// Most skips that an answer lists.
    public static let listedSkips = 100

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("source", .string(source)), ("imported", .int(imported.values.reduce(0, +))),
            ("unchanged", .int(unchanged)), ("skipped", .int(skips.count)),
            (
                "parts",
                .array(
                    imported.sorted { $0.key < $1.key }.map {
                        .object([("part", .int($0.key)), ("imported", .int($0.value))])
                    })
            ),
            ("skips", .array(skips.prefix(Self.listedSkips).map(\.json))),
        ])
    }
}
