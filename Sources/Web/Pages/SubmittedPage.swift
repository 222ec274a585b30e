import ChatLogs
import Core
import Storage
import StrictJSON

/// What was understood of a submission that was stored, and its receipt.
struct SubmittedPage: PageModel {
    static let template = PageTemplate.submitted
    static let place = Place.submit

    let id: String
    let receipt: String
    let status: Word
    let isReplay: Bool
    let isPublic: Bool
    let documents: [DocumentPicture]
    /// Where the part that was talked to can be rated.
    let rateAddress: String?

    init(_ kept: KeptAnswer, receipt: Receipt, fields: SubmissionFields) throws {
        let answer = try JSONDocument(kept.body, limits: .own).root
        id = ID<Submission>(kept.resource).description
        self.receipt = receipt.code
        status = Word(answer["status"]?.string ?? "")
        isReplay = kept.isReplay
        isPublic = fields.consentPublic
        documents = answer["documents"].elements.map(DocumentPicture.init)
        rateAddress = fields.experiment.flatMap { slug in fields.part.map { "/rate/\(slug)/\($0)" } }
    }
}
