public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Stores a rating that was made elsewhere, once, in a transaction; what was imported before is left as it is.
    /// - Returns: whether it is new
    public func insert(
        _ item: RatingImport, receiptHash: @Sendable (RatingImport, IdempotencyKey) -> [UInt8], at now: Date
    ) throws -> Bool {
        try transaction { db in
            try db.lockRatings(of: [RaterInExperiment(item.rating)])
            guard try db.insertOrigin(of: item, at: now) else { return false }
            let key = try item.key()
            let new = NewRating(item.rating, receiptHash: receiptHash(item, key), key: key)
            switch try db.store([new], waits: true).first {
            case .answered: break
            case .refused(let error): throw error
            case .busy, nil: throw Problem.busy
            }
            // What its rater said later counts, though it came first.
            if try db.isOvertaken(item.rating) {
                _ = try db.changeStanding(of: item.rating, at: now) { db in
                    try db.setStatus(.superseded, of: item.rating.id)
                    return .superseded
                }
            }
            return true
        }
    }

    private func isOvertaken(_ rating: Rating) throws -> Bool {
        let found: Bool? = try first(
            """
            select exists (
                select from ratings
                where bucket = \(rating.id.bucket) and experiment = \(rating.input.experiment)
                    and part = \(Int32(rating.input.part)) and rater = \(rating.rater) and status = 'superseded'
                    and received_at > \(rating.receivedAt))
            """)
        return found ?? false
    }

    /// Forgets what a withdrawn rating is called where it was made; that it was imported stays known.
    func forgetOrigin(of id: ID<Rating>) throws {
        try execute(
            "update rating_origins set external_id = null where bucket = \(id.bucket) and rating_id = \(id.uuid)")
    }

    /// - Returns: false when the same thing was imported before
    private func insertOrigin(of item: RatingImport, at now: Date) throws -> Bool {
        let id = item.rating.id
        return try execute(
            """
            insert into rating_origins (bucket, rating_id, source, external_hash, external_id, imported_at)
            values (\(id.bucket), \(id.uuid), \(item.source), \(Data(item.externalHash)), \(item.externalID), \(now))
            on conflict (bucket, external_hash) do nothing
            """) == 1
    }
}
