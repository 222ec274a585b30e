/// What the submitter told us that the file may not say, and the limits to read under.
public struct ReadingOptions: Sendable {
    /// The submitter's name in the log, to be masked as `{{user}}`.
    public var userName: String?
    /// Which speaker of the log is the user, where the file does not say.
    public var speakerUser: String?
    /// The characters that were sent along.
    public var characters = Characters()
    /// Largest accepted file in bytes.
    public var maximumBytes = 64 << 20
    /// Most sessions, turns and alternates together in one file; each costs memory beyond its text.
    public var maximumTurns = 100_000
    /// Fewest visible turns, the greeting included, of a session that is accepted. Two with both sides present is what
    /// the public data set and the later toolbox used; the first toolbox wanted 3.
    public var minimumTurns = 2

    /// Creates options.
    public init(userName: String? = nil, speakerUser: String? = nil) {
        self.userName = userName
        self.speakerUser = speakerUser
    }
}
