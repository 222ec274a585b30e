/// Decides by name who is the user, where a log says who speaks but not as what.
struct SpeakerRoles {
    /// The user's names; empty when the submitter has to say.
    private let users: Set<[UInt8]>

    /// Roles where the user's names are known.
    init(users: Set<[UInt8]>) {
        self.users = users
    }

    /// Looks for the user among the names: the one that the submitter gave, or else the placeholders, where they are
    /// to be trusted.
    init(names: Set<[UInt8]>, options: ReadingOptions, trustsPlaceholders: Bool = true) {
        let told = [options.speakerUser, options.userName].compactMap { $0.map { Array($0.utf8) } }
        if let name = told.lazy.compactMap({ Self.match($0, among: names) }).first {
            users = [name]
        } else {
            users = trustsPlaceholders ? names.intersection(SpeakerGrammar.userNames) : []
        }
    }

    /// Whether the user is among the names.
    var isKnown: Bool { !users.isEmpty }

    /// What somebody of that name is.
    func of(_ name: [UInt8]) -> (Participant.Kind, Role) {
        guard isKnown else { return (.unknown, .unknown) }
        if users.contains(name) { return (.user, .user) }
        return SpeakerGrammar.narratorNames.contains(name) ? (.narrator, .narrator) : (.character, .model)
    }

    /// The name that a submitter meant: exactly, or else in any case and without outer spaces, as people type.
    static func match(_ typed: [UInt8], among names: some Collection<[UInt8]>) -> [UInt8]? {
        if names.contains(typed) { return typed }
        let folded = WhiteSpace.trimmed(typed).map(\.lowercasedASCII)
        return folded.isEmpty ? nil : names.first { $0.map(\.lowercasedASCII) == folded }
    }
}
