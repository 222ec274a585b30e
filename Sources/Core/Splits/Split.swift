public import StrictJSON

/// Cuts a set of episodes into parts that are disjoint, complete, and each like the whole: for a model that is trained
/// in parts, none of which may lean towards one source.
///
/// Episodes are laid in one line, stratum after stratum, by lots inside each; the parts take turns. So the numbers of any
/// stratum, and of any group of strata that begins alike, differ between parts by at most one: the largest remainder
/// method inside strata, with the remainders going round. The line does not depend on the order in which episodes came.
public struct Split: Sendable, Equatable {
    /// Number of parts, from 1.
    public var parts: Int
    /// What makes strata, most important first.
    public var stratify: [MixKey]
    /// Lots are drawn with it.
    public var seed: String

    /// What strata are made of where nothing is said.
    public static let usual: [MixKey] = [.format, .lengthBand, .character]

    /// A split.
    public init(parts: Int, stratify: [MixKey] = usual, seed: String) {
        self.parts = max(1, parts)
        self.stratify = stratify
        self.seed = seed
    }

    /// Decodes `{parts, part, stratify[]}`; `part` says which one is wanted.
    /// - Parameter path: JSON pointer of the object
    public static func read(
        _ object: JSONValue, path: String, seed: String
    ) throws(Problem) -> (split: Split, part: Int) {
        var fields = FieldReader(object, path: path)
        let parts = fields.int("parts", in: 1...1000, required: true) ?? 1
        let part = fields.int("part", in: 1...1000, required: true) ?? 1
        if part > parts { fields.fault("part", "out_of_range", "There are \(parts) parts.", "Say one of them.") }
        let said = fields.has("stratify")
        let keys = fields.strings("stratify", maximum: MixKey.allCases.count)
        var stratify: [MixKey] = []
        for (index, text) in keys.enumerated() {
            if let key = MixKey(rawValue: text), !stratify.contains(key) {
                stratify.append(key)
            } else {
                let known = MixKey.allCases.map(\.rawValue).joined(separator: ", ")
                fields.fault(
                    "stratify/\(index)", "unknown_value", "Not known here, or there twice.", "One of: \(known).")
            }
        }
        try fields.finish()
        return (Split(parts: parts, stratify: said ? stratify : usual, seed: seed), part)
    }

    /// The part of each episode, 1...parts.
    public func parts(of episodes: [EpisodeFigures]) -> [Int] {
        let line = episodes.indices.map { index in
            let episode = episodes[index]
            return Place(
                stratum: stratify.map { $0.label(of: episode) },
                lot: Lot(seed: seed, episode: episode.id).drawn("split"), id: episode.id, index: index)
        }.sorted()
        // Which part gets the first remainder is a lot too.
        let first = Int(Lot(seed: seed, episode: "").drawn("split") * Double(parts))
        var result = [Int](repeating: 1, count: episodes.count)
        for (position, place) in line.enumerated() { result[place.index] = (position + first) % parts + 1 }
        return result
    }

    /// An episode's place in the line.
    private struct Place: Comparable {
        var stratum: [String]
        var lot: Double
        var id: String
        var index: Int

        static func < (left: Place, right: Place) -> Bool {
            for (one, other) in zip(left.stratum, right.stratum) where one != other {
                // By bytes: the order of the standard library follows Unicode's version.
                return one.utf8.lexicographicallyPrecedes(other.utf8)
            }
            return left.lot != right.lot ? left.lot < right.lot : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
    }
}
