import Core
import Foundation
import Hummingbird
import Postgres
import Storage
import StrictJSON
import Synchronization

extension Service {
    func postSubmission(_ request: Request, _ context: AppContext) async throws -> Response {
        try await withUpload(request) { upload in
            let key = try IdempotencyKey(
                key: request.idempotencyKey, request: "POST /v1/submissions \(request.mediaType ?? "")",
                body: upload.canonicalPieces)
            let kept = try await store(&upload, fields: try SubmissionFields(upload.fields), key: key)
            return answer(kept, key: key)
        }
    }

    /// Reads an upload and stores what is usable in it, once for its key.
    /// - Throws: `Problem` 422 with every reason when nothing is usable; then nothing is stored
    func store(_ upload: inout ReceivedUpload, fields: SubmissionFields, key: IdempotencyKey) async throws -> KeptAnswer
    {
        try fields.requireConsent()
        let moment = now()
        let id = ID<Submission>(bucket: key.bucket, at: moment)
        let submission = try await parsed {
            Submission(id: id, fields: fields, uploads: upload.takeFiles(), receivedAt: moment)
        }
        if let refusal = submission.refusal { throw refusal }
        // Nobody else keeps it: storing uses it up.
        let handover = Mutex<Submission?>(consume submission)
        let receipt = Receipt(id: id.description, keyHash: key.hash, serverKey: serverKey)
        let kept = try await pool.transaction { db in
            try db.once(key, now: moment) { db in
                guard var submission = handover.withLock({ $0.take() }) else { throw Problem.internalError }
                try db.settle(&submission)
                if let refusal = submission.refusal { throw refusal }
                let answer = submission.answer.bytes()
                try db.insert(consume submission, receiptHash: receipt.hash)
                return KeptAnswer(status: 201, resource: id.uuid, body: answer)
            }
        }
        feedSignal.changes.ring()
        return kept
    }

    func previewSubmission(_ request: Request, _ context: AppContext) async throws -> Response {
        try await withUpload(request) { upload in
            .json(try await preview(upload, fields: try SubmissionFields(upload.fields)))
        }
    }

    /// What would become of an upload; stores nothing.
    func preview(_ upload: ReceivedUpload, fields: SubmissionFields) async throws -> JSON {
        guard !upload.files.isEmpty else { throw Problem(422, "no_documents", "The upload holds no file.") }
        let moment = now()
        let read = try await parsed {
            Submission(id: ID(bucket: 0, at: moment), fields: fields, uploads: upload.files, receivedAt: moment)
        }
        let relatives = try await pool.withConnection { db in try db.relatives(of: read) }
        var submission = read
        _ = submission.settle(with: relatives)
        return submission.preview
    }

    func getSubmission(_ request: Request, _ context: AppContext) async throws -> Response {
        let (id, receipt) = try submissionAndReceipt(request, context)
        let json = try await pool.withConnection { db in try db.submission(id, receiptHash: receipt.hash) }
        guard let json else { throw Problem.nothingForReceipt }
        return .json(json)
    }

    func deleteSubmission(_ request: Request, _ context: AppContext) async throws -> Response {
        let (id, receipt) = try submissionAndReceipt(request, context)
        let moment = now()
        let reached = try await pool.transaction { db in
            try db.withdrawSubmission(id, receiptHash: receipt.hash, at: moment)
        }
        guard let reached else { throw Problem.nothingForReceipt }
        await onWithdrawal(Withdrawal(id: id.uuid, subject: .submission, at: moment))
        feedSignal.changes.ring()
        return .json(
            .object([
                ("withdrawn_at", .string(RFC3339.text(moment))), ("reached", .array(reached.map(\.json))),
            ]))
    }

    private func submissionAndReceipt(_ request: Request, _ context: AppContext) throws -> (ID<Submission>, Receipt) {
        let receipt = try request.receipt()
        guard let id = ID<Submission>(try context.parameters.require("id")) else { throw Problem.nothingForReceipt }
        return (id, receipt)
    }
}
