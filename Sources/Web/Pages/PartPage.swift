import Core
import Hummingbird
import Postgres
import Statistics
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
    /// What is said without ratings that look like a group's; nil where there are none.
    let withoutClusters: Sentence?
    let comparison: ComparisonPicture?
    /// Net sentiment beside that of the other parts; nil where there is no other.
    let timeline: TimelinePicture?
    /// The chats that came with it; nil without any.
    let donated: DonatedPicture?
    let aspects: [AspectLine]
    let hasAspects: Bool
    /// What the longest bar stands for, in per cent of the raters.
    let longestBar: String
    let gates: [GateLine]
    let hasGates: Bool
    /// Rare reports that came with it, were confirmed with it, or were closed by it.
    let leads: [LeadLine]
    let hasLeads: Bool
    /// What could be done about complaints.
    let advice: [Sentence]
    let hasAdvice: Bool
    /// What became of complaints about the part before.
    let checks: [Sentence]
    let hasChecks: Bool
    let comments: CommentsCard
    let testingNotes: [NoteBlock]
    let hasTestingNotes: Bool
    let hasAnyNotes: Bool
    let checkpoint: CheckpointLink?
    let earlier: Int?
    let later: Int?
    let provenance: Provenance

    /// - Returns: nil when the experiment has no such part
    init?(_ view: ExperimentView, part number: Int, comments: CommentsCard, advice: Advice? = nil) {
        guard let part = view.part(number), let summary = PartSummary(part: number, in: view.family) else { return nil }
        self.comments = comments
        slug = view.experiment.slug
        title = view.experiment.title
        model = view.experiment.model
        planned = view.experiment.partsPlanned
        line = PartLine(part, summary)
        withoutClusters = summary.withoutClusters?.sentence
        comparison = summary.versusPrevious.map(ComparisonPicture.init)
        let timeline = TimelinePicture(view.summaries.map(\.summary))
        self.timeline = timeline.flatMap { $0.points.count > 1 ? $0 : nil }
        donated = DonatedPicture(summary)
        let spoken = summary.aspects.filter { $0.tally.negative + $0.tally.positive > 0 }
        let longest = spoken.map { max($0.complaints.count, $0.tally.positive) }.max() ?? 0
        aspects = spoken.map { AspectLine($0, longest: longest) }
        longestBar = Figures.percent(Double(longest) / Double(max(1, summary.figures.raters)))
        hasAspects = !aspects.isEmpty
        gates = view.record.gates[number]?.standings.map(GateLine.init) ?? []
        hasGates = !gates.isEmpty
        leads = view.record.leads.filter { $0.concerns(part: number) }.map(LeadLine.init)
        hasLeads = !leads.isEmpty
        self.advice = (advice ?? summary.advice).suggestions.map(\.sentence)
        hasAdvice = !self.advice.isEmpty
        checks = summary.adviceChecks.map(\.sentence)
        hasChecks = !checks.isEmpty
        testingNotes = NoteBlock.blocks(of: part.testingNotes)
        hasTestingNotes = !testingNotes.isEmpty
        hasAnyNotes = line.hasNotes || hasTestingNotes
        checkpoint = CheckpointLink(part)
        earlier = view.parts.map(\.number).last { $0 < number }
        later = view.parts.map(\.number).first { $0 > number }
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
    let markdown: String

    init(_ summary: PartSummary) {
        method = PartSummary.method
        sentimentModel = summary.family.known.sentimentModel
        position = summary.family.known.position
        at = Moment(summary.family.known.asOf)
        hash = summary.family.inputHash
        json = "/v1/experiments/\(summary.experiment)/parts/\(summary.part)/summary"
        markdown = "/experiments/\(summary.experiment)/parts/\(summary.part)/report.md"
    }
}

extension Service {
    func partPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        var filter = try CommentFilter(request)
        filter.limit = 10
        var more = filter
        more.limit += 1
        let asked = more
        let view = try await view(of: slug, orThrow: .part)
        let comments = try await pool.withConnection { db in try db.comments(of: slug, part: number, asked) }
        guard let summary = PartSummary(part: number, in: view.family) else { throw Problem.unknownPart }
        let card = CommentsCard(
            comments, filter, page: "/experiments/\(slug)/parts/\(number)", figures: summary.figures)
        let advice = try await advice(on: summary)
        guard let page = PartPage(view, part: number, comments: card, advice: advice) else {
            throw Problem.unknownPart
        }
        return try pages.response(page, headers: [.cacheControl: "no-cache"])
    }
}
