import ChatLogs
import Core
import Statistics

/// The chats that were donated with a part, as its page shows them: where they come from beside those of the other parts,
/// and what raters report beside what was measured in them.
struct DonatedPicture {
    /// Chats of one format.
    struct Line {
        let label: String
        let own: Int
        let ownShare: String
        let othersShare: String
        let ownWidth: String
        let othersWidth: String
    }

    /// A complaint beside its measure.
    struct Measure {
        let detail: Word
        let complaints: Int
        /// Whether what is measured is the median of words; otherwise it is a share of chats.
        let isWords: Bool
        let value: String
        let previous: String
    }

    let lines: [Line]
    /// Whether both this part and others have chats, so that their mixes can be compared.
    let isTested: Bool
    let p: String
    /// Whether the difference is more than chance.
    let isDifferent: Bool
    let measures: [Measure]

    /// Nil where no chat came with the part.
    init?(_ summary: PartSummary) {
        let mix = summary.sourceMix
        let own = mix.formats.reduce(0) { $0 + $1.episodes }
        let others = mix.formats.reduce(0) { $0 + $1.others }
        guard own > 0 else { return nil }
        lines = mix.formats.map { name, episodes, other in
            let ownShare = Double(episodes) / Double(own)
            let othersShare = Double(other) / Double(max(1, others))
            return Line(
                label: LogFormat.all.first { $0.name == name }?.title ?? name, own: episodes,
                ownShare: Figures.percent(ownShare), othersShare: Figures.percent(othersShare),
                ownWidth: Figures.place(ownShare), othersWidth: Figures.place(othersShare))
        }
        isTested = mix.test != nil
        p = mix.test.map { Figures.p($0.p) } ?? ""
        isDifferent = mix.test.map { $0.p <= 0.05 } ?? false
        measures = summary.reportedAndMeasured.map { one in
            let isWords = one.measure == "response_words_median"
            func text(_ value: Double?) -> String {
                value.map { isWords ? "\(Int($0.rounded()))" : Figures.percent($0) + " %" } ?? "–"
            }
            return Measure(
                detail: Word(one.detail), complaints: one.complaints.count, isWords: isWords, value: text(one.value),
                previous: text(one.previous))
        }
    }
}
