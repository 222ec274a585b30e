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
    private var index: [EpisodeKey: Place] = [:]
    /// For each segment of the state, the number that `index` knows it by; nil while the index is not loaded.
    private var handles: [Int]?
    private var lastHandle = 0

    /// Where an episode's rows are, all of them in one segment, and how many.
    private struct Place {
        var handle: Int
        var rows: Int
    }

    /// Opens or makes the mirror in a folder, and clears what a killed pull left there.
    init(at path: String, server: String, selection: MirrorSelection, consumer: String?) throws(PullFailure) {
        let folder = MirrorFolder(path: path, holdsEpisodes: selection.holdsEpisodes)
        self.folder = folder
        let known = try folder.load(folder.state)
        if known == nil, let copy = folder.copies.first(where: { folder.identity(of: $0) != nil }) {
            throw .foreign("\(copy) is there already, but no mirror that it belongs to; choose another folder")
        }
        // Looked at before the folder is touched, and again when nobody else can change it.
        if let known { try Self.check(known, at: path, continues: selection) }
        try folder.prepare()
        lock = try OpenFile(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, "lock")
        guard lock.lock() else { throw .busy(path) }
        var state = try folder.load(folder.state) ?? MirrorState(server: server, selection: selection)
        try Self.check(state, at: path, continues: selection)
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
        var fresh = MirrorState(server: state.server, selection: state.selection, consumer: state.consumer)
        fresh.cursor = cursor
        fresh.position = nil
        fresh.commit = state.commit + 1
        try folder.save(fresh, as: folder.resync)
        state = fresh
        isStartingOver = true
        index = [:]
        handles = []
    }

    /// Keeps to a version of the policy from now on.
    func pin(policy: String) throws(PullFailure) {
        state.selection.policy = policy
        try folder.save(state, as: isStartingOver ? folder.resync : folder.state)
    }

    /// Which of the segments hold older rows of a page's episodes.
    func losses(_ page: FeedPage) throws(PullFailure) -> [Int: SegmentLoss] {
        guard page.events > 0, !state.segments.isEmpty else { return [:] }
        let numbers = try loadedHandles()
        let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
        var losses: [Int: SegmentLoss] = [:]
        for key in page.touched {
            guard let held = index[key], let place = places[held.handle] else { continue }
            losses[place, default: SegmentLoss()].episodes.insert(key)
            losses[place, default: SegmentLoss()].rows += held.rows
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
            if case .written(_, let keys) = change { for key in keys { note(key, lastHandle) } }
            return lastHandle
        }
    }

    private func note(_ key: EpisodeKey, _ handle: Int) {
        if index[key]?.handle == handle {
            index[key]?.rows += 1
        } else {
            index[key] = Place(handle: handle, rows: 1)
        }
    }

    private func loadedHandles() throws(PullFailure) -> [Int] {
        if let handles { return handles }
        index.reserveCapacity(state.episodes)
        var loaded: [Int] = []
        for segment in state.segments {
            lastHandle += 1
            loaded.append(lastHandle)
            var reader = try LineReader(folder.file(of: segment))
            var rows = 0
            while let row = try reader.next() {
                let key = FeedLine.key(ofRow: row)
                guard let key, index[key].map({ !folder.holdsEpisodes && $0.handle == lastHandle }) ?? true else {
                    throw .damaged("\(segment.file), line \(rows + 1), is no row, or of an episode that is there twice")
                }
                note(key, lastHandle)
                rows += 1
            }
            guard rows == segment.rows else { throw .damaged("\(segment.file) has not the lines that it should have") }
        }
        handles = loaded
        return loaded
    }

    private static func check(
        _ state: MirrorState, at path: String, continues selection: MirrorSelection
    ) throws(PullFailure) {
        guard !state.selection.isContinued(by: selection) else { return }
        throw .foreign("\(path) mirrors \(state.selection.text); choose another folder, or ask for the same")
    }

    private func check() throws(PullFailure) {
        for segment in state.segments {
            guard folder.identity(of: folder.file(of: segment))?.bytes == segment.bytes else {
                throw .damaged("\(segment.file) is missing or has another size")
            }
        }
    }
}

/// What a segment loses to a page.
struct SegmentLoss: Equatable {
    /// Episodes whose rows go.
    var episodes: Set<EpisodeKey> = []
    /// How many rows they have.
    var rows = 0
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
