public import Core
public import Foundation
public import Postgres

extension Connection {
    /// What may be handed out now of the episodes of some events, by position. Those of withdrawn and held episodes have no
    /// text.
    ///
    /// Only of the first of them when it would be too much at once: texts after a mebibyte, as it is stored, wait.
    /// - Returns: how many of the events were looked up, and what was found
    public func contents(
        of entries: ArraySlice<FeedEntry>, for selection: FeedSelection
    ) throws -> (events: Int, contents: [Int: FeedContent]) {
        let rows = try contentRows(of: Array(entries), for: selection)
        var scores: [UUID: Double] = [:]
        if selection.needsScores {
            scores = try self.scores(
                of: rows.map { RatedSubmission(id: $0.3, submitter: $0.6, experiment: $0.4, part: $0.7) })
        }
        var contents: [Int: FeedContent] = [:]
        for row in rows {
            contents[row.1] = FeedContent(
                experiment: row.4, isPublic: row.5, receivedAt: row.8, episode: row.2?.bytes, isLong: row.10,
                figures: row.9?.dialogue, score: scores[row.3])
        }
        guard let last = rows.last, rows.count < last.0 else { return (entries.count, contents) }
        return (entries.prefix { $0.event.position <= last.1 }.count, contents)
    }

    /// Hands over the text of an episode piece by piece: one of 20 MB would take seven times as much memory as a whole.
    ///
    /// Nothing where it may not be handed out any more.
    public func pieces(
        of entry: FeedEntry, _ take: @Sendable (Data) throws -> Void
    ) async throws {
        // Its row is one, and of a function's rows the next is asked for when the one before has been sent.
        try await stream(
            """
            select substr(whole, piece * \(Self.pieceBytes)::integer + 1, \(Self.pieceBytes)::integer)
            from (
                select convert_to(content::text, 'UTF8') as whole from episodes
                where bucket = \(entry.bucket) and id = \(entry.event.episode) and status = 'accepted' offset 0
            ) as episode
            cross join lateral generate_series(0, (length(whole) - 1) / \(Self.pieceBytes)::integer) as piece
            """, as: Data.self
        ) { _, piece in try take(piece) }
    }

    private static let pieceBytes: Int32 = 1 << 20

    /// How many there are, position, text; submission, its experiment, consent, submitter, part and moment; figures; whether
    /// the text is left out because it is long.
    private typealias Row = (Int, Int, JSONB?, UUID, String?, Bool, String?, Int32?, Date, StoredFigures?, Bool)

    /// Stored size after which further texts wait, bytes: they are compressed to about a third.
    private static let enoughBytes = 1 << 20

    private func contentRows(of entries: [FeedEntry], for selection: FeedSelection) throws -> [Row] {
        let policy = selection.policy.flatMap { selection.needsFigures ? $0 : nil }
        let figures: SQL = policy.map { "\(raw: Self.figureColumn($0))" } ?? "null::bytea"
        let measured: SQL =
            policy == nil
            ? "" : "left join episode_figures as f on f.bucket = e.bucket and f.episode_id = e.id"
        return try query(
            """
            select found, position, case when not is_long then content end, submission, experiment, consent_public, submitter,
                part, received_at, figures, is_long
            from (
                select count(*) over () as found, wanted.position,
                    case when e.status = 'accepted' then e.content end as content, s.id as submission, s.experiment,
                    s.consent_public, s.submitter, s.part, s.received_at, \(figures) as figures,
                    \(selection.takesPieces) and e.status = 'accepted'
                        and pg_column_size(e.content) > \(Self.enoughBytes) as is_long,
                    sum(pg_column_size(e.content)) over (order by wanted.position
                        rows between unbounded preceding and 1 preceding) as before
                from unnest(\(entries.map(\.event.position))::bigint[], \(entries.map(\.bucket))::smallint[],
                    \(entries.map(\.event.episode))::uuid[]) as wanted(position, bucket, id)
                join episodes as e on e.bucket = wanted.bucket and e.id = wanted.id
                join submissions as s on s.bucket = e.bucket and s.id = e.submission_id
                \(measured)
            ) as sized
            where before is null or before < \(Self.enoughBytes)
            order by position
            """)
    }
}
