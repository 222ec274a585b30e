/// What a page of the feed does to a mirror: the rows that it brings, and the episodes whose older rows end with it.
struct FeedPage {
    /// A row that the page brings.
    struct Row: Equatable {
        let episode: EpisodeKey
        /// Where it stands in the page's file.
        let bytes: Range<Int>
    }

    /// How many events it has.
    private(set) var events = 0
    /// Its first position; nil when it has no event.
    private(set) var first: Int?
    /// Its last position; nil when it has no event.
    private(set) var last: Int?
    private var changes: [(episode: EpisodeKey, rows: [Range<Int>])] = []
    private var lastChange: [EpisodeKey: Int] = [:]
    private let isWhole: Bool
    private let previous: Int?

    /// - Parameters:
    ///   - previous: last position that was applied; nil when it is not known
    ///   - isWhole: whether every event of the feed is in its pages, so that a gap is an error
    init(after previous: Int?, isWhole: Bool) {
        self.previous = previous
        self.isWhole = isWhole
    }

    /// Adds the next line, which begins at `offset` of the page's file.
    mutating func append(_ line: FeedLine, at offset: Int) throws(PullFailure) {
        if let before = last ?? previous, isWhole ? line.position != before + 1 : line.position <= before {
            throw .brokenPage("position \(line.position) follows \(before)")
        }
        if first == nil { first = line.position }
        last = line.position
        events += 1
        lastChange[line.episode] = changes.count
        changes.append((line.episode, line.rows.map { offset + $0.lowerBound..<offset + $0.upperBound }))
    }

    /// Every episode that the page says something about: no older row of these stays.
    var touched: some Sequence<EpisodeKey> { lastChange.keys }

    /// The rows that hold after the page, in its order: an episode's last event decides, and those of one episode follow
    /// each other.
    var rows: [Row] {
        changes.enumerated().flatMap { index, change in
            guard lastChange[change.episode] == index else { return [Row]() }
            return change.rows.map { Row(episode: change.episode, bytes: $0) }
        }
    }
}
