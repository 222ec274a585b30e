public import StrictJSON

/// The parts of a split of what a policy kept: how large each is, and how much like the whole.
public struct SplitReport: Sendable {
    /// One part.
    public struct Part: Sendable {
        /// Its number, from 1.
        public let number: Int
        /// How much there is of it.
        public let size: Amount
        /// Its mix beside the whole, by every key but those with a class for almost each episode.
        public let mixes: [MixReport]
    }

    /// The split.
    public let split: Split
    /// All parts.
    public let parts: [Part]

    /// By what parts are compared: submitters and characters are too many for a test, but strata all the same.
    public static let keys: [MixKey] = [.format, .frontEnd, .lengthBand, .language]

    /// Splits what a policy kept.
    public init(_ split: Split, of run: PolicyRun) {
        self.split = split
        let kept = run.keptEpisodes.map { (run.candidates.episodes[$0], run.amount(ofEpisodeAt: $0)) }
        let numbers = split.parts(of: kept.map(\.0))
        let wholes = Self.keys.map { MixCount($0, kept) }
        var members = [[(EpisodeFigures, Amount)]](repeating: [], count: split.parts)
        for (number, episode) in zip(numbers, kept) { members[number - 1].append(episode) }
        parts = members.enumerated().map { index, members in
            Part(
                number: index + 1, size: members.reduce(into: Amount()) { $0 += $1.1 },
                mixes: zip(Self.keys, wholes).map { MixReport($0, part: MixCount($0, members), ofWhole: $1) })
        }
    }

    /// The mixes of all parts, as manifests have them.
    public var json: JSON { .array(parts.map { Self.json(part: $0.number, size: $0.size, mixes: $0.mixes) }) }

    /// A mix as manifests have it.
    /// - Parameter part: nil for a set that is not split
    static func json(part: Int?, size: Amount, mixes: [MixReport]) -> JSON {
        .object([
            ("part", part.map { .int($0) } ?? .null), ("size", size.json), ("by", .array(mixes.map(\.json))),
        ])
    }
}

extension PolicyRun {
    /// How much of an episode is kept.
    /// - Parameter index: position of the episode among those that were given
    public func amount(ofEpisodeAt index: Int) -> Amount {
        amount(ofEpisodeAt: index) { candidates.verdicts[$0] == Candidates.kept }
    }

    /// How much there is of an episode, kept or not.
    /// - Parameter index: position of the episode among those that were given
    func seen(ofEpisodeAt index: Int) -> Amount { amount(ofEpisodeAt: index) { _ in true } }

    private func amount(ofEpisodeAt index: Int, counting counts: (Int) -> Bool) -> Amount {
        var amount = Amount()
        var isCounted = false
        for window in candidates.windows(of: index) {
            if candidates.windows[window].beginsStretch { isCounted = false }
            guard counts(window) else { continue }
            amount.responses += 1
            amount.words += Int(candidates.windows[window].words)
            if !isCounted { amount.windows += 1 }
            isCounted = true
        }
        amount.episodes = amount.responses > 0 ? 1 : 0
        return amount
    }
}
