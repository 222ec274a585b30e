import ChatLogs
import Core

/// What a policy would keep of everything that is accepted now.
struct PolicyRunPage: PageModel {
    static let template = PageTemplate.policyRun
    static let place = Place.policies

    let name: String
    let share: String
    /// Nothing is accepted yet, so that nothing could be kept.
    let isEmpty: Bool
    let amounts: [AmountLine]
    /// Filters that never saw anything.
    let silent: [PolicyFault]
    let hasSilent: Bool
    let change: DifferenceFigures?
    let passages: [FilterPassageLine]
    let hasPassages: Bool
    let groupings: [PassageGroups]
    let histogram: HistogramPicture
    let victims: [VictimLine]
    let hasVictims: Bool
    let form: PolicyFormCard

    init(_ run: PolicyRun, difference: DifferenceFigures?, form: PolicyFormCard) {
        name = run.policy.name
        isEmpty = run.total.seen.responses == 0
        share = Figures.percent(Double(run.total.kept.responses) / Double(max(1, run.total.seen.responses)))
        amounts = AmountLine.all(run.total)
        silent = run.faults.map { PolicyFault($0) }
        hasSilent = !silent.isEmpty
        change = difference
        passages = run.byFilter.map { FilterPassageLine($0, of: run.total.seen.responses) }
        hasPassages = !passages.isEmpty
        groupings = [
            PassageGroups(by: "format", run.bySource), PassageGroups(by: "front_end", run.byFrontEnd),
            PassageGroups(by: "length_band", run.byLengthBand),
        ]
        histogram = HistogramPicture(run)
        victims = run.victims.map(VictimLine.init)
        hasVictims = !victims.isEmpty
        self.form = form
    }
}

/// Kept of seen, in one unit.
struct AmountLine {
    let unit: Word
    let kept: String
    let seen: String
    let percent: String
    let width: String

    static func all(_ passage: Passage) -> [AmountLine] {
        [
            AmountLine("responses", passage.kept.responses, passage.seen.responses),
            AmountLine("windows", passage.kept.windows, passage.seen.windows),
            AmountLine("episodes", passage.kept.episodes, passage.seen.episodes),
            AmountLine("words", passage.kept.words, passage.seen.words),
        ]
    }

    private init(_ unit: String, _ kept: Int, _ seen: Int) {
        let share = Double(kept) / Double(max(1, seen))
        self.unit = Word(unit)
        self.kept = Figures.count(kept)
        self.seen = Figures.count(seen)
        percent = Figures.percent(share)
        width = Figures.place(share)
    }
}

/// What became of responses at one filter.
struct FilterPassageLine {
    /// Its name, cut where a line may break.
    let pieces: [String]
    let parameters: [FilterParameter]
    let seen: String
    let kept: String
    let dropped: String
    let sawNothing: Bool
    /// In proportion to what the first filter saw.
    let seenWidth: String
    let keptWidth: String

    init(_ passage: PolicyRun.FilterPassage, of all: Int) {
        self.init(
            passage.filter.name, FilterParameter.all(of: passage.filter), seen: passage.passage.seen.responses,
            kept: passage.passage.kept.responses, of: all)
    }

    init(_ filter: String, _ parameters: [FilterParameter], seen: Int, kept: Int, of all: Int) {
        let words = filter.split(separator: "_").map(String.init)
        pieces = words.enumerated().map { $0.offset < words.count - 1 ? $0.element + "_" : $0.element }
        self.parameters = parameters
        self.seen = Figures.count(seen)
        self.kept = Figures.count(kept)
        dropped = Figures.count(seen - kept)
        sawNothing = seen == 0
        seenWidth = Figures.place(Double(seen) / Double(max(1, all)))
        keptWidth = Figures.place(Double(kept) / Double(max(1, all)))
    }
}

/// Kept of seen responses, by what episodes are told apart by.
struct PassageGroups {
    let by: Word
    let lines: [Line]
    let hasLines: Bool

    struct Line {
        let label: MixLabel
        let kept: String
        let seen: String
        let percent: String
        let width: String
    }

    init(by key: String, _ groups: [(label: String, passage: Passage)]) {
        by = Word(key)
        lines = groups.map { label, passage in
            let share = Double(passage.kept.responses) / Double(max(1, passage.seen.responses))
            return Line(
                label: MixLabel(label, by: key), kept: Figures.count(passage.kept.responses),
                seen: Figures.count(passage.seen.responses), percent: Figures.percent(share),
                width: Figures.place(share))
        }
        hasLines = !lines.isEmpty
    }
}

/// Something that a policy dropped; never its text.
struct VictimLine {
    let episode: String
    let window: Int
    let words: Int
    let filter: String
    let reason: Sentence

    init(_ victim: PolicyRun.Victim) {
        episode = victim.episode
        window = victim.window
        words = victim.words
        filter = victim.filter
        reason = victim.reason
    }
}

/// What changes from another policy.
struct DifferenceFigures {
    let against: String
    let both: String
    let lost: String
    let gained: String
    let episodesLost: String
    let episodesGained: String
    let isNone: Bool

    init(_ difference: PolicyDifference, against: String) {
        self.against = against
        both = Figures.count(difference.both)
        lost = Figures.count(difference.lost)
        gained = Figures.count(difference.gained)
        episodesLost = Figures.count(difference.episodesLost)
        episodesGained = Figures.count(difference.episodesGained)
        isNone = difference.lost == 0 && difference.gained == 0
    }
}
