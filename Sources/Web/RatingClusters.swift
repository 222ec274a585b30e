import Core
public import Foundation
public import Logging
public import Postgres
public import ServiceLifecycle
import Storage

/// Looks for ratings that seem to be one group's among those that came in, and notes them. Nothing else follows: they are
/// counted, and summaries show what is said without them.
///
/// Any number of servers may do this at once: what one has noted the other leaves.
public struct RatingClusterWatch: ServiceLifecycle.Service {
    private let pool: Pool
    private let logger: Logger
    private let pause: Duration

    /// How far back the first look goes, seconds: what came while no server looked, or one was replaced.
    private static let firstLook = 3600.0
    /// A rating is received before it can be seen by so many seconds at most: the limits of a statement and of a lock.
    private static let longestWrite = 60.0
    /// Ratings in one transaction, each of which holds a lock.
    private static let atOnce = 500

    /// - Parameter pause: time between two looks
    public init(pool: Pool, logger: Logger, pause: Duration = .seconds(10)) {
        self.pool = pool
        self.logger = logger
        self.pause = pause
    }

    /// Runs until the server stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var since = Date(timeIntervalSinceNow: -Self.firstLook)
            while !Task.isCancelled {
                try? await Task.sleep(for: pause)
                guard !Task.isCancelled else { break }
                let start = Date()
                if await tryLook(since: since) { since = start.addingTimeInterval(-Self.longestWrite) }
            }
        }
    }

    /// Looks once at every part that got a rating since a moment.
    /// - Returns: how many ratings were noted
    @discardableResult
    public func look(since moment: Date, at now: Date) async throws -> Int {
        var noted = 0
        for part in try await pool.withConnection({ db in try db.partsRated(since: moment) }) {
            let members = try await pool.withConnection { db in try db.clusterMembers(of: part, since: moment) }
            let known = Set(members.filter(\.isKnown).map(\.id))
            for cluster in RatingCluster.all(among: members) {
                let count = try await note(Array(cluster.members.subtracting(known)), of: cluster, part, at: now)
                guard count > 0 else { continue }
                noted += count
                logger.notice(
                    "ratings look like one group",
                    metadata: [
                        "experiment": "\(part.experiment)", "part": "\(part.number)", "new": "\(count)",
                        "all": "\(cluster.members.count)",
                        "signs": "\(cluster.signs.map(\.rawValue).sorted().joined(separator: ", "))",
                    ])
            }
        }
        return noted
    }

    private func note(
        _ ratings: [ID<Rating>], of cluster: RatingCluster, _ part: PartName, at now: Date
    ) async throws -> Int {
        var noted = 0
        for start in stride(from: 0, to: ratings.count, by: Self.atOnce) {
            let some = ratings[start..<min(start + Self.atOnce, ratings.count)]
            noted += try await pool.transaction { db in
                try db.markClustered(some, of: db.keep(cluster, of: part, at: now), at: now)
            }
        }
        return noted
    }

    private func tryLook(since moment: Date) async -> Bool {
        do {
            try await look(since: moment, at: Date())
            return true
        } catch {
            let cause = (error as? PostgresError)?.description ?? "\(type(of: error))"
            logger.warning("the search for groups of ratings will try again", metadata: ["cause": "\(cause)"])
            return false
        }
    }
}
