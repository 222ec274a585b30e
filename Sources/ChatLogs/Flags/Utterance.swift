/// The little of a turn that judging a session needs. A turn is large, and a copy counts all its references.
struct Utterance {
    let role: Role
    let participant: Int
    let isGreeting: Bool
    let isEmpty: Bool
    let milliseconds: Int64?

    /// The turns that are part of the dialogue.
    static func spoken(_ turns: [Turn]) -> [Utterance] {
        turns.withUnsafeBufferPointer { turns in
            var spoken: [Utterance] = []
            spoken.reserveCapacity(turns.count)
            for index in turns.indices where !turns[index].isHidden && turns[index].role != .system {
                spoken.append(
                    Utterance(
                        role: turns[index].role, participant: turns[index].participant,
                        isGreeting: turns[index].isGreeting, isEmpty: turns[index].text.utf8.isEmpty,
                        milliseconds: turns[index].createdAt?.milliseconds))
            }
            return spoken
        }
    }
}
