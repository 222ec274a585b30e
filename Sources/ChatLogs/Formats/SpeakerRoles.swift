/// Decides by name who is the user, where a log says who speaks but not as what.
struct SpeakerRoles {
    /// The user's names; empty when the submitter has to say.
    private let users: Set<[UInt8]>

    /// Looks for the user among the names: the one that the submitter gave, or else the placeholders, where they are
    /// to be trusted.
    init(names: Set<[UInt8]>, options: ReadingOptions, trustsPlaceholders: Bool = true) {
        let told = [options.speakerUser, options.userName].compactMap { $0.map { Array($0.utf8) } }
        if let name = told.first(where: names.contains) {
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
}
