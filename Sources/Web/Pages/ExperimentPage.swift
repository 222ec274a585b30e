import Core
import Hummingbird
import Postgres
import Storage

/// One experiment with the table of its parts.
struct ExperimentPage: PageModel {
    static let template = PageTemplate.experiment
    static let place = Place.experiments

    let card: ExperimentCard
    let previous: String?
    let description: [NoteBlock]

    init(_ overview: ExperimentOverview) {
        card = ExperimentCard(overview)
        previous = overview.experiment.previous
        description = NoteBlock.blocks(of: overview.experiment.description)
    }
}

extension Service {
    func experimentPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let overview = try await pool.transaction(.repeatableRead) { db in try db.overview(of: slug) }
        guard let overview else { throw Problem(404, "unknown_experiment", "This experiment is not registered.") }
        return try pages.response(ExperimentPage(overview), headers: [.cacheControl: "no-cache"])
    }
}
