import StrictJSON

/// One line of the feed: what happened to an episode, and what it is now.
struct FeedLine: Equatable {
    /// What happened.
    enum Kind: String, CaseIterable {
        case accepted = "episode.accepted"
        case revised = "episode.revised"
        case withdrawn = "episode.withdrawn"
        case rejected = "episode.rejected"
    }

    /// Place in the feed.
    let position: Int
    /// What happened.
    let kind: Kind
    /// Which episode.
    let episode: EpisodeKey
    /// Where the rows that the episode is now stand in the line, its canonical JSON being one; none for a tombstone, for an
    /// episode that was accepted once and may not be handed out any more, and for one of which the format has no row.
    let rows: [Range<Int>]

    /// Reads a line, of canonical episodes or of rows.
    /// - Throws: `PullFailure.brokenPage`; a kind that this program does not know is broken too, since leaving it out
    ///   would make the mirror wrong in silence
    init(_ line: [UInt8], holdsEpisodes: Bool = true) throws(PullFailure) {
        let root = try Self.parse(line)
        guard let position = root["position"]?.int, position > 0 else { throw .brokenPage("a line without a position") }
        guard let name = root["kind"]?.stringBytes,
            let kind = Kind.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) })
        else { throw .brokenPage("position \(position) is of a kind that this version does not know") }
        guard let episode = root["id"]?.stringBytes.flatMap({ EpisodeKey($0) }) else {
            throw .brokenPage("position \(position) names no episode")
        }
        self.position = position
        self.kind = kind
        self.episode = episode
        var rows: [JSONValue] = []
        if kind == .accepted || kind == .revised {
            rows = holdsEpisodes ? [root["episode"]].compactMap { $0 } : root["rows"]?.elements.map { $0 } ?? []
        }
        for row in rows where Self.key(of: row) != episode {
            throw .brokenPage("position \(position) brings something else than the episode that it names")
        }
        self.rows = rows.map { $0.source.startIndex..<$0.source.endIndex }
    }

    /// Reads which episode a row of the mirror is of.
    static func key(ofRow row: [UInt8]) -> EpisodeKey? { (try? parse(row)).flatMap { key(of: $0) } }

    /// The `id` of a canonical episode, or what the `identifier` of any other row begins with.
    private static func key(of row: JSONValue) -> EpisodeKey? {
        guard let identifier = row["identifier"]?.stringBytes else {
            return row["id"]?.stringBytes.flatMap { EpisodeKey($0) }
        }
        return EpisodeKey(identifier.prefix(36))
    }

    private static func parse(_ line: [UInt8]) throws(PullFailure) -> JSONValue {
        do {
            return try JSONDocument(line, limits: limits).root
        } catch {
            throw .brokenPage("a line that is not JSON (\(error.code.rawValue))")
        }
    }

    /// The service has gated these texts; here they are only cut, never compared.
    private static let limits: JSONLimits = {
        var limits = JSONLimits.log
        limits.combiningRun = .max
        limits.keyBytes = .max
        return limits
    }()
}
