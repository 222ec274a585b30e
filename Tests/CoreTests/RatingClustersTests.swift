import Core
import Foundation
import ProcessorTime
import Sentiment
import Statistics
import StrictJSON
import Testing

@Suite struct RatingClustersTests {
    private func member(
        _ rater: Int, at seconds: Double, occurred: Double? = nil, network: Int64? = nil, comment: Int64? = nil,
        _ sentiment: Polarity = .negative
    ) -> ClusterMember {
        let moment = noon.addingTimeInterval(seconds)
        return ClusterMember(
            id: ID(bucket: UInt8(truncatingIfNeeded: rater), at: moment), rater: "r\(rater)",
            network: network.map { RatingNetwork(mark: $0) }, fingerprint: comment, receivedAt: moment,
            occurredAt: noon.addingTimeInterval(occurred ?? seconds), sentiment: sentiment)
    }

    private func signs(_ members: [ClusterMember]) -> [Set<RatingCluster.Sign>] {
        RatingCluster.all(among: members).map(\.signs)
    }

    @Test func `three raters with one comment are a group, two are not`() {
        let three = (0..<3).map { member($0, at: Double($0) * 86_400, comment: 5) }
        #expect(signs(three) == [[.comment]])
        #expect(signs(Array(three.dropLast())).isEmpty)
        #expect(signs((0..<3).map { member($0, at: Double($0), comment: Int64($0)) }).isEmpty)
        #expect(signs((0..<5).map { member($0, at: Double($0) * 9) }).isEmpty, "nothing is not the same as nothing")
    }

    @Test func `three raters of one network within ten minutes are a group`() {
        func three(_ step: Double) -> [ClusterMember] { (0..<3).map { member($0, at: Double($0) * step, network: 8) } }
        #expect(signs(three(300)) == [[.network]])
        #expect(signs(three(300.001)).isEmpty)
        let many = (0..<40).map { member($0, at: Double($0) * 250, network: 8) }
        #expect(RatingCluster.all(among: many).map(\.members.count) == [40], "what overlaps is one")
    }

    @Test func `eight raters of one sentiment within a minute are a burst`() {
        func eight(_ step: Double) -> [ClusterMember] { (0..<8).map { member($0, at: Double($0) * step) } }
        #expect(signs(eight(60.0 / 7)) == [[.burst]])
        #expect(signs(eight(8.6)).isEmpty)
        #expect(signs(Array(eight(1).dropLast())).isEmpty)
        let mixed = (0..<14).map { member($0, at: Double($0), $0 % 2 == 0 ? .negative : .positive) }
        #expect(signs(mixed).isEmpty, "seven of each")
    }

    @Test func `what was judged over weeks and loaded in a second is no burst`() {
        #expect(signs((0..<88).map { member($0, at: Double($0) / 100, occurred: Double($0) * 3600) }).isEmpty)
        #expect(signs((0..<88).map { member($0, at: Double($0) * 3600, occurred: Double($0) / 100) }).isEmpty)
    }

    @Test func `one rater cannot be a group`() {
        let again = (0..<20).map { index in
            var same = member(index, at: Double(index), network: 8, comment: 5)
            same.rater = "one"
            return same
        }
        #expect(signs(again).isEmpty)
    }

    @Test func `groups that share a rater are one`() throws {
        let copied = (0..<3).map { member($0, at: Double($0) * 9000, network: $0 == 2 ? 8 : nil, comment: 5) }
        let near = (3..<5).map { member($0, at: 18_000 + Double($0), network: 8) }
        let found = RatingCluster.all(among: copied + near)
        #expect(found.map(\.signs) == [[.comment, .network]] && found.first?.members.count == 5)
    }

    /// Ratings that are close enough together for every rule to matter.
    private func crowd(_ seed: UInt64) -> [ClusterMember] {
        var random = SplitMix64(seed: seed)
        return (0..<Int.random(in: 10...90, using: &random)).map { rater in
            let seconds = Double.random(in: 0...600, using: &random).rounded()
            return member(
                rater, at: seconds, occurred: seconds + Double.random(in: -80...0, using: &random).rounded(),
                network: Int64.random(in: 0...40, using: &random), comment: Int64.random(in: 0...60, using: &random),
                Polarity.allCases.randomElement(using: &random) ?? .neutral)
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func `every group is found, and no other`(seed: UInt64) {
        let members = crowd(seed)
        let found = RatingCluster.all(among: members)
        #expect(Set(found.map(\.members)) == Slow.groups(members))
        #expect(found.flatMap(\.members).count == Set(found.flatMap(\.members)).count, "none is in two")
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func `order does not matter, nor does a rating far away`(seed: UInt64) {
        let members = crowd(seed)
        let found = RatingCluster.all(among: members)
        var random = SplitMix64(seed: seed &+ 1000)
        #expect(RatingCluster.all(among: members.shuffled(using: &random)) == found)
        let far = member(1000, at: 1e6, network: 1, comment: 1000)
        #expect(RatingCluster.all(among: members + [far]) == found)
    }

    @Test func `a flood is gone through in reasonable time`() {
        let flood = (0..<20_000).map { member($0, at: Double($0) / 1000, network: 1, comment: 2) }
        let time = processorTime {
            #expect(RatingCluster.all(among: flood).map(\.members.count) == [20_000])
        }
        #expect(time < .seconds(20), "not a measurement: a bound against minutes")
    }

    @Test func `the demo has no group`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/chorus/Demo/ratings.jsonl").standardizedFileURL
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        let ratings = try lines.enumerated().map { index, line in
            let input = try RatingInput(JSONDocument(Array(line), limits: .request).root, now: .distantFuture)
            let moment = noon.addingTimeInterval(Double(index) / 40)
            return Rating(input, id: ID(bucket: 0, at: moment), rater: input.rater ?? "", receivedAt: moment)
        }
        #expect(ratings.count >= 88)
        for part in Set(ratings.map(\.input.part)) {
            let members = ratings.filter { $0.input.part == part }.map { rating in
                ClusterMember(
                    id: rating.id, rater: rating.rater, network: nil,
                    fingerprint: rating.input.comment.flatMap(CommentFingerprint.of), receivedAt: rating.receivedAt,
                    occurredAt: rating.input.occurredAt ?? rating.receivedAt, sentiment: rating.sentiment.label)
            }
            #expect(RatingCluster.all(among: members).isEmpty, "part \(part)")
        }
    }
}

/// The rules as they are said, one window after the other.
private enum Slow {
    static func groups(_ members: [ClusterMember]) -> Set<Set<ID<Rating>>> {
        var groups: [Set<ID<Rating>>] = []
        func unite(_ some: [ClusterMember], fewest: Int) {
            guard some.count >= fewest else { return }
            let ids = Set(some.map(\.id))
            let joined = groups.filter { !ids.isDisjoint(with: $0) }.reduce(ids) { $0.union($1) }
            groups = groups.filter { ids.isDisjoint(with: $0) } + [joined]
        }
        for one in members {
            unite(members.filter { $0.fingerprint == one.fingerprint }, fewest: 3)
            unite(members.filter { $0.network == one.network && isIn(600, $0.receivedAt, one.receivedAt) }, fewest: 3)
            let minute = members.filter { $0.sentiment == one.sentiment && isIn(60, $0.receivedAt, one.receivedAt) }
            for first in minute { unite(minute.filter { isIn(60, $0.occurredAt, first.occurredAt) }, fewest: 8) }
        }
        return Set(groups)
    }

    private static func isIn(_ seconds: Double, _ moment: Date, _ start: Date) -> Bool {
        0...seconds ~= moment.timeIntervalSince(start)
    }
}
