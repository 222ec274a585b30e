/// How a private server is run.
public struct ServerOptions: Sendable {
    /// Whether a commit survives a crash of the machine.
    public enum Durability: Sendable {
        /// Every acknowledged commit is on disk.
        case full
        /// Nothing is ever flushed. For tests only: a power failure ruins the database.
        case none
    }

    /// Folder that holds `postgres` and `initdb`; nil searches the usual places.
    public var binaries: String?
    /// `.none` is for tests only.
    public var durability: Durability
    /// Connections that the server accepts, including those of administrators.
    public var maxConnections: Int
    /// Further lines of `postgresql.conf`, by name; they win over ours.
    public var settings: [String: String]
    /// How long crash recovery may take before a start counts as failed.
    public var startTimeout: Duration

    /// Defaults suit a small service on one machine.
    public init(
        binaries: String? = nil, durability: Durability = .full, maxConnections: Int = 100,
        settings: [String: String] = [:], startTimeout: Duration = .seconds(600)
    ) {
        self.binaries = binaries
        self.durability = durability
        self.maxConnections = maxConnections
        self.settings = settings
        self.startTimeout = startTimeout
    }
}
