public import Statistics
import StrictJSON

/// Two parts compared among raters who are alike in one respect: is the difference one of front end, of settings, of
/// who came to rate?
public struct StratifiedComparison: Sendable {
    /// One group of raters in both parts.
    public struct Group: Sendable {
        /// The front end, the band, or `returning` and `new`.
        public let name: String
        /// Raters of either part by sentiment.
        public let first, second: Tally
    }

    /// What raters are alike in: `front_end`, a sampling setting, or `cohort`.
    public let by: String
    /// The groups that have raters in one of the parts.
    public let groups: [Group]
    /// Raters of both parts together.
    public let raters: Int

    /// Every way to tell raters apart for which both parts have some.
    public static func all(_ first: PartRecord, _ second: PartRecord) -> [StratifiedComparison] {
        let raters = first.figures.raters + second.figures.raters
        let names = Set(first.figures.frontEnds + second.figures.frontEnds).sorted { $0.name < $1.name }
        let frontEnds = StratifiedComparison(
            by: "front_end", raters: raters,
            groups: names.filter { !$0.name.isEmpty }.map {
                Group(name: $0.name, first: first.figures.tally(in: $0), second: second.figures.tally(in: $0))
            })
        let settings = SamplingBand.Setting.allCases.map { setting in
            StratifiedComparison(
                by: setting.rawValue, raters: raters,
                groups: SamplingBand.all(of: setting).map {
                    Group(name: $0.name, first: first.figures.tally(in: $0), second: second.figures.tally(in: $0))
                })
        }
        return ([frontEnds] + settings + [cohort(first, second)]).filter(\.isComparable)
    }

    /// Those who rated both parts are the same people twice: their difference is not one of who came.
    private static func cohort(_ first: PartRecord, _ second: PartRecord) -> StratifiedComparison {
        let isLater = first.number > second.number
        let (later, earlier) = isLater ? (first, second) : (second, first)
        let both = (
            later: later.figures.returning(since: earlier.number), earlier: later.figures.before(at: earlier.number)
        )
        func group(_ name: String, _ later: Tally, _ earlier: Tally) -> Group {
            Group(name: name, first: isLater ? later : earlier, second: isLater ? earlier : later)
        }
        return StratifiedComparison(
            by: "cohort", raters: first.figures.raters + second.figures.raters,
            groups: [
                group("rated_both", both.later, both.earlier),
                group(
                    "rated_one", later.figures.sentiments - both.later, earlier.figures.sentiments - both.earlier),
            ])
    }

    private init(by: String, raters: Int, groups: [Group]) {
        self.by = by
        self.raters = raters
        self.groups = groups.filter { $0.first.total + $0.second.total > 0 }
    }

    /// Whether a group has raters in both parts.
    private var isComparable: Bool { groups.contains { $0.first.total > 0 && $0.second.total > 0 } }

    /// Share of the raters of both parts who told it.
    public var coverage: Double {
        raters == 0 ? 0 : Double(groups.reduce(0) { $0 + $1.first.total + $1.second.total }) / Double(raters)
    }

    /// The difference within the groups, together.
    public var common: MantelHaenszel { MantelHaenszel(strata) }

    /// The groups as statistics take them.
    var strata: [Stratum] { groups.map { Stratum($0.first.complaints, $0.second.complaints) } }

    /// As answered by the API.
    var json: JSON {
        let common = common
        let cells = groups.map { group -> JSON in
            .object([
                ("name", .string(group.name)), ("negative", .int(group.first.negative)),
                ("raters", .int(group.first.total)), ("other_negative", .int(group.second.negative)),
                ("other_raters", .int(group.second.total)),
            ])
        }
        return .object([
            ("groups", .array(cells)), ("coverage", .rounded(coverage)),
            ("odds_ratio", .rounded(common.oddsRatio)), ("interval", .interval(common.interval())),
            ("p", .rounded(common.p)), ("difference", .rounded(common.difference)),
            ("crude_difference", .rounded(common.crudeDifference)), ("explained", .rounded(common.explained)),
            ("same_in_all_p", .rounded(BreslowDay(strata).p)),
        ])
    }
}
