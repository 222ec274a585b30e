import Core
import Foundation
import Postgres

extension Connection {
    /// Mean score of the ratings that reach each submission: it was rated itself, or its part by its submitter.
    func scores() throws -> [UUID: Double] {
        let rows: [(UUID, Double)] = try query(
            """
            select submission, avg(score)::float8 from (
                select submission, id, score from ratings
                where status = 'accepted' and score is not null and submission is not null
                union
                select s.id, r.id, r.score
                from submissions as s
                join ratings as r on r.experiment = s.experiment and r.part = s.part and r.rater = s.submitter
                where r.status = 'accepted' and r.score is not null
            ) as reaching group by submission
            """)
        return Dictionary(rows.map { ($0.0, $0.1) }, uniquingKeysWith: { one, _ in one })
    }

    /// The same of some submissions, without a look at the others.
    func scores(of submissions: [RatedSubmission]) throws -> [UUID: Double] {
        // A rating's bucket is its rater's, so that what a submitter rated is found by key.
        let raters = submissions.map { Int16(Bucket.of($0.submitter ?? "")) }
        let rows: [(UUID, Double)] = try query(
            """
            select submission, avg(score)::float8 from (
                select submission, id, score from ratings
                where submission = any(\(submissions.map(\.id))::uuid[]) and status = 'accepted' and score is not null
                union
                select s.id, r.id, r.score
                from unnest(\(submissions.map(\.id))::uuid[], \(raters)::smallint[], \(submissions.map(\.experiment))::text[],
                    \(submissions.map(\.part))::integer[], \(submissions.map(\.submitter))::text[])
                    as s(id, bucket, experiment, part, submitter)
                join ratings as r on r.bucket = s.bucket and r.experiment = s.experiment and r.part = s.part
                    and r.rater = s.submitter
                where r.status = 'accepted' and r.score is not null
            ) as reaching group by submission
            """)
        return Dictionary(rows.map { ($0.0, $0.1) }, uniquingKeysWith: { one, _ in one })
    }
}

/// By what ratings reach a submission.
struct RatedSubmission {
    let id: UUID
    let submitter: String?
    let experiment: String?
    let part: Int32?
}
