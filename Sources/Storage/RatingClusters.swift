public import Core
public import Foundation
public import Postgres
import Sentiment

/// A part of an experiment, by name.
public struct PartName: Sendable, Hashable {
    /// Slug of the experiment.
    public var experiment: String
    /// Number of the part.
    public var number: Int

    /// Both.
    public init(experiment: String, number: Int) {
        self.experiment = experiment
        self.number = number
    }
}

extension Connection {
    /// Parts that got a rating since a moment.
    public func partsRated(since moment: Date) throws -> [PartName] {
        // From the parts, of which there are few: each costs one look into the index of its ratings.
        let rows: [(String, Int32)] = try query(
            """
            select p.experiment, p.number from parts as p
            where exists (
                select from ratings as r
                where r.experiment = p.experiment and r.part = p.number and r.received_at >= \(moment))
            order by p.experiment, p.number
            """)
        return rows.map { PartName(experiment: $0.0, number: Int($0.1)) }
    }

    /// The ratings of a part among which a group that grew since a moment can be found: those from then on and shortly
    /// before, and whatever has a comment like one of them. What moderation holds back or refused is evidence too.
    /// - Parameter limit: most of the newest that are looked at, so that a flood costs no more than this
    public func clusterMembers(of part: PartName, since moment: Date, limit: Int = 20_000) throws -> [ClusterMember] {
        let start = moment.addingTimeInterval(-max(RatingCluster.networkSeconds, RatingCluster.burstSeconds))
        let recent = try clusterMembers(of: part, "received_at >= \(start)", limit: limit)
        let fingerprints = Array(Set(recent.compactMap(\.fingerprint)))
        guard !fingerprints.isEmpty else { return recent }
        let alike = try clusterMembers(
            of: part, "received_at < \(start) and comment_fingerprint = any(\(fingerprints)::bigint[])", limit: limit)
        return recent + alike
    }

    /// Notes that ratings of one part look like a group's; figures follow. Those that are noted already, withdrawn, or
    /// decided about by a maintainer stay as they are.
    ///
    /// In a transaction of its own for each few hundred of them: it holds the locks of all their raters.
    /// - Parameter cluster: the group, so that it can be decided about as one
    /// - Returns: how many were noted
    public func markClustered(
        _ ids: some Sequence<ID<Rating>>, of cluster: ID<RatingCluster>? = nil, at now: Date
    ) throws -> Int {
        let ids = Array(ids)
        let raters: [(String, String)] = try query(
            """
            select r.rater, r.experiment from ratings as r
            join unnest(\(ids.map(\.bucket))::smallint[], \(ids.map(\.uuid))::uuid[]) as given(bucket, id)
                on given.bucket = r.bucket and given.id = r.id
            where \(Self.canBeNoted)
            """)
        guard let experiment = raters.first?.1 else { return 0 }
        try lockRatings(of: raters.map { RaterInExperiment(rater: $0.0, experiment: $0.1) })
        var change = FigureChange()
        for rating in try countedRatings(ids, and: Self.canBeNoted) { change.regard(rating, asClustered: true) }
        let marked = try execute(
            """
            update ratings as r set is_clustered = true, cluster_id = coalesce(\(cluster?.uuid), r.cluster_id)
            from unnest(\(ids.map(\.bucket))::smallint[], \(ids.map(\.uuid))::uuid[]) as given(bucket, id)
            where given.bucket = r.bucket and given.id = r.id and \(Self.canBeNoted)
            """)
        // In any bucket: it sums up several.
        try insertDeltas(change, of: experiment, bucket: 0, at: now)
        return marked
    }

    /// Stores a group, or more of its signs: it is the one that some of its ratings were found in before, the oldest of
    /// several.
    public func keep(_ cluster: RatingCluster, of part: PartName, at now: Date) throws -> ID<RatingCluster> {
        let ids = Array(cluster.members)
        let known: UUID? = try first(
            """
            select r.cluster_id from ratings as r
            join unnest(\(ids.map(\.bucket))::smallint[], \(ids.map(\.uuid))::uuid[]) as given(bucket, id)
                on given.bucket = r.bucket and given.id = r.id
            where r.cluster_id is not null order by r.cluster_id limit 1
            """)
        let id = known.map { ID($0) } ?? ID<RatingCluster>(bucket: Bucket.of(part.experiment), at: now)
        try execute(
            """
            insert into rating_clusters as c (bucket, id, experiment, part, signs, found_at)
            values (\(id.bucket), \(id.uuid), \(part.experiment), \(Int32(part.number)),
                \(cluster.signs.map(\.rawValue).sorted())::text[], \(now))
            on conflict (bucket, id) do update set signs = array(
                select distinct sign from unnest(c.signs || excluded.signs) as sign order by sign)
            """)
        return id
    }

    /// Notes again that a rating looks like a group's; figures follow. Under its rater's lock.
    func markClusteredAgain(_ rating: Rating, at now: Date) throws {
        var change = FigureChange()
        for counted in try countedRatings([rating.id], and: "not r.is_clustered") {
            change.regard(counted, asClustered: true)
        }
        try execute(
            "update ratings set is_clustered = true where bucket = \(rating.id.bucket) and id = \(rating.id.uuid)")
        try insertDeltas(change, of: rating, at: now)
    }

    /// Takes back that a rating looks like a group's; figures follow. Under its rater's lock.
    func unmarkClustered(_ rating: Rating, at now: Date) throws {
        var change = FigureChange()
        for counted in try countedRatings([rating.id], and: "r.is_clustered") {
            change.regard(counted, asClustered: false)
        }
        try execute(
            """
            update ratings set is_clustered = false
            where bucket = \(rating.id.bucket) and id = \(rating.id.uuid) and is_clustered
            """)
        try insertDeltas(change, of: rating, at: now)
    }

    private static var canBeNoted: SQL { "not r.is_clustered and r.decided_at is null and r.status <> 'withdrawn'" }

    /// Forgets from which network the ratings before a moment came: nothing is looked for among them any more.
    /// - Returns: how many ratings were changed, at most `limit`; those that somebody else changes now are left
    public func forgetNetworks(before moment: Date, limit: Int = 1000) throws -> Int {
        try execute(
            """
            update ratings set network = null where (bucket, id) in (
                select bucket, id from ratings where network is not null and received_at < \(moment)
                order by received_at limit \(limit) for update skip locked)
            """)
    }

    private func clusterMembers(of part: PartName, _ condition: SQL, limit: Int) throws -> [ClusterMember] {
        let rows: [ClusterRow] = try query(
            """
            select id, rater, network, comment_fingerprint, received_at, occurred_at, sentiment,
                is_clustered or decided_at is not null
            from ratings
            where experiment = \(part.experiment) and part = \(Int32(part.number))
                and status in ('accepted', 'quarantined', 'rejected') and \(condition)
            order by received_at desc limit \(limit)
            """)
        return rows.compactMap { row in
            guard let sentiment = Polarity(rawValue: row.6) else { return nil }
            return ClusterMember(
                id: ID(row.0), rater: row.1, network: row.2.map { RatingNetwork(mark: $0) }, fingerprint: row.3,
                receivedAt: row.4, occurredAt: row.5, sentiment: sentiment, isKnown: row.7)
        }
    }
}

extension FigureChange {
    /// Ratings of other parts do not matter: what they have in common with this one stays.
    fileprivate mutating func regard(_ rating: CountedRating, asClustered isClustered: Bool) {
        var other = rating
        other.isClustered = isClustered
        replace(rating, by: other, beside: [])
    }
}

private typealias ClusterRow = (UUID, String, Int64?, Int64?, Date, Date, String, Bool)
