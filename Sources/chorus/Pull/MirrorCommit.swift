import Foundation

/// What a page changed.
struct PageEffect: Equatable {
    /// Events of the page.
    var events = 0
    /// Episodes that the mirror did not hold.
    var added = 0
    /// Episodes whose row was replaced.
    var replaced = 0
    /// Episodes that are gone.
    var removed = 0
}

extension Mirror {
    /// Applies a page: afterwards rows and cursor are those after it, durably, or nothing has changed.
    ///
    /// The order is what makes it exact: new segments first (nobody names them yet), then the reading copy, then the
    /// rename of the state, then the old segments go. What was withdrawn has therefore left the reading copy before the
    /// cursor says that the withdrawal was seen.
    /// - Parameters:
    ///   - file: the page as it was received
    ///   - cursor: where the feed goes on after it
    ///   - isLast: whether the mirror is up to date with it; then the reading copy is made
    ///   - isFollowing: whether another page will come soon, so that the reading copy may wait for its turn, unless
    ///     something has to leave it
    @discardableResult
    func apply(
        _ page: FeedPage, file: String, cursor: String, isLast: Bool, isFollowing: Bool = false
    ) throws(PullFailure) -> PageEffect {
        let losses = try losses(page)
        let lost = losses.values.reduce(into: Set<EpisodeKey>()) { $0.formUnion($1.episodes) }
        let rows = page.rows
        let isChanged = !rows.isEmpty || !lost.isEmpty
        let isDue = !isFollowing || isStartingOver || !lost.isEmpty || ContinuousClock.now >= nextCopy
        let makesCopy = isLast && isDue && (isChanged || state.copy == nil)
        guard page.events > 0 || cursor != state.cursor || makesCopy else { return PageEffect() }

        var new = state
        new.commit += 1
        new.cursor = cursor
        new.position = page.last ?? state.position
        new.events += page.events
        let changes = try write(page, rows, file: file, losses: losses, commit: new.commit)
        new.segments = changes.map { $0.segment(in: state.segments) }
        if isChanged { new.copy = nil }
        if makesCopy {
            new.copy = try makeCopy(of: new.segments)
        } else if !lost.isEmpty, !isStartingOver {
            try folder.remove(folder.copy)
        }
        try commit(new, isLast: isLast)
        reindex(changes, without: lost)
        removeSegments(of: state, but: new)
        state = new
        let brought = Set(rows.map(\.episode))
        let replaced = brought.count(where: { lost.contains($0) })
        return PageEffect(
            events: page.events, added: brought.count - replaced, replaced: replaced, removed: lost.count - replaced)
    }

    private func write(
        _ page: FeedPage, _ rows: [FeedPage.Row], file: String, losses: [Int: SegmentLoss], commit: Int
    ) throws(PullFailure) -> [SegmentChange] {
        let bytes = rows.reduce(0) { $0 + $1.bytes.count + 1 }
        let steps = SegmentPlan.steps(
            state.segments, losses: losses.mapValues(\.rows), rows: rows.count, bytes: bytes)
        var changes: [SegmentChange] = []
        for step in steps {
            switch step {
            case .keep(let place): changes.append(.kept(place))
            case .write(let sources, let withPage):
                let covered = sources.map { state.segments[$0] }
                var segment = Segment(
                    first: covered.first?.first ?? page.first ?? 0, last: covered.last?.last ?? 0, commit: commit,
                    rows: 0, episodes: 0, bytes: 0)
                if withPage, let last = page.last { segment.last = last }
                var writer = try SegmentWriter(folder.file(of: segment))
                for source in sources {
                    let lost = losses[source]?.episodes ?? []
                    try writer.append(segment: folder.file(of: state.segments[source]), except: lost)
                }
                if withPage { try writer.append(rows, of: file) }
                _ = try writer.finish()
                segment.rows = writer.rows
                segment.episodes = writer.episodes
                segment.bytes = writer.bytes
                changes.append(.written(segment, writer.keys))
            }
        }
        try folder.sync(folder.segments)
        return changes
    }

    private func removeSegments(of old: MirrorState, but new: MirrorState) {
        let kept = Set(new.segments.map(\.file))
        for segment in old.segments where !kept.contains(segment.file) { unlink(folder.file(of: segment)) }
    }

    private func makeCopy(of segments: [Segment]) throws(PullFailure) -> FileIdentity {
        let start = ContinuousClock.now
        var writer = try SegmentWriter(folder.copy + ".tmp")
        for segment in segments { try writer.append(copyOf: folder.file(of: segment)) }
        let identity = try writer.finish()
        try folder.replace(folder.copy, with: folder.copy + ".tmp")
        nextCopy = ContinuousClock.now + start.duration(to: .now) * 10
        return identity
    }

    /// The one step in which everything switches.
    private func commit(_ new: MirrorState, isLast: Bool) throws(PullFailure) {
        guard isStartingOver else { return try folder.save(new, as: folder.state) }
        guard isLast else { return try folder.save(new, as: folder.resync) }
        try folder.save(new, as: folder.state)
        try folder.remove(folder.resync)
        isStartingOver = false
        folder.sweep(keeping: [new])
    }
}
