import Core
import Statistics

/// The raters of two parts who are told apart by front end or by one sampling setting.
struct RaterGroups {
    let by: Word
    let lines: [Line]

    /// One group in both parts: counts, which are never left out.
    struct Line {
        let name: String
        /// Of those who did not say.
        let isUntold: Bool
        let first: Int
        let firstNegative: Int
        let second: Int
        let secondNegative: Int

        fileprivate init?(_ name: String, _ first: Tally, _ second: Tally) {
            guard first.total + second.total > 0 else { return nil }
            self.name = name
            isUntold = name.isEmpty
            self.first = first.total
            firstNegative = first.negative
            self.second = second.total
            secondNegative = second.negative
        }
    }

    private init?(by: String, _ lines: [Line]) {
        // Where nobody told anything there is nothing to tell apart.
        guard lines.contains(where: { !$0.isUntold }) else { return nil }
        self.by = Word(by)
        self.lines = lines
    }

    /// Front ends, then each setting that somebody told, from low to high.
    static func all(_ first: PartFigures, _ second: PartFigures) -> [RaterGroups] {
        let frontEnds = first.frontEnds + second.frontEnds.filter { !first.frontEnds.contains($0) }
        let byFrontEnd = RaterGroups(
            by: "front_end",
            frontEnds.compactMap { Line($0.name, first.tally(in: $0), second.tally(in: $0)) })
        let bySetting = SamplingBand.Setting.allCases.map { setting in
            RaterGroups(
                by: setting.rawValue,
                SamplingBand.all(of: setting).compactMap { Line($0.name, first.tally(in: $0), second.tally(in: $0)) })
        }
        return ([byFrontEnd] + bySetting).compactMap(\.self)
    }
}
