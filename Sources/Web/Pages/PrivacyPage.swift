import Core
import Hummingbird

/// What is kept, for how long, and why.
struct PrivacyPage: PageModel {
    static let template = PageTemplate.privacy
    static let place = Place.privacy

    let terms = SubmissionFields.termsVersion
    let networkHours = Retention.days(Retention.network) * 24
    let answerDays = Retention.days(Retention.answers)
    let rejectedDays = Retention.days(Retention.rejected)
    let sessionDays = Retention.days(Session.lifetime)
}

extension Service {
    func privacyPage(_ request: Request, _ context: AppContext) async throws -> Response {
        try pages.response(PrivacyPage(), headers: [.cacheControl: "no-cache"])
    }
}
