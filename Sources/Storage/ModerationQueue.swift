public import Core
import Foundation
public import Postgres
import Sentiment
import StrictJSON

extension Connection {
    /// What waits for a maintainer, in the order in which it came. Of what nobody may read no text leaves the database.
    public func moderationQueue(_ filter: ModerationFilter) throws -> [ModerationItem] {
        let kinds = ModerationKind.allCases.filter { filter.kind == nil || filter.kind == $0 }
        let found: [(String, UUID)] = try query(
            """
            select kind, id from (\(SQL.join(kinds.map(Self.waiting), separator: " union all "))) as waiting
            where \(filter.after?.uuid)::uuid is null or id > \(filter.after?.uuid)
            order by id limit \(filter.limit)
            """)
        func ids(_ kind: ModerationKind) -> [UUID] { found.filter { $0.0 == kind.rawValue }.map(\.1) }
        let items =
            try heldSubmissions(ids(.submission)) + heldRatings(ids(.rating)) + heldClusters(ids(.cluster))
        let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return found.compactMap { byID[$0.1] }
    }

    private static func waiting(_ kind: ModerationKind) -> SQL {
        switch kind {
        case .submission:
            """
            select 'submission' as kind, s.id from submissions as s where s.status <> 'withdrawn' and exists (
                select from episodes as e
                where e.bucket = s.bucket and e.submission_id = s.id and e.status = 'quarantined')
            """
        case .rating:
            "select 'rating' as kind, r.id from ratings as r where \(waits) and r.cluster_id is null"
        case .cluster:
            """
            select 'cluster' as kind, c.id from rating_clusters as c where exists (
                select from ratings where cluster_id = c.id and \(waits))
            """
        }
    }

    private func heldSubmissions(_ ids: [UUID]) throws -> [ModerationItem] {
        let rows: [(UUID, Date, String?, Int32?, Bool, String?)] = try query(
            """
            select s.id, s.received_at, s.experiment, s.part, s.consent_public, s.decision_reason
            from submissions as s join unnest(\(ids.map { ID<Submission>($0).bucket })::smallint[], \(ids)::uuid[])
                as given(bucket, id) on given.bucket = s.bucket and given.id = s.id
            """)
        return try rows.map { row in
            let (shown, all) = try heldEpisodes(of: ID(row.0), isPublic: row.4)
            return ModerationItem(
                id: row.0, since: row.1, experiment: row.2, part: row.3.map { Int($0) }, reason: row.5,
                subject: .submission(
                    HeldSubmission(
                        isPublic: row.4, episodes: shown, further: all - shown.count,
                        accepted: try acceptedEpisodes(of: ID(row.0)))))
        }
    }

    private func acceptedEpisodes(of id: ID<Submission>) throws -> Int {
        try first(
            """
            select count(*) from episodes
            where bucket = \(id.bucket) and submission_id = \(id.uuid) and status = 'accepted'
            """) ?? 0
    }

    private func heldEpisodes(of id: ID<Submission>, isPublic: Bool) throws -> (shown: [HeldEpisode], all: Int) {
        // Neither what was given for training alone nor what is held for the safety check is read here.
        let rows: [HeldEpisodeRow] = try query(
            """
            select id, format, turns, user_turns, model_turns, model_words_median, flags, reasons,
                case when \(isPublic) and not \(Self.isForSafety) then content::text end, count(*) over ()
            from episodes
            where bucket = \(id.bucket) and submission_id = \(id.uuid) and status = 'quarantined'
            order by document_index, session_index limit \(HeldSubmission.mostEpisodes)
            """)
        let shown = rows.map { row in
            HeldEpisode(
                id: ID(row.0), format: row.1, turns: Int(row.2), userTurns: Int(row.3), modelTurns: Int(row.4),
                modelWordsMedian: row.5, flags: row.6, reasons: row.7,
                excerpt: row.8.flatMap { try? JSONDocument(Array($0.utf8), limits: .own).root }.map(Excerpt.all))
        }
        return (shown, rows.first?.9 ?? 0)
    }

    private func heldRatings(_ ids: [UUID]) throws -> [ModerationItem] {
        let rows: [HeldRatingRow] = try query(
            """
            select r.id, r.received_at, r.experiment, r.part, r.decision_reason, r.status, r.is_clustered, r.score,
                r.sentiment, r.comment
            from ratings as r join unnest(\(ids.map { ID<Rating>($0).bucket })::smallint[], \(ids)::uuid[])
                as given(bucket, id) on given.bucket = r.bucket and given.id = r.id
            """)
        return rows.map { row in
            ModerationItem(
                id: row.0, since: row.1, experiment: row.2, part: Int(row.3), reason: row.4,
                subject: .rating(
                    HeldRating(
                        status: Rating.Status(rawValue: row.5) ?? .quarantined, isClustered: row.6,
                        score: row.7.map { Int($0) }, sentiment: Polarity(rawValue: row.8) ?? .neutral, comment: row.9))
            )
        }
    }

    private func heldClusters(_ ids: [UUID]) throws -> [ModerationItem] {
        try ids.compactMap { id in
            let row: HeldClusterRow? = try first(
                """
                select c.found_at, c.experiment, c.part, c.signs, count(*), count(*) filter (where r.status = 'quarantined'),
                    count(*) filter (where r.sentiment = 'negative'), count(*) filter (where r.sentiment = 'neutral'),
                    count(*) filter (where r.sentiment = 'positive'), min(r.received_at), max(r.received_at),
                    max(r.decision_reason),
                    (array_agg(distinct r.comment) filter (where r.comment is not null))[:\(Int32(HeldCluster.mostComments))]
                from rating_clusters as c join ratings as r on r.cluster_id = c.id and \(Self.waits)
                where c.bucket = \(ID<RatingCluster>(id).bucket) and c.id = \(id)
                group by c.bucket, c.id
                """)
            guard let row else { return nil }
            return ModerationItem(
                id: id, since: row.0, experiment: row.1, part: Int(row.2), reason: row.11,
                subject: .cluster(
                    HeldCluster(
                        signs: row.3.compactMap(RatingCluster.Sign.init), ratings: row.4, quarantined: row.5,
                        counts: Tally(negative: row.6, neutral: row.7, positive: row.8), first: row.9, last: row.10,
                        comments: row.12 ?? [])))
        }
    }
}

private typealias HeldEpisodeRow = (
    UUID, String, Int32, Int32, Int32, Double, [String], [String], String?, Int
)
private typealias HeldRatingRow = (
    UUID, Date, String, Int32, String?, String, Bool, Int16?, String, String?
)
private typealias HeldClusterRow = (
    Date, String, Int32, [String], Int, Int, Int, Int, Int, Date, Date, String?, [String]?
)
