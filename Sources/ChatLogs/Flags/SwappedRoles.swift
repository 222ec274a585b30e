/// Whether user and model may be mixed up, as in exports that were edited or read with the wrong name.
enum SwappedRoles {
    /// Whether turns of both sides begin with the other side's name, and those are at least half of all turns: a model
    /// that speaks for its user now and then is not enough.
    static func isSuspect(_ spoken: [Turn]) -> Bool {
        let users = spoken.count { $0.role == .user && begins($0, with: MacroRules.character) }
        let models = spoken.count { $0.role == .model && begins($0, with: MacroRules.user) }
        return users > 0 && models > 0 && (users + models) * 2 >= spoken.count
    }

    private static func begins(_ turn: Turn, with macro: [UInt8]) -> Bool {
        turn.text.utf8.starts(with: macro + [0x3A])
    }
}
