import Core

/// Of what a snapshot is made beside the whole that it is from, as its page says it.
struct MixPicture {
    /// Whether it is one part of a split; otherwise the whole is everything that the policy saw.
    let isPart: Bool
    let findings: [MixFindingLines]

    init(_ mix: SnapshotMix) {
        isPart = mix.part != nil
        findings = mix.findings.map(MixFindingLines.init)
    }
}

/// The mix by one key.
struct MixFindingLines {
    /// One class of episodes.
    struct Line {
        let label: MixLabel
        let part: Int
        let partShare: String
        let wholeShare: String
        let partWidth: String
        let wholeWidth: String
    }

    /// The class that it leans towards.
    struct Leaning {
        let towards: MixLabel
        let here: String
        let there: String
    }

    let by: Word
    let lines: [Line]
    /// Nil unless the test says so.
    let leaning: Leaning?
    let g: String
    let degrees: Int
    let isOneDegree: Bool
    let adjustedP: String
    let divergence: String
    /// There is one class: nothing to test.
    let isAlone: Bool

    init(_ finding: SnapshotMix.Finding) {
        let key = finding.key.rawValue
        by = Word(finding.key)
        // A front end may be called so too; what small classes were put together in comes last.
        let hasTwoOthers = finding.classes.count { $0.label == "other" } > 1
        lines = finding.classes.enumerated().map { index, one in
            let isRest = hasTwoOthers && index == finding.classes.count - 1
            return Line(
                label: MixLabel(one.label, by: key, isRest: isRest), part: one.part,
                partShare: Figures.percent(one.shareOfPart),
                wholeShare: Figures.percent(one.shareOfWhole), partWidth: Figures.place(one.shareOfPart),
                wholeWidth: Figures.place(one.shareOfWhole))
        }
        leaning = finding.leansTowards.map { one in
            Leaning(
                towards: MixLabel(one.label, by: key), here: Figures.percent(one.shareOfPart),
                there: Figures.percent(one.shareOfWhole))
        }
        g = Figures.plain(finding.g.statistic)
        degrees = finding.g.degreesOfFreedom
        isOneDegree = finding.g.degreesOfFreedom == 1
        adjustedP = Figures.p(finding.adjustedP)
        divergence = "\((finding.divergence * 10_000).rounded() / 10_000)"
        isAlone = finding.g.degreesOfFreedom < 1
    }
}

/// One part of a split in the list of them.
struct SplitPartLine {
    let number: Int
    let isOwn: Bool
    let partEpisodes: String
    let partResponses: String
    /// What it leans towards; empty where the tests say nothing.
    let leanings: [MixLabel]
    let hasLeanings: Bool

    init(_ mix: SnapshotMix, own: Int?) {
        number = mix.part ?? 0
        isOwn = mix.part == own
        partEpisodes = Figures.count(mix.episodes)
        partResponses = Figures.count(mix.responses)
        leanings = mix.findings.compactMap { finding in
            finding.leansTowards.map { MixLabel($0.label, by: finding.key.rawValue) }
        }
        hasLeanings = !leanings.isEmpty
    }
}
