import Foundation

/// Brings a mirror up to date, page by page.
struct PullJob {
    let client: ChorusClient
    let mirror: Mirror
    /// Events a page, 1...1000.
    let limit: Int
    /// Seconds that the service may wait for something new, 0...30.
    let wait: Int
    /// Whether to go on when the mirror is up to date.
    let isFollowing: Bool
    /// Told after each page.
    let progress: (PullTally) -> Void
    /// Tells the service how far the mirror is; nil when the job has no name.
    var report: CursorReport?

    /// Pulls until the mirror is up to date; for ever when following, unless the feed forks.
    func run() async throws -> PullTally {
        var tally = PullTally(isForked: mirror.isStartingOver)
        var report = report
        while true {
            do {
                let hasMore = try await pullPage(&tally)
                progress(tally)
                let isOver = !hasMore && (tally.isForked || !isFollowing)
                await report?.tell(mirror.state, isLast: isOver)
                if isOver { return tally }
            } catch ClientFailure.refused(let refusal) where refusal.code == "cursor_forked" {
                guard let cursor = refusal.resumeCursor else { throw ClientFailure.refused(refusal) }
                tally.isForked = true
                try mirror.startOver(at: cursor)
            }
        }
    }

    private func pullPage(_ tally: inout PullTally) async throws -> Bool {
        mirror.folder.emptyIncoming()
        let (url, header) = try await client.download(request)
        guard let next = header("Chorus-Next-Cursor"), let hasMore = header("Chorus-Has-More") else {
            throw ClientFailure.strange("a feed without Chorus-Next-Cursor")
        }
        let file = url.path
        defer { unlink(file) }
        let page = try read(file)
        let isLast = hasMore != "true"
        tally.bytes += mirror.folder.identity(of: file)?.bytes ?? 0
        tally.add(try mirror.apply(page, file: file, cursor: next, isLast: isLast, isFollowing: isFollowing))
        tally.episodes = mirror.state.episodes
        tally.rows = mirror.state.selection.holdsEpisodes ? nil : mirror.state.rows
        tally.position = mirror.state.position
        return !isLast
    }

    private func read(_ file: String) throws(PullFailure) -> FeedPage {
        var page = FeedPage(after: mirror.state.position, isWhole: mirror.state.selection.isWhole)
        var reader = try LineReader(file)
        while let line = try reader.next() {
            try page.append(try FeedLine(line, holdsEpisodes: mirror.folder.holdsEpisodes), at: reader.offset)
        }
        return page
    }

    private var request: ClientRequest {
        var request = ClientRequest(path: "/v1/feed", query: [("limit", String(limit))])
        if let cursor = mirror.state.cursor { request.query.append(("cursor", cursor)) }
        request.query += mirror.state.selection.query
        if seconds > 0 { request.query.append(("wait", String(seconds))) }
        if let consumer = mirror.state.consumer { request.headers.append(("User-Agent", "chorus-pull (\(consumer))")) }
        return request
    }

    /// No longer than until the reading copy is due, when it is behind.
    private var seconds: Int {
        guard isFollowing, mirror.state.copy == nil else { return wait }
        let left = ContinuousClock.now.duration(to: mirror.nextCopy)
        return max(0, min(wait, Int(left.components.seconds) + 1))
    }
}

/// What a pull has done so far.
struct PullTally: Equatable {
    /// Events that were applied.
    var events = 0
    /// Episodes that came, were replaced, and went.
    var added = 0, replaced = 0, removed = 0
    /// Bytes that were received.
    var bytes = 0
    /// Live episodes in the mirror.
    var episodes = 0
    /// Live rows of them, in a mirror of rows.
    var rows: Int?
    /// Position of the mirror; nil when it is not known.
    var position: Int?
    /// Whether the feed was rewound, and the mirror made anew.
    var isForked = false

    /// Counts a page.
    mutating func add(_ effect: PageEffect) {
        events += effect.events
        added += effect.added
        replaced += effect.replaced
        removed += effect.removed
    }

    /// For people: position, events, episodes and size.
    var text: String {
        let megabytes = String(format: "%.1f MB", Double(bytes) / 1e6)
        let place = position.map { "position \($0)" } ?? "start of the feed"
        return "\(place): \(events) events (\(megabytes)), \(added) new, \(replaced) replaced, \(removed) removed; "
            + (rows.map { "\($0) rows of " } ?? "") + "\(episodes) episodes"
    }
}
