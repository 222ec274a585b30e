import Core
import Foundation
import Postgres
import Sentiment

extension Connection {
    /// The ratings of one rater that count, in the order of the parts. Read under the rater's lock.
    func countedRatings(of rater: String, experiment: String) throws -> [CountedRating] {
        let rows: [CountedRow] = try query(
            """
            \(Self.countedRows) where r.bucket = \(Int16(Bucket.of(rater))) and r.experiment = \(experiment)
                and r.rater = \(rater) and r.status = 'accepted' order by r.part
            """)
        return rows.compactMap { CountedRating($0) }
    }

    /// The ratings of several raters that count: by rater, in the order of the parts. Read under their locks; who has none
    /// is absent.
    func countedRatings(of raters: [RaterInExperiment]) throws -> [RaterInExperiment.Key: [CountedRating]] {
        // By rater: a plan that looks at all ratings, made while there were few, would be kept when there are many.
        let rows: [CountedRow] = try query(
            """
            select of_rater.* from unnest(\(raters.map(\.bucket))::smallint[], \(raters.map(\.experiment))::text[],
                    \(raters.map(\.rater))::text[]) as given(bucket, experiment, rater)
            cross join lateral (
                \(Self.countedRows) where r.bucket = given.bucket and r.experiment = given.experiment
                    and r.rater = given.rater and r.status = 'accepted' order by r.part offset 0) as of_rater
            """)
        var counted: [RaterInExperiment.Key: [CountedRating]] = [:]
        for row in rows {
            guard let rating = CountedRating(row) else { continue }
            counted[RaterInExperiment(rater: row.1, experiment: row.0).key, default: []].append(rating)
        }
        return counted
    }

    /// Some ratings of one part that count, in no order. Read under the locks of their raters.
    /// - Parameter condition: for rows `r` of `ratings`
    func countedRatings(_ ids: [ID<Rating>], and condition: SQL) throws -> [CountedRating] {
        let rows: [CountedRow] = try query(
            """
            \(Self.countedRows) join unnest(\(ids.map(\.bucket))::smallint[], \(ids.map(\.uuid))::uuid[]) as given(bucket, id)
                on given.bucket = r.bucket and given.id = r.id
            where r.status = 'accepted' and \(condition)
            """)
        return rows.compactMap { CountedRating($0) }
    }

    /// One rating, as it would be counted.
    func countedRating(_ id: ID<Rating>) throws -> CountedRating? {
        let row: CountedRow? = try first("\(Self.countedRows) where r.bucket = \(id.bucket) and r.id = \(id.uuid)")
        return row.flatMap { CountedRating($0) }
    }

    /// Counts from the ratings themselves, experiment by experiment; holds the ratings of one rater at a time.
    ///
    /// In a transaction, which decides what is seen.
    /// - Parameter condition: for rows `r` of `ratings`, without values; it takes all of a rater in an experiment or none
    func recount(where condition: SQL) throws -> [String: FigureChange] {
        var changes: [String: FigureChange] = [:]
        let kept: [(String, Int32, String, Int)] = try query(
            """
            select experiment, part, sentiment_model, count(*) from ratings as r
            where status in ('accepted', 'superseded') and \(condition) group by experiment, part, sentiment_model
            """)
        for row in kept {
            let cell = FigureChange.Cell(part: Int(row.1), sentimentModel: row.2)
            changes[row.0, default: FigureChange()].addRatings(row.3, to: cell)
        }
        try forEachRater(where: condition) { experiment, ratings in
            changes[experiment, default: FigureChange()].add(ratings)
        }
        return changes
    }

    private func forEachRater(where condition: SQL, _ body: (String, [CountedRating]) -> Void) throws {
        try execute(
            """
            declare counted no scroll cursor for
            \(Self.countedRows) where r.status = 'accepted' and \(condition)
            order by r.bucket, r.experiment, r.rater, r.part
            """)
        var (experiment, rater) = ("", "")
        var ratings: [CountedRating] = []
        while true {
            let rows: [CountedRow] = try query("fetch forward 2000 from counted")
            for row in rows {
                if !row.1.isSame(as: rater) || !row.0.isSame(as: experiment) {
                    if !ratings.isEmpty { body(experiment, ratings) }
                    (experiment, rater) = (row.0, row.1)
                    ratings.removeAll(keepingCapacity: true)
                }
                if let rating = CountedRating(row) { ratings.append(rating) }
            }
            if rows.isEmpty { break }
        }
        if !ratings.isEmpty { body(experiment, ratings) }
        try execute("close counted")
    }

    private static var countedRows: SQL {
        """
        select r.experiment, r.rater, r.id, r.part, r.sentiment_model, r.sentiment, r.sentiment_source, r.score,
            r.comment is not null, r.comment_sentiment, r.temperature, r.top_p, r.top_k, r.repetition_penalty,
            r.contrastive, r.front_end, r.is_clustered,
            array(
                select a.source || ':' || a.aspect || ':' || a.polarity || coalesce(':' || a.detail, '')
                from rating_aspects as a where a.bucket = r.bucket and a.rating_id = r.id order by a.aspect, a.source)
        from ratings as r
        """
    }
}

extension String {
    /// As PostgreSQL compares: by bytes.
    fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

private typealias CountedRow = (
    String, String, UUID, Int32, String, String, String, Int16?, Bool, String?, Double?, Double?, Int32?, Double?,
    Bool?, String?, Bool, [String]
)

extension CountedRating {
    fileprivate init?(_ row: CountedRow) {
        guard let sentiment = Polarity(rawValue: row.5), let source = Rating.Source(rawValue: row.6) else { return nil }
        var aspects: [AspectOpinion] = []
        var readings: [Reading] = []
        for words in row.17.map({ $0.split(separator: ":").map(String.init) }) {
            guard words.count >= 3, let aspect = Aspect(rawValue: words[1]), let polarity = Polarity(rawValue: words[2])
            else { continue }
            if words[0] == Rating.Source.stated.rawValue {
                aspects.append(AspectOpinion(aspect: aspect, polarity: polarity))
            } else {
                readings.append(Reading(aspect: aspect, polarity: polarity, detail: words.count > 3 ? words[3] : nil))
            }
        }
        self.init(
            id: ID(row.2), part: Int(row.3), sentimentModel: row.4, sentiment: sentiment, source: source,
            score: row.7.map { Int($0) }, hasComment: row.8, commentSentiment: row.9.flatMap(Polarity.init),
            aspects: aspects, readings: readings,
            sampling: SamplingSettings(
                temperature: row.10, topP: row.11, topK: row.12.map { Int($0) }, repetitionPenalty: row.13,
                contrastive: row.14), frontEnd: row.15, isClustered: row.16)
    }
}
