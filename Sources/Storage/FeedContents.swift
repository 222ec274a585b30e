import ChatLogs
public import Core
import Foundation
public import Postgres

extension Connection {
    /// What may be handed out now of the episodes of the first of some events, by position. Those of withdrawn and held
    /// episodes have no text.
    ///
    /// As many as are not too much at once: one at least, and no more than a mebibyte as it is stored.
    /// - Returns: how many of the events were looked up, and what was found
    public func contents(
        of entries: ArraySlice<FeedEntry>, for selection: FeedSelection
    ) throws -> (events: Int, contents: [Int: FeedContent]) {
        let rows = try contentRows(of: Array(entries), for: selection)
        var scores: [UUID: Double] = [:]
        if selection.needsScores {
            let submissions = rows.compactMap { row in
                row.2.map { RatedSubmission(id: $0, submitter: row.5, experiment: row.3, part: row.6) }
            }
            scores = try self.scores(of: submissions)
        }
        var contents: [Int: FeedContent] = [:]
        for row in rows {
            guard let submission = row.2, let isPublic = row.4, let receivedAt = row.7 else { continue }
            contents[row.0] = FeedContent(
                experiment: row.3, isPublic: isPublic, receivedAt: receivedAt, episode: row.1?.bytes,
                figures: row.8.flatMap { DialogueFigures(bytes: $0) }, score: scores[submission])
        }
        return (rows.count, contents)
    }

    /// Position, text; submission, its experiment, consent, submitter, part and moment; figures.
    private typealias Row = (Int, JSONB?, UUID?, String?, Bool?, String?, Int32?, Date?, Data?)

    /// Most of the stored size of the texts of one answer, bytes: they are compressed to about a third.
    private static let mostBytes = 1 << 20

    private func contentRows(of entries: [FeedEntry], for selection: FeedSelection) throws -> [Row] {
        let policy = selection.policy.flatMap { selection.needsFigures ? $0 : nil }
        let wanted: SQL = """
            unnest(\(entries.map(\.event.position))::bigint[], \(entries.map(\.bucket))::smallint[],
                \(entries.map(\.event.episode))::uuid[]) as wanted(position, bucket, id)
            """
        let figures: SQL = policy.map { "\(raw: Self.figureColumn($0))" } ?? "null::bytea"
        let measured: SQL =
            policy == nil
            ? "" : "left join episode_figures as f on f.bucket = e.bucket and f.episode_id = e.id"
        return try query(
            """
            select position, content, submission, experiment, consent_public, submitter, part, received_at, figures from (
                select wanted.position, case when e.status = 'accepted' then e.content end as content,
                    s.id as submission, s.experiment, s.consent_public, s.submitter, s.part, s.received_at,
                    \(figures) as figures, pg_column_size(e.content) as size,
                    sum(pg_column_size(e.content)) over (order by wanted.position) as total
                from \(wanted)
                left join episodes as e on e.bucket = wanted.bucket and e.id = wanted.id
                left join submissions as s on s.bucket = e.bucket and s.id = e.submission_id
                \(measured)
            ) as sized
            where total is null or total <= \(Self.mostBytes) or total = size
            order by position
            """)
    }
}
