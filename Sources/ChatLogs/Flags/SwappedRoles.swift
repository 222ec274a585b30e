/// Whether user and model may be mixed up, as in exports that were edited or read with the wrong name.
enum SwappedRoles {
    /// Whether turns of both sides begin with the other side's name, and those are at least half of all turns: a model
    /// that speaks for its user now and then is not enough.
    static func isSuspect(_ turns: [Turn]) -> Bool {
        // A turn is large, and a copy counts all its references.
        turns.withUnsafeBufferPointer { turns in
            var (spoken, users, models) = (0, 0, 0)
            for index in turns.indices where !turns[index].isHidden {
                switch turns[index].role {
                case .user: if turns[index].text.utf8.starts(with: character) { users += 1 }
                case .model: if turns[index].text.utf8.starts(with: user) { models += 1 }
                case .system, .narrator: continue
                case .tool, .unknown: break
                }
                spoken += 1
            }
            return users > 0 && models > 0 && (users + models) * 2 >= spoken
        }
    }

    private static let character = MacroRules.character + [0x3A]
    private static let user = MacroRules.user + [0x3A]
}
