import ChatLogs
import Core
import Foundation
import Hummingbird
import Postgres
import Storage
import StrictJSON

/// The form that takes an id and a receipt code.
struct ReceiptsPage: PageModel {
    static let template = PageTemplate.receipts
    static let place = Place.receipts

    var id = ""
    var isNotFound = false
}

/// What a receipt opens: a submission or a rating, and the ways to change a rating and to take either back.
struct ReceiptPage: PageModel {
    static let template = PageTemplate.receipt
    static let place = Place.receipts

    let id: String
    let code: String
    let isSubmission: Bool
    let status: Word
    let received: Moment?
    let experiment: String?
    let part: Int?
    let partAddress: String?
    let isPublic: Bool
    let documents: [DocumentPicture]
    let score: Int?
    let comment: String?
    let sentiment: Word?
    let revision: Int?
    let scores: [ScoreOption]
    /// As it stands in the form that changes it.
    let typed: String
    let isChanged: Bool
    let faulty: [String: FieldFaults]
    let hasFaults: Bool

    /// Fields that a receipt holder can change here; the API changes the others too.
    static let fields = ["score", "comment"]

    /// From the answer that the API gives to a receipt holder.
    /// - Parameters:
    ///   - isChanged: whether it was changed just now
    ///   - problem: why it was not
    init(
        _ found: FoundByReceipt, id: String, code: String, isChanged: Bool = false, problem: Problem? = nil
    ) throws {
        let answer = try JSONDocument(found.answer.bytes(), limits: .log).root
        self.id = id
        self.code = code
        isSubmission = found.isSubmission
        status = Word(answer["status"]?.string ?? "")
        received = answer["received_at"]?.string.map { Moment(iso: $0) }
        experiment = answer["experiment"]?.string
        part = answer["part"]?.int
        partAddress = answer["experiment"]?.string.flatMap { slug in
            answer["part"]?.int.map { "/experiments/\(slug)/parts/\($0)" }
        }
        isPublic = answer["consent_public"]?.bool ?? false
        documents = answer["documents"].elements.map(DocumentPicture.init)
        score = answer["score"]?.int
        comment = answer["comment"]?.string
        sentiment = answer["sentiment"]?["label"]?.string.map { Word($0) }
        revision = answer["revision"]?.int
        scores = (1...5).map { ScoreOption(value: $0, isChosen: $0 == answer["score"]?.int) }
        typed = answer["comment"]?.string ?? ""
        self.isChanged = isChanged
        faulty = FieldFaults.byField(problem?.errors ?? [], known: Set(Self.fields), whole: "score")
        hasFaults = problem != nil
    }
}

/// A score in a list of them.
struct ScoreOption {
    let value: Int
    let isChosen: Bool
}

/// Says that something was taken back.
struct WithdrawnPage: PageModel {
    static let template = PageTemplate.withdrawn
    static let place = Place.receipts

    let isSubmission: Bool
    let at: Moment
    /// Data sets that held it already.
    let reached: [ReachLine]
    let isReached: Bool

    init(isSubmission: Bool, at: Moment, reached: [Reach] = []) {
        self.isSubmission = isSubmission
        self.at = at
        self.reached = reached.map(ReachLine.init)
        isReached = !reached.isEmpty
    }
}

/// A data set that held something that was taken back.
struct ReachLine {
    let snapshot: String
    /// The part that was trained with it, if one was registered.
    let trained: [TrainedPart]

    struct TrainedPart {
        let experiment: String
        let part: Int
    }

    init(_ reach: Reach) {
        snapshot = reach.snapshot
        trained = zip([reach.experiment].compactMap { $0 }, [reach.part].compactMap { $0 }).map {
            TrainedPart(experiment: $0, part: $1)
        }
    }
}

/// A submission or rating as its receipt holder may see it.
struct FoundByReceipt: Sendable {
    let isSubmission: Bool
    let answer: JSON
}

extension Service {
    func receiptsPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let id = request.uri.queryParameters["id"].map(String.init) ?? ""
        return try pages.response(ReceiptsPage(id: ID<Submission>(id) == nil ? "" : id))
    }

    func postReceiptsPage(_ request: Request, _ context: AppContext) async throws -> Response {
        try request.requireSameOrigin()
        let form = try await request.form()
        let text = form["id"].lowercased()
        let receipt = Receipt(code: form["code"].lowercased())
        if let id = ID<Submission>(text) {
            if form["action"] == "withdraw" {
                if let page = try await withdraw(id, receipt) { return try pages.response(page) }
            } else if form["action"] == "change" {
                if let response = try await change(id, receipt, form) { return response }
            } else if let found = try await find(id, receipt) {
                return try pages.response(ReceiptPage(found, id: text, code: receipt.code))
            }
        }
        return try pages.response(ReceiptsPage(id: form["id"], isNotFound: true), status: .notFound)
    }

    /// Score and comment as they are typed now; nil when the receipt opens no rating.
    private func change(_ id: ID<Submission>, _ receipt: Receipt, _ form: FormFields) async throws -> Response? {
        let values = RatingForm(form).values.filter { ReceiptPage.fields.contains($0.key) }
        let patch: JSON = [
            "score": values["score"].map { text in Int(text).map(JSON.int) ?? .string(text) } ?? .null,
            "comment": values["comment"].map(JSON.string) ?? .null,
        ]
        let document = try JSONDocument(patch.bytes(), limits: .request)
        let text = id.description
        do {
            let changed = try await correct(ID<Rating>(id.uuid), receipt, by: document)
            return try changed.map { rating in
                let found = FoundByReceipt(isSubmission: false, answer: rating.json)
                return try pages.response(ReceiptPage(found, id: text, code: receipt.code, isChanged: true))
            }
        } catch let problem as Problem where problem.status == 422 {
            guard let found = try await find(id, receipt) else { return nil }
            let page = try ReceiptPage(found, id: text, code: receipt.code, problem: problem.withFault)
            return try pages.response(page, status: .unprocessableContent)
        }
    }

    /// An id does not say what it names: both are looked for.
    private func find(_ id: ID<Submission>, _ receipt: Receipt) async throws -> FoundByReceipt? {
        try await pool.withConnection { db in
            if let submission = try db.submission(id, receiptHash: receipt.hash) {
                return FoundByReceipt(isSubmission: true, answer: submission)
            }
            let rating = try db.rating(ID<Rating>(id.uuid), receiptHash: receipt.hash)
            return rating.map { FoundByReceipt(isSubmission: false, answer: $0.json) }
        }
    }

    private func withdraw(_ id: ID<Submission>, _ receipt: Receipt) async throws -> WithdrawnPage? {
        let moment = now()
        let page: WithdrawnPage? = try await pool.transaction { db in
            if let reached = try db.withdrawSubmission(id, receiptHash: receipt.hash, at: moment) {
                return WithdrawnPage(isSubmission: true, at: Moment(moment), reached: reached)
            }
            let found = try db.rating(ID<Rating>(id.uuid), receiptHash: receipt.hash, isToChange: true)
            guard let rating = found else { return nil }
            try db.withdraw(rating, at: moment)
            return WithdrawnPage(isSubmission: false, at: Moment(moment))
        }
        guard let page else { return nil }
        await onWithdrawal(Withdrawal(id: id.uuid, subject: page.isSubmission ? .submission : .rating, at: moment))
        if page.isSubmission { feedSignal.changes.ring() }
        return page
    }
}
