import Statistics
public import StrictJSON

/// Of what a snapshot, or one part of its split, is made beside the whole, as its manifest tells it: whether it leans
/// towards one source, front end, length or language.
public struct SnapshotMix: Sendable {
    /// The part of the split; nil for a snapshot without one.
    public let part: Int?
    /// How much it is.
    public let episodes, responses: Int
    /// By every key that the manifest compares by.
    public let findings: [Finding]

    /// The mix by one key, and what may be said of it.
    public struct Finding: Sendable {
        /// By what episodes are told apart.
        public let key: MixKey
        /// The largest in the whole first.
        public let classes: [MixClass]
        /// The G-test that the part is like the rest.
        public let g: (statistic: Double, degreesOfFreedom: Int, p: Double)
        /// p, corrected by Holm for all keys.
        public let adjustedP: Double
        /// Jensen-Shannon divergence of the part's episodes from the whole's, in bits.
        public let divergence: Double

        /// The class that it leans towards; nil unless the test says so.
        public var leansTowards: MixLeaning? {
            MixLeaning(among: classes.map { ($0.label, $0.shareOfPart, $0.shareOfWhole) }, adjustedP: adjustedP)
        }
    }

    /// One class of episodes.
    public struct MixClass: Sendable, Equatable {
        /// Its name.
        public let label: String
        /// Episodes of it.
        public let part, whole: Int
        /// Their share of all episodes, 0 to 1.
        public let shareOfPart, shareOfWhole: Double
    }

    /// The mixes of a manifest, one for each part of its split.
    public static func all(in manifest: JSONValue) -> [SnapshotMix] {
        (manifest["mix"]?.elements).map { $0.map(SnapshotMix.init) } ?? []
    }

    private init(_ mix: JSONValue) {
        part = mix["part"]?.int
        episodes = mix["size"]?["episodes"]?.int ?? 0
        responses = mix["size"]?["responses"]?.int ?? 0
        let reports = (mix["by"]?.elements).map { Array($0) } ?? []
        let adjusted = holm(reports.map { $0["g_test"]?["p"]?.double ?? 1 })
        findings = zip(reports, adjusted).compactMap(Finding.init)
    }
}

extension SnapshotMix.Finding {
    fileprivate init?(_ report: JSONValue, adjustedP: Double) {
        guard let key = report["by"]?.string.flatMap(MixKey.init) else { return nil }
        self.key = key
        self.adjustedP = adjustedP
        classes = (report["classes"]?.elements).map { $0.map(SnapshotMix.MixClass.init) } ?? []
        g = (
            report["g_test"]?["statistic"]?.double ?? 0, report["g_test"]?["degrees_of_freedom"]?.int ?? 0,
            report["g_test"]?["p"]?.double ?? 1
        )
        divergence = report["jensen_shannon"]?.double ?? 0
    }
}

extension SnapshotMix.MixClass {
    fileprivate init(_ one: JSONValue) {
        label = one["class"]?.string ?? ""
        part = one["part"]?["episodes"]?.int ?? 0
        whole = one["whole"]?["episodes"]?.int ?? 0
        shareOfPart = one["share_of_part"]?.double ?? 0
        shareOfWhole = one["share_of_whole"]?.double ?? 0
    }
}
