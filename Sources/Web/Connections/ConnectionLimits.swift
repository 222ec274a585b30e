/// How much one connection may take, and for how long; each is a setting.
public struct ConnectionLimits: Sendable {
    /// Most connections at once.
    public var connections = 512
    /// Most connections of one client address; those of trusted proxies and of this machine are not counted.
    public var connectionsPerClient = 20
    /// Most bytes of a request's head.
    public var headBytes = 16 << 10
    /// Most fields of a request's head.
    public var headFields = 100
    /// Longest time until a head is complete, from its first byte or from the beginning of the connection.
    public var head: Duration = .seconds(10)
    /// Longest time from the end of a head to the beginning of its answer.
    public var request: Duration = .seconds(120)
    /// Slowest body, bytes a second.
    public var bodyRate = 8 << 10
    /// Time over which the rate of a body is taken.
    public var bodyWindow: Duration = .seconds(10)
    /// Longest time in which a client takes nothing of an answer.
    public var writeStall: Duration = .seconds(30)
    /// Longest pause between two requests of a connection.
    public var idle: Duration = .seconds(60)
    /// For tests: whether this machine's own addresses count as any client's.
    public var countsThisMachine = false

    /// The defaults.
    public init() {}
}
