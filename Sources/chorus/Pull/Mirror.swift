import Foundation

/// A mirror of the feed on disk, held by one pull.
///
/// Rows and cursor change together, by the rename of `state.json`: a pull that dies at any moment leaves the mirror
/// as it was before the page or as it is after it.
final class Mirror {
    let folder: MirrorFolder
    /// The state that the next page continues; of the new mirror while starting over.
    var state: MirrorState
    /// Whether a new mirror is being pulled beside the old one.
    var isStartingOver: Bool
    /// When the reading copy may be made again while following: making it never takes more than a tenth of the time.
    var nextCopy = ContinuousClock.now
    private let lock: OpenFile
    private var index: [EpisodeKey: Int] = [:]
    /// For each segment of the state, the number that `index` knows it by; nil while the index is not loaded.
    private var handles: [Int]?
    private var lastHandle = 0

    /// Opens or makes the mirror in a folder, and clears what a killed pull left there.
    init(at path: String, server: String, experiment: String?, consumer: String?) throws(PullFailure) {
        let folder = MirrorFolder(path: path)
        self.folder = folder
        let known = try folder.load(folder.state)
        if known == nil, folder.identity(of: folder.copy) != nil {
            throw .foreign("\(folder.copy) is there already, but no mirror that it belongs to; choose another folder")
        }
        try folder.prepare()
        lock = try OpenFile(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, "lock")
        guard lock.lock() else { throw .busy(path) }
        // Read again now that nobody else can change it.
        var state = try folder.load(folder.state) ?? MirrorState(server: server, experiment: experiment)
        guard state.experiment == experiment else {
            let held = state.experiment.map { "experiment \($0)" } ?? "all experiments"
            throw .foreign("\(path) mirrors \(held); choose another folder, or the same experiment")
        }
        var resync = try folder.load(folder.resync)
        // A new mirror that has become the mirror was written under a higher number.
        if let other = resync, other.commit <= state.commit { resync = nil }
        folder.sweep(keeping: [state] + (resync.map { [$0] } ?? []))
        if resync == nil { try folder.remove(folder.resync) }
        // A copy that is not the very file that the state names may hold more, or less, than the mirror.
        if state.copy == nil || state.copy != folder.identity(of: folder.copy) {
            try folder.remove(folder.copy)
            state.copy = nil
        }
        self.isStartingOver = resync != nil
        self.state = resync ?? state
        self.state.server = server
        self.state.consumer = consumer
        try check()
        if known == nil { try folder.save(self.state, as: folder.state) }
    }

    /// Begins a new mirror beside this one, which stays until the new one is complete.
    func startOver(at cursor: String) throws(PullFailure) {
        var fresh = MirrorState(server: state.server, experiment: state.experiment, consumer: state.consumer)
        fresh.cursor = cursor
        fresh.position = nil
        fresh.commit = state.commit + 1
        try folder.save(fresh, as: folder.resync)
        state = fresh
        isStartingOver = true
        index = [:]
        handles = []
    }

    /// Which of the segments hold older rows of a page's episodes.
    func losses(_ page: FeedPage) throws(PullFailure) -> [Int: Set<EpisodeKey>] {
        guard page.events > 0, !state.segments.isEmpty else { return [:] }
        let numbers = try loadedHandles()
        let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
        var losses: [Int: Set<EpisodeKey>] = [:]
        for key in page.touched {
            if let handle = index[key], let place = places[handle] { losses[place, default: []].insert(key) }
        }
        return losses
    }

    /// Takes note of a commit: new segments with their episodes, kept ones by their place before.
    func reindex(_ changes: [SegmentChange], without lost: some Sequence<EpisodeKey>) {
        guard let old = handles ?? (state.segments.isEmpty ? [] : nil) else { return }
        for key in lost { index[key] = nil }
        handles = changes.map { change in
            if case .kept(let place) = change { return old[place] }
            lastHandle += 1
            if case .written(_, let keys) = change { for key in keys { index[key] = lastHandle } }
            return lastHandle
        }
    }

    private func loadedHandles() throws(PullFailure) -> [Int] {
        if let handles { return handles }
        index.reserveCapacity(state.rows)
        var loaded: [Int] = []
        for segment in state.segments {
            lastHandle += 1
            loaded.append(lastHandle)
            var reader = try LineReader(folder.file(of: segment))
            var rows = 0
            while let row = try reader.next() {
                guard let key = FeedLine.key(ofRow: row), index.updateValue(lastHandle, forKey: key) == nil else {
                    throw .damaged("\(segment.file), line \(rows + 1), is no episode, or one that is there twice")
                }
                rows += 1
            }
            guard rows == segment.rows else { throw .damaged("\(segment.file) has not the lines that it should have") }
        }
        handles = loaded
        return loaded
    }

    private func check() throws(PullFailure) {
        for segment in state.segments {
            guard folder.identity(of: folder.file(of: segment))?.bytes == segment.bytes else {
                throw .damaged("\(segment.file) is missing or has another size")
            }
        }
    }
}

/// What a commit does to one segment of the list after it.
enum SegmentChange {
    /// It is the segment that was at this place.
    case kept(Int)
    /// It is a new file with these episodes.
    case written(Segment, [EpisodeKey])

    /// The segment after the commit.
    func segment(in old: [Segment]) -> Segment {
        switch self {
        case .kept(let place): old[place]
        case .written(let segment, _): segment
        }
    }
}
