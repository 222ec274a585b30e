import Core
import Hummingbird
import Postgres
import Storage

/// What Chorus is, and every experiment with its parts.
struct HomePage: PageModel {
    static let template = PageTemplate.home
    static let place = Place.experiments

    let experiments: [ExperimentCard]
    let hasExperiments: Bool

    init(_ overviews: [ExperimentOverview]) {
        experiments = overviews.map(ExperimentCard.init)
        hasExperiments = !overviews.isEmpty
    }
}

/// An experiment on the first page.
struct ExperimentCard {
    let slug: String
    let title: String
    let model: String
    let address: String
    let planned: Int
    let releasedCount: Int
    let lines: [PartLine]
    let hasParts: Bool

    init(_ overview: ExperimentOverview) {
        slug = overview.experiment.slug
        title = overview.experiment.title
        model = overview.experiment.model
        address = "/experiments/\(overview.experiment.slug)"
        planned = overview.experiment.partsPlanned
        releasedCount = overview.parts.count { $0.part.releasedAt != nil }
        lines = overview.parts.map { PartLine($0.part, $0.summary) }
        hasParts = !overview.parts.isEmpty
    }
}

extension Service {
    func homePage(_ request: Request, _ context: AppContext) async throws -> Response {
        let overviews = try await pool.transaction(.repeatableRead) { db in
            try db.experiments().prefix(20).map { try db.overview(of: $0) }
        }
        return try pages.response(HomePage(overviews), headers: [.cacheControl: "no-cache"])
    }
}
