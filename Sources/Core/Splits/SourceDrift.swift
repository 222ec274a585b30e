import Statistics
public import StrictJSON

/// Whether the data of a part lean towards one source, front end, length or language, beside everything else that is
/// accepted now: "maybe the data in part 3 leaned towards one source" is a question with an answer.
public struct SourceDrift: Sendable {
    /// How much there is of the part.
    public let part: Amount
    /// How much there is of everything.
    public let whole: Amount
    /// Episodes of the part that are not accepted any more, and not in the comparison.
    public let absent: Int
    /// By every key of `SplitReport.keys`.
    public let mixes: [MixReport]
    /// p of each mix, corrected for their number (Holm 1979).
    public let corrected: [Double]

    /// Compares the episodes of a snapshot with everything that is accepted.
    /// - Parameter members: ids of the part's episodes
    public init(of members: Set<String>, in episodes: [EpisodeFigures]) async {
        let run = await PolicyRun.run(.everything, on: episodes)
        let all = episodes.indices.map { (episodes[$0], run.seen(ofEpisodeAt: $0)) }
        let own = all.filter { members.contains($0.0.id) }
        part = own.reduce(into: Amount()) { $0 += $1.1 }
        whole = run.total.seen
        absent = members.count - own.count
        mixes = SplitReport.keys.map { MixReport($0, part: MixCount($0, own), ofWhole: MixCount($0, all)) }
        corrected = holm(mixes.map(\.test.p))
    }

    /// Compares a part that was made elsewhere with everything that is accepted here.
    /// - Parameter counts: episodes of each class, by key
    public init(_ counts: [(key: MixKey, episodes: MixCount)], besides episodes: [EpisodeFigures]) async {
        let run = await PolicyRun.run(.everything, on: episodes)
        let all = episodes.indices.map { (episodes[$0], run.seen(ofEpisodeAt: $0)) }
        part = counts.first?.episodes.total ?? Amount()
        whole = run.total.seen
        absent = 0
        mixes = counts.map { MixReport($0.key, part: $0.episodes, besides: MixCount($0.key, all)) }
        corrected = holm(mixes.map(\.test.p))
    }

    /// What it says, for people.
    public var sentence: String {
        let leanings = zip(mixes, corrected).compactMap { mix, p in
            MixLeaning(among: mix.shares, adjustedP: p).map { one in
                "\(mix.key.rawValue) \(one.label) is \(Self.percent(one.shareOfPart)) of the part and "
                    + "\(Self.percent(one.shareOfWhole)) of everything (p \(Self.short(p)))"
            }
        }
        guard !leanings.isEmpty else { return "The part is like everything else, as far as can be told." }
        return "The part leans: " + leanings.joined(separator: "; ") + "."
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("part_size", part.json), ("whole_size", whole.json), ("absent", .int(absent)),
            ("mix", .array(mixes.map(\.json))),
            ("p_corrected", .array(corrected.map { .rounded($0) })), ("sentence", .string(sentence)),
        ])
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    private static func short(_ p: Double) -> String {
        p < 0.001 ? "< 0.001" : "= \(Double(Int((p * 1000).rounded())) / 1000)"
    }
}

extension MixCount {
    /// Decodes what a part that was made elsewhere is made of: `{"mix": [{"by": "format", "classes": {"cai_dump": 120}}]}`,
    /// numbers of episodes.
    public static func read(_ body: JSONValue) throws(Problem) -> [(key: MixKey, episodes: MixCount)] {
        var fields = FieldReader(body)
        var counts: [(key: MixKey, episodes: MixCount)] = []
        for (index, value) in fields.array("mix", maximum: MixKey.allCases.count).enumerated() {
            var nested = FieldReader(value, path: "/mix/\(index)")
            let key = nested.word("by", MixKey.self)
            if key == nil, !nested.has("by") {
                nested.fault("by", "required", "`by` is missing.", "For example: format.")
            }
            var count = MixCount()
            for (label, value) in nested.object("classes")?.members.map({ $0 }) ?? [] {
                guard let number = value.int, 0...1_000_000_000 ~= number else {
                    nested.fault(
                        "classes", "wrong_type", "A class has a number of episodes.", "Send {\"cai_dump\": 120}.")
                    continue
                }
                var amount = Amount()
                amount.episodes = number
                count.add(amount, to: label)
            }
            if count.total.episodes == 0 {
                nested.fault("classes", "required", "There is no episode in it.", "Send {\"cai_dump\": 120}.")
            }
            fields.merge(nested)
            if let key { counts.append((key, count)) }
        }
        if counts.isEmpty { fields.fault("mix", "required", "`mix` is missing.", "Say by what, and how many.") }
        try fields.finish()
        return counts
    }
}
