import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService

extension Database {
    /// Part 1 of the experiment that samples are about.
    static func registerPart() async throws {
        try await Database.pool.withConnection { db in
            let body = try JSONDocument(Samples.experiment.bytes(), limits: .request).root
            _ = try db.put(try Experiment(slug: "exp7", body: body, now: testMoment))
            let part = try JSONDocument(Samples.part.bytes(), limits: .request).root
            _ = try db.put(try Part(experiment: "exp7", number: 1, body: part, now: testMoment))
        }
    }

    /// Returns when so many wait for a lock.
    static func untilWaiting(_ count: Int) async throws {
        while true {
            let waiting: Int? = try await Database.pool.first("select count(*) from pg_locks where not granted")
            if waiting ?? 0 >= count { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

extension NewRating {
    /// A rating of that part by somebody.
    static func sample(_ rater: String, key: String? = nil) throws -> NewRating {
        let json = Samples.rating(("score", 4), ("rater", .string(rater)))
        let input = try RatingInput(try JSONDocument(json.bytes(), limits: .request).root, now: testMoment)
        let rating = Rating(
            input, id: ID(bucket: Bucket.of(rater), at: testMoment), rater: rater, receivedAt: testMoment)
        let key = try IdempotencyKey(key: key, request: "POST /v1/ratings", body: [json.bytes()])
        return NewRating(rating, receiptHash: Array(rater.utf8), key: key)
    }
}
