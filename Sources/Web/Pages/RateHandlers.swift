import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

/// Thanks for a rating, with its receipt and what the part looks like now.
struct RatedPage: PageModel {
    static let template = PageTemplate.rated
    static let place = Place.experiments

    let id: String
    let receipt: String
    let slug: String
    let title: String
    let number: Int
    let partAddress: String
    let isReplacement: Bool
    let isReplay: Bool
    let sentiment: Word
    let isReadFromComment: Bool
    /// What was read in the comment about aspects; nil where nothing was.
    let opinions: ReadOpinions?
    let address: String
    let picture: PartPicture

    init(
        _ kept: KeptAnswer, receipt: Receipt, experiment: Experiment, summary: PartSummary, form: RatingForm
    ) throws {
        let answer = try JSONDocument(kept.body, limits: .log).root
        id = ID<Rating>(kept.resource).description
        self.receipt = receipt.code
        slug = experiment.slug
        title = experiment.title
        number = summary.part
        partAddress = "/experiments/\(experiment.slug)/parts/\(summary.part)"
        isReplacement = answer["replaced"]?.string != nil
        isReplay = kept.isReplay
        sentiment = Word(answer["sentiment"]?["label"]?.string ?? "")
        isReadFromComment = answer["sentiment"]?["source"]?.string == "comment"
        opinions = ReadOpinions(answer, form: form)
        address = "/rate/\(experiment.slug)/\(summary.part)"
        picture = PartPicture(summary)
    }
}

extension Service {
    func ratePage(_ request: Request, _ context: AppContext) async throws -> Response {
        let (experiment, part) = try await ratedPart(context)
        guard let rater = rater(of: request) else {
            var response = try pages.response(RatePage(experiment, part, form: RatingForm()))
            response.setCookie(freshRater())
            return response
        }
        let given = try await pool.withConnection { db in
            try db.rating(of: rater, experiment: experiment.slug, part: part.number)
        }
        let form = given.map { RatingForm($0.input) } ?? RatingForm()
        return try pages.response(RatePage(experiment, part, form: form, isRevision: given != nil))
    }

    func postRatePage(_ request: Request, _ context: AppContext) async throws -> Response {
        try request.requireSameOrigin()
        let (experiment, part) = try await ratedPart(context)
        let fields = try await request.form()
        let form = RatingForm(fields)
        do {
            // A browser that keeps no cookies is a rater of its own each time.
            let body = form.body(experiment: experiment.slug, part: part.number, rater: rater(of: request))
            let document = try JSONDocument(body.bytes(), limits: .request)
            let input = try RatingInput(document.root, now: now())
            let key = try IdempotencyKey(
                key: FormKey.taken(fields[FormKey.field]), request: "POST /rate", body: [body.bytes()])
            let kept = try await store(
                input, key: key, from: context.client(of: request, trusting: trustedProxies))
            let receipt = Receipt(id: ID<Rating>(kept.resource).description, keyHash: key.hash, serverKey: serverKey)
            families.changed()
            let view = try await view(of: experiment.slug, orThrow: .part)
            guard let summary = PartSummary(part: part.number, in: view.family) else { throw Problem.unknownPart }
            let page = try RatedPage(kept, receipt: receipt, experiment: experiment, summary: summary, form: form)
            return try pages.response(page, status: .created)
        } catch {
            let problem = Problems.problem(for: error)
            guard [400, 409, 422].contains(problem.status) else { throw error }
            let page = RatePage(experiment, part, form: form, problem: problem.withFault)
            return try pages.response(page, status: .init(code: problem.status))
        }
    }

    private func ratedPart(_ context: AppContext) async throws -> (Experiment, Part) {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        return try await pool.withConnection { db in
            guard let experiment = try db.experiment(slug), let part = try db.part(number, of: slug) else {
                throw Problem.unknownPart
            }
            return (experiment, part)
        }
    }

    /// The rater that the cookie names; nil without one of ours.
    private func rater(of request: Request) -> String? {
        request.cookies[RaterCookie.name].flatMap { RaterCookie.rater(in: $0.value, serverKey: serverKey) }
    }

    /// Given with the form, so that the first rating and its repetition come from the same rater.
    private func freshRater() -> Cookie {
        Cookie(
            name: RaterCookie.name, value: RaterCookie.make(serverKey: serverKey), maxAge: 365 * 86_400, path: "/",
            secure: pages.secureCookies, httpOnly: true, sameSite: .lax)
    }
}
