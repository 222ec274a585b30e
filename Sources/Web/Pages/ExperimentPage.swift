import Core
import Hummingbird
import Postgres
import Storage

/// One experiment: its parts in a table, drawn, and one by one as the logbook tells them.
struct ExperimentPage: PageModel {
    static let template = PageTemplate.experiment
    static let place = Place.experiments

    let card: ExperimentCard
    let previous: String?
    /// Whether there is a page of it.
    let isPreviousHere: Bool
    let description: [NoteBlock]
    let timeline: TimelinePicture?
    let aspects: [AspectTimeline]
    let hasAspects: Bool
    let entries: [LogbookEntryLine]
    let leads: [LeadLine]
    let hasLeads: Bool
    let logbook: String
    /// Where two parts are compared; nil while there are no two.
    let compare: String?

    init(_ view: ExperimentView) {
        card = ExperimentCard(view)
        previous = view.experiment.previous
        isPreviousHere = view.record.isPreviousRegistered
        description = NoteBlock.blocks(of: view.experiment.description)
        let summaries = view.summaries
        timeline = TimelinePicture(summaries.map(\.summary))
        aspects = AspectTimeline.all(summaries.map(\.summary))
        hasAspects = !aspects.isEmpty
        entries = summaries.map { LogbookEntryLine($0.part, $0.summary) }
        leads = view.record.leads.map(LeadLine.init)
        hasLeads = !leads.isEmpty
        logbook = "/v1/experiments/\(view.experiment.slug)/logbook.md"
        compare = view.parts.count > 1 ? "/experiments/\(view.experiment.slug)/compare" : nil
    }
}

extension Service {
    func experimentPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let view = try await view(of: slug)
        return try pages.response(ExperimentPage(view), headers: [.cacheControl: "no-cache"])
    }
}
