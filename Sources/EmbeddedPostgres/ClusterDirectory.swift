/// Names the folder that holds a private server and everything that belongs to it. Nothing is touched by naming it.
public struct ClusterDirectory: Sendable, Hashable {
    /// As given; may be relative to the working directory.
    public let path: String
    /// Where root keeps the data instead when the server's user cannot enter a folder above `path`,
    /// such as a checkout in /root. `path` then becomes a symbolic link.
    public let fallback: String

    /// - Parameters:
    ///   - path: the folder; made at the first start, with the folders above it.
    ///   - fallback: see ``fallback``.
    public init(_ path: String = ".chorus/postgres", fallback: String = "/var/lib/chorus") {
        self.path = path
        self.fallback = fallback
    }
}
