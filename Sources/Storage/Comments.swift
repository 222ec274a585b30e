public import Core
import Foundation
public import Postgres
import Sentiment

extension Connection {
    /// Comments of counted ratings of a part, newest first.
    public func comments(of experiment: String, part: Int, _ filter: CommentFilter) throws -> [PublicComment] {
        var conditions: [SQL] = [
            "r.experiment = \(experiment)", "r.part = \(Int32(part))", "r.status = 'accepted'", "r.comment is not null",
        ]
        if let sentiment = filter.sentiment { conditions.append("r.sentiment = \(sentiment.rawValue)") }
        if let before = filter.before { conditions.append("r.id < \(before.uuid)") }
        if let aspect = filter.aspect {
            conditions.append(
                """
                exists (select from rating_aspects as a
                    where a.bucket = r.bucket and a.rating_id = r.id and a.aspect = \(aspect.rawValue))
                """)
        }
        if let frontEnd = filter.frontEnd {
            conditions.append(
                frontEnd == FrontEnd("other")
                    ? "r.front_end <> '' and r.front_end <> all(\(FrontEnd.known))" : "r.front_end = \(frontEnd.name)")
        }
        if let band = filter.sampling {
            let column: SQL =
                band.setting == .contrastive ? "r.contrastive::int" : "r.\(identifier: band.setting.rawValue)"
            if let over = band.bounds.over { conditions.append("\(column) > \(over)") }
            if let to = band.bounds.to { conditions.append("\(column) <= \(to)") }
        }
        let rows: [CommentRow] = try query(
            """
            select r.id, r.comment, r.score, r.sentiment, r.sentiment_source, r.front_end, r.occurred_at,
                array(select aspect from rating_aspects as a where a.bucket = r.bucket and a.rating_id = r.id
                    and a.source = 'stated' order by aspect),
                array(select polarity from rating_aspects as a where a.bucket = r.bucket and a.rating_id = r.id
                    and a.source = 'stated' order by aspect)
            from ratings as r where \(SQL.join(conditions, separator: " and "))
            order by r.id desc limit \(filter.limit)
            """)
        return rows.map { row in
            let stated = zip(row.7, row.8).compactMap { aspect, polarity -> AspectOpinion? in
                guard let aspect = Aspect(rawValue: aspect), let polarity = Polarity(rawValue: polarity) else {
                    return nil
                }
                return AspectOpinion(aspect: aspect, polarity: polarity)
            }
            return PublicComment(
                id: ID(row.0), text: row.1, score: row.2.map { Int($0) },
                sentiment: Polarity(rawValue: row.3) ?? .neutral,
                source: Rating.Source(rawValue: row.4) ?? .stated, stated: stated, frontEnd: row.5, occurredAt: row.6)
        }
    }
}

private typealias CommentRow = (UUID, String, Int16?, String, String, String?, Date, [String], [String])
