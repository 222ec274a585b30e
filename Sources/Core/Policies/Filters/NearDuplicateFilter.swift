import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// Chats that were edited or generated anew in places.
    static let nearDuplicate = Filter.Kind(
        name: "near_duplicate", judges: .comparison,
        about: """
            Keeps the first of dialogues that are almost alike: dropped where the estimated share of runs of five words \
            in common with one that was kept (Jaccard similarity by MinHash, standard error at most 0.045) is at least \
            `jaccard`, 0.8 where nothing is said. Of pairs at 0.8 about one in twenty is not found.
            """,
        read: { fields in
            let jaccard = fields.double("jaccard", in: 0.5...1) ?? 0.8
            return Filter(
                "near_duplicate", [("jaccard", .double(jaccard))],
                .comparison(drops: { $0.dropNearDuplicates(jaccard) }, reason: Sentence(.reasonAlmostSame)))
        })
}

extension Candidates {
    /// Only those that share a key of sixteen are compared (locality-sensitive hashing).
    fileprivate mutating func dropNearDuplicates(_ jaccard: Double) {
        var kept = HashIndex(capacity: episodes.count * 16)
        for episode in survivors {
            let dialogue = episodes[episode].dialogue
            let keys = dialogue.bandKeys.map { UInt64(bitPattern: $0) }
            let isNear = keys.contains { key in
                kept.contains(key) { episodes[$0].dialogue.jaccard(with: dialogue) >= jaccard }
            }
            if isNear {
                drop(episode: episode)
            } else {
                for key in keys { kept.add(episode, at: key) }
            }
        }
    }
}
