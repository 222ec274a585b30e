import Core
import Hummingbird
import Sentiment
import Statistics

/// Two parts of an experiment side by side, and the choice of both.
struct ComparePage: PageModel {
    static let template = PageTemplate.compare
    static let place = Place.experiments

    let slug: String
    let title: String
    /// Where the choice is sent.
    let address: String
    let firstChoices: [PartOption]
    let secondChoices: [PartOption]
    /// Whether there are two parts to choose from.
    let hasChoices: Bool
    /// Whether the same part was chosen twice.
    let isSame: Bool
    /// Nil where there is nothing to compare.
    let pair: PartPair?

    /// - Parameters:
    ///   - first: number of the part that is asked about; nil for the latest one that somebody rated
    ///   - second: number of the one that it is compared with; nil for the one before, or after the first of all
    /// - Returns: nil when the experiment has no such part
    init?(_ view: ExperimentView, first: Int?, second: Int?) {
        let numbers = view.parts.map(\.number)
        guard [first, second].allSatisfy({ $0.map(numbers.contains) ?? true }) else { return nil }
        let rated = view.summaries.last { $0.summary.figures.raters > 0 && $0.part.number != second }?.part.number
        let first = first ?? rated ?? numbers.last { $0 != second } ?? 0
        let second = second ?? numbers.last { $0 < first } ?? numbers.first { $0 > first } ?? 0
        slug = view.experiment.slug
        title = view.experiment.title
        address = "/experiments/\(view.experiment.slug)/compare"
        func choices(_ chosen: Int) -> [PartOption] {
            numbers.map {
                PartOption(value: "\($0)", experiment: view.experiment.slug, number: $0, isChosen: $0 == chosen)
            }
        }
        firstChoices = choices(first)
        secondChoices = choices(second)
        hasChoices = numbers.count > 1
        isSame = first == second && hasChoices
        pair = PartPair(view, first, second)
    }
}

/// Two parts and what may be said of their difference.
struct PartPair {
    let first: PartSide
    let second: PartSide
    let comparison: ComparisonPicture
    /// Whether both have raters enough for percentages.
    let isShown: Bool
    let superiority: SuperiorityFigures?
    let paired: PairedFigures?
    let aspects: [AspectPair]
    let hasAspects: Bool
    let groups: [RaterGroups]
    let hasGroups: Bool
    let hasNotes: Bool
    let provenance: Provenance

    /// - Returns: nil for a part that is not registered, or the same one twice
    init?(_ view: ExperimentView, _ first: Int, _ second: Int) {
        guard let comparison = PartComparison(first, with: second, in: view.family),
            let one = PartSide(view, first), let other = PartSide(view, second),
            let summary = PartSummary(part: first, in: view.family)
        else { return nil }
        self.first = one
        self.second = other
        self.comparison = ComparisonPicture(comparison)
        isShown = comparison.isShown
        superiority = comparison.superiority.map(SuperiorityFigures.init)
        paired = comparison.paired.raters == 0 ? nil : PairedFigures(comparison)
        aspects = AspectComparison.all(of: comparison.first.figures, beside: comparison.second.figures)
            .filter { $0.complaints.count + ($0.other?.count ?? 0) > 0 }.map(AspectPair.init)
        hasAspects = !aspects.isEmpty
        groups = RaterGroups.all(comparison.first.figures, comparison.second.figures)
        hasGroups = !groups.isEmpty
        hasNotes = one.hasAnyNotes || other.hasAnyNotes
        provenance = Provenance(summary)
    }
}

/// One of two parts.
struct PartSide {
    let line: PartLine
    let testingNotes: [NoteBlock]
    let hasTestingNotes: Bool
    let hasAnyNotes: Bool

    init?(_ view: ExperimentView, _ number: Int) {
        guard let part = view.part(number), let summary = PartSummary(part: number, in: view.family) else { return nil }
        line = PartLine(part, summary)
        testingNotes = NoteBlock.blocks(of: part.testingNotes)
        hasTestingNotes = !testingNotes.isEmpty
        hasAnyNotes = line.hasNotes || hasTestingNotes
    }
}

/// How probable it is that a rater of the first part gives the higher score.
struct SuperiorityFigures {
    let probability: String
    let p: String

    init(_ superiority: MannWhitney) {
        probability = Figures.percent(superiority.superiority)
        p = Figures.p(superiority.p)
    }
}

/// What became of the judgement of those who rated both parts.
struct PairedFigures {
    let raters: Int
    let isOneRater: Bool
    let rose: Int
    let fell: Int
    let later: Int
    /// Nil below five raters of both.
    let pairedP: String?

    init(_ comparison: PartComparison) {
        let paired = comparison.paired
        raters = paired.raters
        isOneRater = paired.raters == 1
        rose = paired.rose
        fell = paired.fell
        later = max(comparison.first.number, comparison.second.number)
        pairedP = paired.raters < FeedbackLabel.fewestRaters ? nil : Figures.p(paired.p)
    }
}

extension Service {
    func comparePage(_ request: Request, _ context: AppContext) async throws -> Response {
        let query = try QueryReader(request, known: ["part", "with"])
        let view = try await view(of: try context.parameters.require("experiment"))
        let first = try query.number("part", in: 1...1_000_000)
        let second = try query.number("with", in: 1...1_000_000)
        guard let page = ComparePage(view, first: first, second: second) else { throw Problem.unknownPart }
        return try pages.response(
            page, status: page.isSame ? .unprocessableContent : .ok, headers: [.cacheControl: "no-cache"])
    }
}
