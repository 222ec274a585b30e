import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestService

extension Connection {
    /// Registers `exp7` with some parts.
    func registerExperiment(parts: Int = 3) throws {
        let experiment = try Experiment(
            slug: "exp7", body: try JSONDocument(Samples.experiment.bytes(), limits: .request).root, now: testMoment)
        _ = try put(experiment)
        for number in 1...parts {
            let body = try JSONDocument(Samples.part.bytes(), limits: .request).root
            _ = try put(try Part(experiment: "exp7", number: number, body: body, now: testMoment))
        }
    }

    /// Rates as the service does, in the current transaction.
    func rate(_ json: JSON, at moment: Date = testMoment) throws -> (rating: Rating, replaced: ID<Rating>?) {
        let new = try NewRating.sample(json, at: moment)
        guard case .answered(let kept) = try store([new], waits: true)[0] else { throw NotStored() }
        return (new.rating, try JSONDocument(kept.body, limits: .own).root["replaced"]?.string.flatMap { ID($0) })
    }

    private struct NotStored: Error {}
}

extension NewRating {
    /// A rating as the service makes it, in the name of `anonymous` where it has no rater.
    static func sample(_ json: JSON, key: String? = nil, at moment: Date = testMoment) throws -> NewRating {
        let input = try RatingInput(try JSONDocument(json.bytes(), limits: .request).root, now: moment)
        let rater = input.rater ?? "anonymous"
        let rating = Rating(input, id: ID(bucket: Bucket.of(rater), at: moment), rater: rater, receivedAt: moment)
        return NewRating(
            rating, receiptHash: rating.testReceipt,
            key: try IdempotencyKey(key: key, request: "POST /v1/ratings", body: [json.bytes()]))
    }
}

extension Connection {
    /// Decides without a reason.
    func decide(
        _ decision: Decision, about id: ID<Rating>, at moment: Date = testMoment
    ) throws -> Rating.Status? {
        try decide(
            DecisionInput(decision: decision, reason: nil), about: id, by: .commandLine, at: moment)?.status
    }
}

extension Rating {
    /// Stands for the hash of its receipt.
    var testReceipt: [UInt8] { Array(id.description.utf8) }
}

extension Submission {
    /// A submission as it is after reading, in a bucket of its own choice.
    static func sample(
        _ logs: [[UInt8]] = [Samples.tavern()], bucket: UInt8 = .random(in: 0...255), at moment: Date = testMoment
    ) throws -> Submission {
        Submission(
            id: ID(bucket: bucket, at: moment), fields: try SubmissionFields([("consent_training", "true")]),
            uploads: logs.map { Upload(filename: "aria.jsonl", bytes: $0) }, receivedAt: moment)
    }

    /// Stands for the hash of its receipt.
    var testReceipt: [UInt8] { Array(id.description.utf8) }
}

extension IdempotencyKey {
    /// A key for some body.
    static func sample(_ key: String, body: String = "") throws -> IdempotencyKey {
        try IdempotencyKey(key: key, request: "POST /v1/ratings", body: [Array(body.utf8)])
    }
}
