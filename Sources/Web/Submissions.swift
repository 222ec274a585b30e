import Core
import Foundation
import Hummingbird
import Locks
import Postgres
import Storage
import StrictJSON

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
        let receiptHash = Receipt(id: id.description, keyHash: key.hash, serverKey: serverKey).hash
        let read = try await parsed { () throws -> ReadUpload in
            let submission = Submission(id: id, fields: fields, uploads: upload.takeFiles(), receivedAt: moment)
            if let refusal = submission.refusal { throw refusal }
            guard NewSubmission.byteCount(of: submission) <= NewSubmission.most else { return .large(submission) }
            return .small(NewSubmission(submission, receiptHash: receiptHash, key: key))
        }
        let kept: KeptAnswer
        switch consume read {
        case .small(let new): kept = try await submissionLanes.store(new)
        case .large(let submission):
            kept = try await storeAlone(consume submission, receiptHash: receiptHash, key: key)
        }
        feedSignal.changes.ring()
        return kept
    }

    /// Stores a large submission, which is used up.
    private func storeAlone(
        _ submission: consuming Submission, receiptHash: [UInt8], key: IdempotencyKey
    ) async throws -> KeptAnswer {
        let (moment, submitter) = (submission.receivedAt, submission.fields.submitter)
        // Nobody else keeps it.
        let handover = Guarded<Submission?>(consume submission)
        return try await pool.transaction { db in
            if let submitter { try db.lock(submitter: submitter) }
            return try db.once(key, now: moment) { db in
                guard var submission = handover.withLock({ $0.take() }) else { throw Problem.internalError }
                try db.settle(&submission)
                if let refusal = submission.refusal { throw refusal }
                let (id, answer) = (submission.id.uuid, submission.answer.bytes())
                try db.insert(consume submission, receiptHash: receiptHash)
                return KeptAnswer(status: 201, resource: id, body: answer)
            }
        }
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

/// An upload that was understood and holds something usable.
private enum ReadUpload {
    /// It is stored beside others.
    case small(NewSubmission)
    /// It is stored alone, and used up.
    case large(Submission)
}
