import Core
import Foundation
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func submitPage(_ request: Request, _ context: AppContext) async throws -> Response {
        var sent = SentUpload()
        // A link from a part's page brings its part along.
        if let about = request.uri.queryParameters["about"] { sent.values["about"] = String(about) }
        return try pages.response(SubmitPage(sent: sent, experiments: try await partLabels()))
    }

    func postSubmitPage(_ request: Request, _ context: AppContext) async throws -> Response {
        try request.requireSameOrigin()
        guard request.mediaType == "multipart/form-data" else {
            throw Problem(415, "unsupported_media_type", "Send this form as multipart/form-data.")
        }
        return try await withUpload(request) { upload in
            let sent = SentUpload(upload)
            do {
                return try await sent.isPreview ? preview(sent) : store(sent)
            } catch {
                let problem = Problems.problem(for: error)
                guard [404, 409, 422].contains(problem.status) else { throw error }
                let page = SubmitPage(sent: sent, experiments: try await partLabels(), problem: problem.withFault)
                return try pages.response(page, status: .init(code: problem.status))
            }
        }
    }

    /// The form again with what would be understood; nothing is stored, and consent is not needed for it.
    private func preview(_ sent: SentUpload) async throws -> Response {
        var upload = ReceivedUpload()
        upload.files = sent.files
        let answer = try await preview(upload, fields: try SubmissionFields(sent.fields))
        let documents = try JSONDocument(answer.bytes(), limits: .own).root["documents"].elements
        return try pages.response(
            SubmitPage(sent: sent, experiments: try await partLabels(), preview: Array(documents)))
    }

    private func store(_ sent: SentUpload) async throws -> Response {
        let fields = try SubmissionFields(sent.fields)
        try fields.requireConsent()
        guard !sent.files.isEmpty else { throw Problem(422, "no_documents", "The upload holds no file.") }
        let key = try IdempotencyKey(
            key: FormKey.taken(sent.values[FormKey.field] ?? ""), request: "POST /submit", body: sent.pieces)
        var upload = ReceivedUpload()
        upload.files = sent.files
        let kept = try await store(&upload, fields: fields, key: key)
        let receipt = Receipt(id: ID<Submission>(kept.resource).description, keyHash: key.hash, serverKey: serverKey)
        return try pages.response(try SubmittedPage(kept, receipt: receipt, fields: fields), status: .created)
    }

    /// Every part that a log can be about.
    private func partLabels() async throws -> [(title: String, parts: [PartLabel])] {
        try await pool.withConnection { db in
            try db.experiments().prefix(50).map { experiment in
                let parts = try db.parts(of: experiment.slug)
                return (experiment.title, parts.map { PartLabel(experiment: $0.experiment, number: $0.number) })
            }
        }
    }
}

extension Problem {
    /// With at least one fault, so that a form can show it at a place.
    var withFault: Problem {
        guard errors.isEmpty else { return self }
        var problem = self
        let pointer = code == "unknown_part" || code == "unknown_experiment" ? "experiment" : ""
        problem.errors = [Fault(pointer: pointer, code: code, detail: detail, hint: "")]
        return problem
    }
}
