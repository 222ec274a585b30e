/// Adds up what became of windows.
struct VerdictCount {
    private(set) var total = Passage()
    /// By stage.
    private(set) var passages: [Passage] = []
    private(set) var before = WordHistogram()
    private(set) var after = WordHistogram()
    private var byFormat: [String: Passage] = [:]
    private var byFrontEnd: [String: Passage] = [:]
    private var byLengthBand: [String: Passage] = [:]

    init(_ candidates: Candidates, stages: Int) {
        // What a stage keeps is what it did not drop itself of what it saw; counted from the back.
        var dropped = [Amount](repeating: Amount(), count: stages)
        var last = [Int](repeating: 0, count: stages + 1)
        for episode in candidates.episodes.indices {
            add(candidates, episode, &dropped, &last)
        }
        var left = total.seen
        var episodes = last.reduce(0, +)
        for stage in 0..<stages {
            let seen = left
            left = left - dropped[stage]
            episodes -= last[stage]
            left.episodes = episodes
            passages.append(Passage(seen: seen, kept: left))
        }
    }

    private mutating func add(
        _ candidates: Candidates, _ episode: Int, _ dropped: inout [Amount], _ last: inout [Int]
    ) {
        var seen = Amount()
        var kept = Amount()
        var furthest: UInt8 = 0
        var stretch: UInt8 = 0
        for window in candidates.windows(of: episode) {
            let record = candidates.windows[window]
            let verdict = candidates.verdicts[window]
            let words = Int(record.words)
            before.add(record.words)
            if record.beginsStretch {
                close(stretch, ifAny: seen.windows > 0, &kept, &dropped)
                (stretch, seen.windows) = (verdict, seen.windows + 1)
            }
            stretch = max(stretch, verdict)
            furthest = max(furthest, verdict)
            seen.responses += 1
            seen.words += words
            if verdict == Candidates.kept {
                after.add(record.words)
                kept.responses += 1
                kept.words += words
            } else {
                dropped[Int(verdict)].responses += 1
                dropped[Int(verdict)].words += words
            }
        }
        guard seen.responses > 0 else { return }
        close(stretch, ifAny: true, &kept, &dropped)
        seen.episodes = 1
        kept.episodes = kept.responses > 0 ? 1 : 0
        last[furthest == Candidates.kept ? last.count - 1 : Int(furthest)] += 1
        let passage = Passage(seen: seen, kept: kept)
        total += passage
        let classes = candidates.classes[episode]
        byFormat[classes.format, default: Passage()] += passage
        byFrontEnd[classes.frontEnd, default: Passage()] += passage
        byLengthBand[classes.lengthBand, default: Passage()] += passage
    }

    /// A stretch is gone with the last of its responses.
    private func close(_ furthest: UInt8, ifAny isAny: Bool, _ kept: inout Amount, _ dropped: inout [Amount]) {
        guard isAny else { return }
        if furthest == Candidates.kept { kept.windows += 1 } else { dropped[Int(furthest)].windows += 1 }
    }

    /// By format of the source, the largest first.
    var sources: [(label: String, passage: Passage)] { Self.ordered(byFormat) }

    /// By front end, the largest first.
    var frontEnds: [(label: String, passage: Passage)] { Self.ordered(byFrontEnd) }

    /// By band of the median response, ascending.
    var lengthBands: [(label: String, passage: Passage)] {
        LengthBand.labels.compactMap { label in byLengthBand[label].map { (label, $0) } }
    }

    private static func ordered(_ groups: [String: Passage]) -> [(label: String, passage: Passage)] {
        groups.sorted { ($1.value.seen.responses, $0.key) < ($0.value.seen.responses, $1.key) }
            .map { ($0.key, $0.value) }
    }
}
