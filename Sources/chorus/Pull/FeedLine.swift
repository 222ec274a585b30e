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
    /// Where the episode's canonical JSON stands in the line; nil for a tombstone, and for an episode that was accepted
    /// once and may not be handed out any more.
    let content: Range<Int>?

    /// Reads a line.
    /// - Throws: `PullFailure.brokenPage`; a kind that this program does not know is broken too, since leaving it out
    ///   would make the mirror wrong in silence
    init(_ line: [UInt8]) throws(PullFailure) {
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
        guard kind == .accepted || kind == .revised, let content = root["episode"], content.kind == .object else {
            self.content = nil
            return
        }
        guard content["id"]?.stringBytes.flatMap({ EpisodeKey($0) }) == episode else {
            throw .brokenPage("position \(position) brings another episode than it names")
        }
        self.content = content.source.startIndex..<content.source.endIndex
    }

    /// Reads the id of a row of the mirror: a canonical episode.
    static func key(ofRow row: [UInt8]) -> EpisodeKey? {
        (try? parse(row))?["id"]?.stringBytes.flatMap { EpisodeKey($0) }
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
