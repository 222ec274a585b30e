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

    init(_ views: [ExperimentView]) {
        experiments = views.map(ExperimentCard.init)
        hasExperiments = !views.isEmpty
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
    /// Chance or change over all parts.
    let sentence: Sentence

    init(_ view: ExperimentView) {
        slug = view.experiment.slug
        title = view.experiment.title
        model = view.experiment.model
        address = "/experiments/\(view.experiment.slug)"
        planned = view.experiment.partsPlanned
        releasedCount = view.parts.count { $0.releasedAt != nil }
        lines = view.summaries.map { PartLine($0.part, $0.summary) }
        hasParts = !view.parts.isEmpty
        sentence = ExperimentSummary(view.family).sentence
    }
}

extension Service {
    func homePage(_ request: Request, _ context: AppContext) async throws -> Response {
        let slugs = try await pool.withConnection { db in try db.experiments().prefix(20).map(\.slug) }
        var views: [ExperimentView] = []
        for slug in slugs { if let view = try await viewIfRegistered(of: slug) { views.append(view) } }
        return try pages.response(HomePage(views), headers: [.cacheControl: "no-cache"])
    }
}
