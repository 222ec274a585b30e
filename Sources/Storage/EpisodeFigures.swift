import ChatLogs
public import Core
import Foundation
public import Postgres

extension Connection {
    /// What a policy reads of every accepted episode, in the order in which they came: ids begin with the time.
    /// - Precondition: `measureEpisodes` has nothing left to do
    public func figures(for policy: Policy) throws -> [EpisodeFigures] {
        EpisodeFigures.inOrder(try figures(for: policy, in: 0...255))
    }

    /// The same of the episodes of some buckets, in no order: for who reads them over several connections.
    public func figures(for policy: Policy, in buckets: ClosedRange<Int16>) throws -> [EpisodeFigures] {
        try figures(for: policy, withScores: policy.needsScores, where: "true", in: buckets)
    }

    /// The same of those accepted episodes `e`, of submissions `s`, that meet a condition; in no order.
    func figures(
        for policy: Policy, withScores: Bool, where condition: SQL, in buckets: ClosedRange<Int16> = 0...255
    ) throws -> [EpisodeFigures] {
        let scores = withScores ? try self.scores() : [:]
        var all: [EpisodeFigures] = []
        // Behind everything in the bucket before.
        var after = (bucket: buckets.lowerBound - 1, episode: Self.lastEpisode)
        while true {
            // Pages by key, so that no answer of the server holds all rows beside the figures.
            let rows = try figureRows(for: policy, where: condition, after: after)
            for row in rows where row.0 <= buckets.upperBound {
                guard let dialogue = Self.dialogue(of: row, policy) else { continue }
                all.append(
                    EpisodeFigures(
                        id: ID<Episode>(row.1).description, dialogue: dialogue, submitter: row.3,
                        frontEnd: row.4, score: scores[row.2]))
            }
            guard let last = rows.last, last.0 <= buckets.upperBound else { break }
            after = (last.0, last.1)
        }
        return all
    }

    /// No id comes after it.
    private static var lastEpisode: UUID {
        UUID(uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
    }

    /// Measures episodes that came before there were figures, or whose figures are of an older form.
    /// - Parameter limit: most episodes of one call
    /// - Returns: how many were measured; 0 when nothing is left to do
    public func measureEpisodes(limit: Int = 500) throws -> Int {
        let rows: [(UUID, JSONText)] = try query(
            """
            select id, content from episodes
            where content is not null and not exists (
                select from episode_figures as f where f.bucket = episodes.bucket and f.episode_id = episodes.id
                    and get_byte(f.every_turn, 0) = \(Int32(DialogueFigures.version)))
            order by bucket, id limit \(limit)
            """)
        try insertFigures(rows.map { FigureRow(episode: $0.0, content: $0.1) })
        return rows.count
    }

    /// Stores what was measured of episodes.
    func insertFigures(_ rows: [FigureRow]) throws {
        guard !rows.isEmpty else { return }
        try queue(
            """
            insert into episode_figures (bucket, episode_id, every_turn, spoken, sketch)
            select e.bucket, e.id, every_turn, spoken, sketch
            from unnest(\(rows.map { ID<Episode>($0.episode).bucket })::smallint[], \(rows.map(\.episode))::uuid[],
                \(rows.map(\.everyTurn))::bytea[], \(rows.map(\.spoken))::bytea[], \(rows.map(\.sketch))::bytea[])
                as given(bucket, id, every_turn, spoken, sketch)
            -- What was withdrawn meanwhile is not measured again.
            join episodes as e on e.bucket = given.bucket and e.id = given.id and e.content is not null
            on conflict (bucket, episode_id) do update
                set every_turn = excluded.every_turn, spoken = excluded.spoken, sketch = excluded.sketch
            """)
    }

    /// Deletes the figures of a submission's episodes: they are made of its text.
    func deleteFigures(ofSubmission id: ID<Submission>) throws {
        try execute(
            """
            delete from episode_figures where bucket = \(id.bucket) and episode_id in
                (select id from episodes where bucket = \(id.bucket) and submission_id = \(id.uuid))
            """)
    }

    /// Bucket, episode, submission, submitter, front end; figures and sketch, or the text where they do not do.
    private typealias Row = (Int16, UUID, UUID, String, String?, StoredFigures?, Data?, String?)

    private func figureRows(
        for policy: Policy, where condition: SQL, after: (bucket: Int16, episode: UUID)
    ) throws -> [Row] {
        let isMeasured = policy.isMeasuredInUsualWindows
        let figures = Self.figureColumn(policy)
        let sketch = policy.needsSketches && isMeasured ? "f.sketch" : "null::bytea"
        let text = isMeasured ? "null" : "e.content::text"
        return try query(
            """
            select e.bucket, e.id, s.id, coalesce(s.submitter, s.id::text), s.front_end,
                \(raw: isMeasured ? figures : "null::bytea"), \(raw: sketch), \(raw: text)
            from episodes as e
            join submissions as s on s.bucket = e.bucket and s.id = e.submission_id
            join episode_figures as f on f.bucket = e.bucket and f.episode_id = e.id
            where e.status = 'accepted' and \(condition) and (e.bucket, e.id) > (\(after.bucket), \(after.episode))
            order by e.bucket, e.id limit \(isMeasured ? 5000 : 500)
            """)
    }

    /// The column that holds what a policy reads, when rows of `episode_figures` are `f`.
    static func figureColumn(_ policy: Policy) -> String {
        policy.cut.keepsEveryTurn ? "f.every_turn" : "coalesce(f.spoken, f.every_turn)"
    }

    private static func dialogue(of row: Row, _ policy: Policy) -> DialogueFigures? {
        if let text = row.7 { return try? DialogueFigures(canonical: Array(text.utf8), cut: policy.cut) }
        guard var figures = row.5?.dialogue else { return nil }
        if let sketch = row.6 { figures.readSketch(sketch) }
        return figures
    }
}
