import Core
import Sentiment

/// The form for a rating: empty, or as it came back with what has to be put right.
struct RatePage: PageModel {
    static let template = PageTemplate.rate
    static let place = Place.experiments

    let formKey: String
    let slug: String
    let title: String
    let model: String
    let number: Int
    let address: String
    let partAddress: String
    let value: [String: String]
    let chosenScore: [String: Bool]
    let contrastive: [String: Bool]
    let aspects: [AspectChoice]
    let presets: [SamplingPresetOption]
    let opensSettings: Bool
    /// The form holds what the same rater said before.
    let isRevision: Bool
    let faulty: [String: FieldFaults]
    let hasFaults: Bool
    let faultyFields: [Word]

    /// Fields in the order of the form.
    static let fields = [
        "score", "comment", "aspects", "front_end", "temperature", "top_p", "top_k", "repetition_penalty",
        "contrastive",
    ]
    private static let settings = ["temperature", "top_p", "top_k", "repetition_penalty", "contrastive"]

    /// - Parameters:
    ///   - isRevision: whether the form is filled from a rating that is there
    ///   - problem: why nothing was stored
    init(
        _ experiment: Experiment, _ part: Part, form: RatingForm, isRevision: Bool = false, problem: Problem? = nil
    ) {
        formKey = FormKey.make()
        slug = experiment.slug
        title = experiment.title
        model = experiment.model
        number = part.number
        address = "/rate/\(experiment.slug)/\(part.number)"
        partAddress = "/experiments/\(experiment.slug)/parts/\(part.number)"
        value = form.values
        chosenScore = form.values["score"].map { ["score_\($0)": true] } ?? [:]
        contrastive = form.values["contrastive"].map { [$0: true] } ?? [:]
        aspects = AspectOpinion.Aspect.allCases.map { AspectChoice($0, chosen: form.values["aspect_\($0.rawValue)"]) }
        faulty = FieldFaults.byField(problem?.errors ?? [], known: Set(Self.fields), whole: "score")
        hasFaults = problem != nil
        faultyFields = Self.fields.filter { [faulty] in faulty[$0] != nil }.map { Word($0) }
        presets = SamplingPreset.all.map(SamplingPresetOption.init)
        self.isRevision = isRevision
        opensSettings = Self.settings.contains { [faulty] in form.values[$0] != nil || faulty[$0] != nil }
    }
}

/// One aspect with its three answers.
struct AspectChoice {
    let aspect: Word
    let name: String
    let isBetter: Bool
    let isWorse: Bool
    let isUnsaid: Bool
    /// What saying nothing means: once the rater said “neither”, the comment is not read for this aspect.
    let unsaid: String

    init(_ aspect: AspectOpinion.Aspect, chosen: String?) {
        self.aspect = Word(aspect)
        name = aspect.rawValue
        isBetter = chosen == Polarity.positive.rawValue
        isWorse = chosen == Polarity.negative.rawValue
        isUnsaid = !isBetter && !isWorse
        unsaid = chosen == Polarity.neutral.rawValue ? Polarity.neutral.rawValue : "none"
    }
}
