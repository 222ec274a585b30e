import ChatLogs

extension Filter.Kind {
    /// Backups of one chat, of which each goes on a little longer.
    static let prefix = Filter.Kind(
        name: "prefix", judges: .comparison,
        about: """
            Drops episodes whose whole dialogue is the beginning of a longer one, whoever sent that and in whatever \
            format. Of equal dialogues none is longer: `duplicate` is for them.
            """,
        read: { _ in
            Filter(
                "prefix", [],
                .comparison(drops: { $0.dropBeginnings() }, reason: Sentence(.reasonLonger)))
        })
}

extension Candidates {
    fileprivate mutating func dropBeginnings() {
        let survivors = survivors
        var beginnings = HashSet(capacity: survivors.reduce(0) { $0 + episodes[$1].dialogue.prefixes.count })
        for episode in survivors {
            for prefix in episodes[episode].dialogue.prefixes.dropLast() { beginnings.insert(prefix) }
        }
        for episode in survivors {
            let dialogue = episodes[episode].dialogue
            if !dialogue.prefixes.isEmpty, beginnings.contains(dialogue.dialogue) { drop(episode: episode) }
        }
    }
}
