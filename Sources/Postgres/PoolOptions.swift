/// How many connections to keep, and for how long.
public struct PoolOptions: Sendable {
    /// How each connection is opened.
    public var connection: ConnectionOptions
    /// Most connections open at a time.
    public var maximumConnections = 8
    /// Connections kept open while nothing happens.
    public var minimumIdle = 0
    /// Longest wait for a free connection.
    public var leaseTimeout: Duration = .seconds(5)
    /// A connection idle for longer is asked for a sign of life before it is given out.
    public var healthCheckAfter: Duration = .seconds(30)
    /// A connection idle for longer is closed, above `minimumIdle`.
    public var idleTimeout: Duration = .seconds(600)
    /// A connection older than this, or up to a tenth younger so that not all go at once, is closed when it is free.
    public var maximumLifetime: Duration = .seconds(3600)

    /// A pool of up to 8 connections.
    public init(_ connection: ConnectionOptions) {
        self.connection = connection
    }
}
