public import Statistics
public import StrictJSON

/// Of what a part of the data is made, beside the whole that it is from or is compared with: whether it leans towards
/// one source, front end or length.
public struct MixReport: Sendable {
    /// By what episodes are told apart.
    public let key: MixKey
    /// The classes, largest in the whole first. Those of which less than five episodes are to be expected on either
    /// side are together in `other`: the test is not good for them (Cochran 1954).
    public let classes: [MixClass]
    /// The G-test that episodes of the part and the others are alike.
    public let test: Homogeneity
    /// Jensen-Shannon divergence of the part's episodes from the whole's, in bits.
    public let divergence: Double
    /// The same of responses, which is what the model sees.
    public let responseDivergence: Double

    /// One class of episodes.
    public struct MixClass: Sendable, Equatable {
        /// Its name.
        public var label: String
        /// What the part has of it.
        public var part: Amount
        /// What the whole has of it.
        public var whole: Amount
    }

    /// Compares a part with the whole that it is a part of.
    public init(_ key: MixKey, part: MixCount, ofWhole whole: MixCount) {
        self.init(key, part: part, whole: whole, isInside: true)
    }

    /// Compares a part that was made elsewhere with what there is here.
    public init(_ key: MixKey, part: MixCount, besides other: MixCount) {
        self.init(key, part: part, whole: other, isInside: false)
    }

    private init(_ key: MixKey, part: MixCount, whole: MixCount, isInside: Bool) {
        func others(_ one: MixClass) -> Int { one.whole.episodes - (isInside ? one.part.episodes : 0) }
        let all = others(MixClass(label: "", part: part.total, whole: whole.total))
        self.key = key
        classes = Self.classes(part, whole) { one in
            let smaller = min(part.total.episodes, all)
            guard smaller > 0 else { return true }
            let sum = one.part.episodes + others(one)
            return Double(sum) * Double(smaller) / Double(part.total.episodes + all) >= 5
        }
        test = Homogeneity(table: [classes.map(\.part.episodes), classes.map(others)], by: .likelihoodRatio)
        divergence = jensenShannon(classes.map(\.part.episodes), classes.map(\.whole.episodes))
        responseDivergence = jensenShannon(classes.map(\.part.responses), classes.map(\.whole.responses))
    }

    private static func classes(
        _ part: MixCount, _ whole: MixCount, isLarge: (MixClass) -> Bool
    ) -> [MixClass] {
        var classes: [MixClass] = []
        var other = MixClass(label: "other", part: Amount(), whole: Amount())
        for label in Set(part.amounts.keys).union(whole.amounts.keys) {
            let one = MixClass(
                label: label, part: part.amounts[label] ?? Amount(), whole: whole.amounts[label] ?? Amount())
            if isLarge(one) {
                classes.append(one)
            } else {
                other.part += one.part
                other.whole += one.whole
            }
        }
        classes.sort { ($1.whole.episodes, $0.label) < ($0.whole.episodes, $1.label) }
        return other == MixClass(label: "other", part: Amount(), whole: Amount()) ? classes : classes + [other]
    }

    /// The classes' shares of the part's episodes and of the whole's, 0 to 1.
    var shares: [(label: String, shareOfPart: Double, shareOfWhole: Double)] {
        let part = Double(max(1, classes.reduce(0) { $0 + $1.part.episodes }))
        let whole = Double(max(1, classes.reduce(0) { $0 + $1.whole.episodes }))
        return classes.map { ($0.label, Double($0.part.episodes) / part, Double($0.whole.episodes) / whole) }
    }

    /// As manifests have it.
    public var json: JSON {
        .object([
            ("by", .string(key.rawValue)),
            (
                "classes",
                .array(
                    zip(classes, shares).map { one, share in
                        .object([
                            ("class", .string(one.label)), ("part", one.part.json), ("whole", one.whole.json),
                            ("share_of_part", .rounded(share.shareOfPart)),
                            ("share_of_whole", .rounded(share.shareOfWhole)),
                        ])
                    })
            ),
            (
                "g_test",
                .object([
                    ("statistic", .rounded(test.chiSquare)), ("degrees_of_freedom", .int(test.degreesOfFreedom)),
                    ("p", .rounded(test.p)),
                ])
            ),
            ("jensen_shannon", .rounded(divergence)), ("jensen_shannon_responses", .rounded(responseDivergence)),
        ])
    }
}

/// How much there is of each class of episodes.
public struct MixCount: Sendable, Equatable {
    /// By class.
    public private(set) var amounts: [String: Amount] = [:]
    /// Of all.
    public private(set) var total = Amount()

    /// Nothing.
    public init() {}

    /// Counts episodes with what of each is used.
    public init(_ key: MixKey, _ episodes: some Sequence<(EpisodeFigures, Amount)>) {
        for (episode, amount) in episodes { add(amount, to: key.label(of: episode)) }
    }

    /// Adds to a class, as a manifest names it.
    public mutating func add(_ amount: Amount, to label: String) {
        amounts[label, default: Amount()] += amount
        total += amount
    }
}
