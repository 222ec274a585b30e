import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

/// The report of one part.
struct PartPage: PageModel {
    static let template = PageTemplate.part
    static let place = Place.experiments

    let slug: String
    let title: String
    let model: String
    let planned: Int
    let line: PartLine
    let testingNotes: [NoteBlock]
    let hasTestingNotes: Bool
    let hasAnyNotes: Bool
    let checkpoint: CheckpointLink?
    let earlier: Int?
    let later: Int?
    let provenance: Provenance

    /// - Returns: nil when the experiment has no such part
    init?(_ overview: ExperimentOverview, part number: Int) {
        guard let (part, summary) = overview.parts.first(where: { $0.part.number == number }) else { return nil }
        slug = overview.experiment.slug
        title = overview.experiment.title
        model = overview.experiment.model
        planned = overview.experiment.partsPlanned
        line = PartLine(part, summary)
        testingNotes = NoteBlock.blocks(of: part.testingNotes)
        hasTestingNotes = !testingNotes.isEmpty
        hasAnyNotes = line.hasNotes || hasTestingNotes
        checkpoint = CheckpointLink(part)
        earlier = overview.parts.map(\.part.number).last { $0 < number }
        later = overview.parts.map(\.part.number).first { $0 > number }
        provenance = Provenance(summary)
    }
}

/// Where the weights of a part are.
struct CheckpointLink {
    /// Only http and https become links.
    let url: String?
    let name: String
    let revision: String?

    init?(_ part: Part) {
        guard let root = try? JSONDocument(part.checkpoint.bytes(), limits: .log).root else { return nil }
        let address = root["url"]?.string
        url = address.flatMap { text in
            ["https://", "http://"].contains { text.utf8.starts(with: $0.utf8) } ? text : nil
        }
        revision = root["revision"]?.string
        guard let name = root["repo"]?.string ?? url else { return nil }
        self.name = name
    }
}

/// What a summary was computed from, so that it can be computed again.
struct Provenance {
    let method: String
    let sentimentModel: String
    let position: Int
    let at: Moment
    let hash: String
    let json: String

    init(_ summary: PartSummary) {
        method = PartSummary.method
        sentimentModel = summary.sentimentModel
        position = summary.position
        at = Moment(summary.asOf)
        hash = summary.inputHash
        json = "/v1/experiments/\(summary.experiment)/parts/\(summary.part)/summary"
    }
}

extension Service {
    func partPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        let overview = try await pool.transaction(.repeatableRead) { db in try db.overview(of: slug) }
        guard let page = overview.flatMap({ PartPage($0, part: number) }) else {
            throw Problem(404, "unknown_part", "This part is not registered.")
        }
        return try pages.response(page, headers: [.cacheControl: "no-cache"])
    }
}
