public import Statistics
import StrictJSON

/// Where the logs of a part come from, beside those of all other parts: did this one lean towards one source?
public struct SourceMix: Sendable {
    /// Episodes of this part and of the others by format, those with most first.
    public let formats: [(name: String, episodes: Int, others: Int)]
    /// The G-test that both have one mix; nil when a side has none.
    public let test: Homogeneity?
    /// How far the mixes are apart, in bits: 0 the same, 1 nothing in common; nil when a side has none.
    public let divergence: Double?

    init(of part: PartRecord, among parts: [PartRecord]) {
        var others: [String: Int] = [:]
        for other in parts where other.number != part.number { others.merge(other.logs.formats, uniquingKeysWith: +) }
        let names = Set(part.logs.formats.keys).union(others.keys)
        let formats = names.map { (name: $0, episodes: part.logs.formats[$0] ?? 0, others: others[$0] ?? 0) }
            .sorted { (-$0.episodes, -$0.others, $0.name) < (-$1.episodes, -$1.others, $1.name) }
        self.formats = formats
        let table = [formats.map(\.episodes), formats.map(\.others)]
        let hasBoth = table.allSatisfy { $0.reduce(0, +) > 0 }
        test = hasBoth ? Homogeneity(table: table, by: .likelihoodRatio) : nil
        divergence = hasBoth ? jensenShannon(table[0], table[1]) : nil
    }

    /// As answered by the API.
    var json: JSON {
        let rows = formats.map { row -> JSON in
            .object([
                ("format", .string(row.name)), ("episodes", .int(row.episodes)), ("other_parts", .int(row.others)),
            ])
        }
        return .object([
            ("formats", .array(rows)), ("g", .rounded(test?.chiSquare)), ("p", .rounded(test?.p)),
            ("jensen_shannon", .rounded(divergence)),
        ])
    }
}
