/// What filters that compare episodes with each other work on: everything that came so far.
///
/// Windows of all episodes are numbered through. What the policy decides about each is a number: which of its stages
/// dropped it, or none.
struct Candidates: Sendable {
    /// The episodes, in the order in which they came.
    let episodes: [EpisodeFigures]
    /// By what reports tell each of them apart.
    let classes: [EpisodeClasses]
    /// Where the windows of each episode begin; one more for the end.
    let offsets: [Int]
    /// What is known of each window.
    let windows: [WindowRecord]
    /// For each window, the first stage that dropped it, or `kept`.
    private(set) var verdicts: [UInt8]
    /// The stage that judges now; what an earlier one dropped is out of its sight.
    private var stage: UInt8 = 0

    /// No stage dropped it.
    static let kept = UInt8.max

    init(episodes: [EpisodeFigures], classes: [EpisodeClasses], offsets: [Int], windows: [WindowRecord]) {
        self.episodes = episodes
        self.classes = classes
        self.offsets = offsets
        self.windows = windows
        verdicts = windows.map(\.verdict)
    }

    /// Lets a stage judge.
    mutating func judge(stage: Int, _ drops: (inout Candidates) -> Void) {
        self.stage = UInt8(clamping: stage)
        drops(&self)
    }

    var windowCount: Int { windows.count }

    /// Episodes of which a window is left, in order.
    var survivors: [Int] { episodes.indices.filter { windows(of: $0).contains(where: isIn) } }

    /// The windows of an episode.
    func windows(of episode: Int) -> Range<Int> { offsets[episode]..<offsets[episode + 1] }

    /// Whether no earlier stage dropped a window.
    func isIn(_ window: Int) -> Bool { verdicts[window] > stage }

    func identity(of window: Int) -> UInt64 { windows[window].identity }

    mutating func drop(window: Int) { verdicts[window] = stage }

    mutating func drop(episode: Int) {
        for window in windows(of: episode) where isIn(window) { verdicts[window] = stage }
    }
}

/// By what reports tell an episode apart.
struct EpisodeClasses: Sendable {
    let format: String
    let frontEnd: String
    let lengthBand: String

    init(_ episode: EpisodeFigures) {
        format = MixKey.format.label(of: episode)
        frontEnd = MixKey.frontEnd.label(of: episode)
        lengthBand = MixKey.lengthBand.label(of: episode)
    }
}

/// What a run remembers of a window.
struct WindowRecord: Sendable {
    /// Equal for equal windows.
    var identity: UInt64
    /// Words of the response.
    var words: UInt32
    /// Position of the response in the episode.
    var turn: UInt32
    /// First of the stages that look at one episode alone which dropped it.
    var verdict: UInt8
    /// Whether it is the first of a stretch of dialogue that fits: the ones after it only go on from there.
    var beginsStretch: Bool
}
