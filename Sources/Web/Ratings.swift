import Core
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func postRating(_ request: Request, _ context: AppContext) async throws -> Response {
        let (bytes, body) = try await request.json(upTo: limits.jsonBytes)
        let input = try RatingInput(body.root, now: now())
        let key = try IdempotencyKey(key: request.idempotencyKey, request: "POST /v1/ratings", body: [bytes])
        // An importer speaks for many raters, wherever they are.
        let isImporter = context.token?.scopes.contains(.import) == true
        let kept = try await store(
            input, key: key, from: isImporter ? nil : context.client(of: request, trusting: trustedProxies))
        return answer(kept, key: key)
    }

    /// Stores a rating once for its key.
    /// - Parameter address: where it came from; nil when that is not known
    func store(_ input: RatingInput, key: IdempotencyKey, from address: NetworkAddress?) async throws -> KeptAnswer {
        try await ratingLanes.store(newRating(input, key: key, from: address))
    }

    /// What is to be stored of a rating.
    func newRating(_ input: RatingInput, key: IdempotencyKey, from address: NetworkAddress?) -> NewRating {
        let moment = now()
        // Somebody who does not say who they are is a rater of their own, the same one when the request is repeated.
        let rater = input.rater ?? "anonymous-" + Hex.encode(key.hash.prefix(16))
        let id = ID<Rating>(bucket: Bucket.of(rater), at: moment)
        let rating = Rating(input, id: id, rater: rater, receivedAt: moment)
        let receipt = Receipt(id: id.description, keyHash: key.hash, serverKey: serverKey)
        let network = RatingNetwork(of: address, experiment: input.experiment, serverKey: serverKey)
        return NewRating(rating, receiptHash: receipt.hash, key: key, network: network)
    }

    func getRating(_ request: Request, _ context: AppContext) async throws -> Response {
        let (id, receipt) = try ratingAndReceipt(request, context)
        let rating = try await pool.withConnection { db in try db.rating(id, receiptHash: receipt.hash) }
        guard let rating else { throw Problem.nothingForReceipt }
        return .json(rating.json)
    }

    func patchRating(_ request: Request, _ context: AppContext) async throws -> Response {
        let (id, receipt) = try ratingAndReceipt(request, context)
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        guard let corrected = try await correct(id, receipt, by: body) else { throw Problem.nothingForReceipt }
        return .json(corrected.json)
    }

    /// A rating after its rater's correction; nil when the receipt opens none.
    func correct(_ id: ID<Rating>, _ receipt: Receipt, by patch: JSONDocument) async throws -> Rating? {
        let moment = now()
        return try await pool.transaction { db in
            guard let old = try db.rating(id, receiptHash: receipt.hash, isToChange: true) else { return nil }
            let corrected = try old.corrected(by: patch.root, now: moment)
            try db.update(corrected, from: old, at: moment)
            return corrected
        }
    }

    func deleteRating(_ request: Request, _ context: AppContext) async throws -> Response {
        let (id, receipt) = try ratingAndReceipt(request, context)
        let moment = now()
        try await pool.transaction { db in
            guard let rating = try db.rating(id, receiptHash: receipt.hash, isToChange: true) else {
                throw Problem.nothingForReceipt
            }
            try db.withdraw(rating, at: moment)
        }
        await onWithdrawal(Withdrawal(id: id.uuid, subject: .rating, at: moment))
        return .json(.object([("withdrawn_at", .string(RFC3339.text(moment)))]))
    }

    func postRatingDecision(_ request: Request, _ context: MaintainContext) async throws -> Response {
        try await answer(request, context, unknown: "There is no such rating.") {
            (id: ID<Rating>, input, actor, moment) in
            let standing = try await pool.transaction { db in try db.decide(input, about: id, by: actor, at: moment) }
            return standing.map {
                [("status", .string($0.status.rawValue)), ("counted", .bool($0.status == .accepted))]
            }
        }
    }

    private func ratingAndReceipt(_ request: Request, _ context: AppContext) throws -> (ID<Rating>, Receipt) {
        let receipt = try request.receipt()
        guard let id = ID<Rating>(try context.parameters.require("id")) else { throw Problem.nothingForReceipt }
        return (id, receipt)
    }
}

extension Service {
    /// The answer to a creation: the kept body, with the receipt derived again.
    func answer(_ kept: KeptAnswer, key: IdempotencyKey) -> Response {
        var headers: HTTPFields = [:]
        if kept.isReplay { headers[.idempotencyReplayed] = "true" }
        return .json(
            .raw(kept.bytes(key: key, serverKey: serverKey)), status: .init(code: kept.status), headers: headers)
    }
}

extension KeptAnswer {
    /// What is answered: the kept body, with the receipt derived again.
    func bytes(key: IdempotencyKey, serverKey: SymmetricKey) -> [UInt8] {
        let receipt = Receipt(id: ID<Void>(resource).description, keyHash: key.hash, serverKey: serverKey)
        // The kept answer is an object of our own: the receipt becomes its last member without reading it again, which
        // could refuse what is stored already.
        let open: ArraySlice<UInt8> = body.dropLast()
        return Array(open) + #","receipt":"\#(receipt.code)"}"#.utf8
    }
}

extension Request {
    /// The client's name for this attempt, if it gave one.
    var idempotencyKey: String? { headers[.idempotencyKey] }
}

extension HTTPField.Name {
    /// The client's name for an attempt.
    static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .eTag
    /// Says of an answer that it was given before.
    static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed") ?? .eTag
}
