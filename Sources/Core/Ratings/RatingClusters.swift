public import Foundation
public import Sentiment

/// A rating as the search for groups sees it.
public struct ClusterMember: Sendable, Hashable {
    /// Key.
    public var id: ID<Rating>
    /// Who rated.
    public var rater: String
    /// Where it came from; nil when that is not known.
    public var network: RatingNetwork?
    /// Of its comment; nil when that is missing or short.
    public var fingerprint: Int64?
    /// When it was received.
    public var receivedAt: Date
    /// When the judgement was made.
    public var occurredAt: Date
    /// The sentiment that counts.
    public var sentiment: Polarity
    /// Whether it was found to be of a group before, or a maintainer has decided about it.
    public var isKnown: Bool

    /// All members.
    public init(
        id: ID<Rating>, rater: String, network: RatingNetwork?, fingerprint: Int64?, receivedAt: Date, occurredAt: Date,
        sentiment: Polarity, isKnown: Bool = false
    ) {
        self.id = id
        self.rater = rater
        self.network = network
        self.fingerprint = fingerprint
        self.receivedAt = receivedAt
        self.occurredAt = occurredAt
        self.sentiment = sentiment
        self.isKnown = isKnown
    }
}

/// Ratings of one part that look as if one hand, or one group, had made them.
///
/// It is a sign and no proof, so that nothing but a report that shows both sides follows from it. Who a rater says to be
/// does not count for or against: a fresh cookie or name costs an attacker one request.
public struct RatingCluster: Sendable, Hashable {
    /// What shows it.
    public enum Sign: String, Sendable, CaseIterable {
        /// The same comment of at least three raters. Two friends may paste the same line; twenty letters and digits
        /// that three raters have in common do not come about by themselves.
        case comment
        /// At least three raters of one network within ten minutes. Two are a household; a part with a hundred raters a
        /// day sees three strangers of one /24 so close together once in years.
        case network
        /// At least eight raters of one sentiment within sixty seconds, by the clock of the server and by when they say
        /// that they judged: ratings that are loaded from elsewhere come at once and were made over weeks. Where a
        /// hundred raters of one sentiment come in an hour, eight in a minute are chance once in some hours; where fewer
        /// come, hardly ever.
        case burst
    }

    /// Raters who make a sign of a comment or a network, and of a burst.
    public static let fewestAlike = 3, fewestInBurst = 8
    /// Seconds within which raters of one network, and of a burst, are together.
    public static let networkSeconds = 600.0, burstSeconds = 60.0

    /// Its ratings.
    public var members: Set<ID<Rating>>
    /// Every sign that some of them show.
    public var signs: Set<Sign>

    /// The groups among ratings of one part, those that share a rating taken together; in no order. Of several ratings of
    /// one rater the latest is looked at.
    public static func all(among members: [ClusterMember]) -> Set<RatingCluster> {
        let members = latest(members).sorted { $0.receivedAt < $1.receivedAt }
        var groups = Groups(count: members.count)
        for alike in indices(of: members, by: \.fingerprint) where alike.count >= fewestAlike {
            groups.unite(alike[...], .comment)
        }
        for alike in indices(of: members, by: \.network) { uniteClose(alike, members, &groups) }
        for alike in indices(of: members, by: { $0.sentiment }) { uniteBursts(alike, members, &groups) }
        return groups.clusters(of: members)
    }

    private static func latest(_ members: [ClusterMember]) -> [ClusterMember] {
        // As PostgreSQL tells raters apart: by bytes.
        var latest: [[UInt8]: ClusterMember] = [:]
        for member in members {
            let rater = Array(member.rater.utf8)
            if let other = latest[rater],
                (other.receivedAt, other.id.description) > (member.receivedAt, member.id.description)
            {
                continue
            }
            latest[rater] = member
        }
        return Array(latest.values)
    }

    private static func indices<Mark: Hashable>(
        of members: [ClusterMember], by mark: (ClusterMember) -> Mark?
    ) -> [[Int]] {
        var alike: [Mark: [Int]] = [:]
        for (index, member) in members.enumerated() {
            if let mark = mark(member) { alike[mark, default: []].append(index) }
        }
        return Array(alike.values)
    }

    /// Every three that follow each other closely enough: what overlaps becomes one.
    private static func uniteClose(_ alike: [Int], _ members: [ClusterMember], _ groups: inout Groups) {
        guard alike.count >= fewestAlike else { return }
        for last in alike.indices.dropFirst(fewestAlike - 1) {
            let run = alike[(last - fewestAlike + 1)...last]
            let seconds = members[alike[last]].receivedAt.timeIntervalSince(members[run[run.startIndex]].receivedAt)
            if seconds <= networkSeconds { groups.unite(run, .network) }
        }
    }

    /// Goes through those of one sentiment as they came in and keeps those of the last minute in the order in which they
    /// were made: any eight that stand together there and span a minute are a burst. Whoever else is in that minute is
    /// in another eight that overlap.
    private static func uniteBursts(_ alike: [Int], _ members: [ClusterMember], _ groups: inout Groups) {
        guard alike.count >= fewestInBurst else { return }
        func occurred(_ index: Int) -> Date { members[index].occurredAt }
        func isBefore(_ left: Int, _ right: Int) -> Bool { (occurred(left), left) < (occurred(right), right) }
        var minute: [Int] = []
        var oldest = alike.startIndex
        for index in alike {
            while members[index].receivedAt.timeIntervalSince(members[alike[oldest]].receivedAt) > burstSeconds {
                minute.remove(at: minute.countBefore { isBefore($0, alike[oldest]) })
                oldest += 1
            }
            let place = minute.countBefore { isBefore($0, index) }
            minute.insert(index, at: place)
            for start in max(0, place - fewestInBurst + 1)...place where start + fewestInBurst <= minute.count {
                let run = minute[start..<(start + fewestInBurst)]
                let seconds = occurred(minute[start + fewestInBurst - 1]).timeIntervalSince(occurred(minute[start]))
                if seconds <= burstSeconds { groups.unite(run, .burst) }
            }
        }
    }
}

/// Disjoint sets of indices with the signs that they show.
private struct Groups {
    private var parents: [Int]
    private var signs: [Set<RatingCluster.Sign>]

    init(count: Int) {
        parents = Array(0..<count)
        signs = Array(repeating: [], count: count)
    }

    mutating func unite(_ indices: ArraySlice<Int>, _ sign: RatingCluster.Sign) {
        guard let first = indices.first else { return }
        let root = root(of: first)
        signs[root].insert(sign)
        for index in indices.dropFirst() {
            let other = self.root(of: index)
            guard other != root else { continue }
            parents[other] = root
            signs[root].formUnion(signs[other])
        }
    }

    mutating func clusters(of members: [ClusterMember]) -> Set<RatingCluster> {
        var clusters: [Int: RatingCluster] = [:]
        for index in members.indices {
            let root = root(of: index)
            guard !signs[root].isEmpty else { continue }
            clusters[root, default: RatingCluster(members: [], signs: signs[root])].members.insert(members[index].id)
        }
        return Set(clusters.values)
    }

    private mutating func root(of index: Int) -> Int {
        var index = index
        while parents[index] != index {
            parents[index] = parents[parents[index]]
            index = parents[index]
        }
        return index
    }
}

extension [Int] {
    /// How many of a sorted array come before: the place where the first that does not stands.
    fileprivate func countBefore(_ isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
