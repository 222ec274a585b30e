/// Somebody who speaks in a session.
public struct Participant: Sendable, Equatable {
    /// What a participant is.
    public enum Kind: String, Sendable {
        /// The human.
        case user
        /// A character played by the model.
        case character
        /// The voice that tells what happens.
        case narrator
        /// The user interface or an instruction.
        case system
        /// Not known yet.
        case unknown
    }

    /// Reference inside the session: `p0`, `p1`, … in order of first appearance.
    public var key: String
    /// What it is.
    public var kind: Kind
    /// The name in the source. Private when the kind is `user` or `unknown`.
    public var name: String?
    /// What stands for the name in texts: `{{user}}`, `{{char}}`, `{{char_2}}`, …
    public var macro: String?
    /// Description of the person, normalised.
    public var persona: String?

    /// Creates a participant.
    public init(key: String, kind: Kind, name: String? = nil, macro: String? = nil, persona: String? = nil) {
        self.key = key
        self.kind = kind
        self.name = name
        self.macro = macro
        self.persona = persona
    }
}
