public import Core
import Foundation
public import Postgres
import Sentiment

extension Connection {
    /// An experiment with everything that reports about it are made from; nil when it is not registered.
    ///
    /// Read it in one snapshot (`transaction(.repeatableRead)`).
    public func experimentRecord(of slug: String) throws -> ExperimentRecord? {
        guard let experiment = try experiment(slug) else { return nil }
        let parts = try parts(of: slug)
        let figures = try figures(of: slug)
        let logs = try partLogs(of: slug)
        let known = ExperimentFigures(
            experiment: slug,
            parts: parts.map { part in
                PartRecord(
                    number: part.number, changed: part.changed, figures: figures[part.number] ?? PartFigures(),
                    logs: logs[part.number] ?? PartLogs())
            },
            position: try feedHead().position, asOf: try feedMoment() ?? experiment.updatedAt,
            sentimentModel: SentimentModel.version)
        let gated = try parts.filter { !$0.gates.isEmpty }.map { ($0.number, try gateReport(of: $0)) }
        var record = ExperimentRecord(
            experiment, parts: parts, figures: known, gates: Dictionary(uniqueKeysWithValues: gated),
            leads: try leads(of: slug))
        record.isPreviousRegistered = try experiment.previous.flatMap { try self.experiment($0) } != nil
        return record
    }

    /// What the accepted episodes of each part hold; parts without any are absent.
    func partLogs(of experiment: String) throws -> [Int: PartLogs] {
        let measured: [(Int32, Int, Double, Int, Int)] = try query(
            """
            select s.part, count(*), percentile_cont(0.5) within group (order by e.model_words_median),
                count(*) filter (where e.turn_flags && array['unbalanced_asterisk', 'unbalanced_quote']),
                count(*) filter (where 'truncated_turn' = any(e.turn_flags))
            \(Self.accepted(in: experiment)) group by s.part
            """)
        let formats: [(Int32, String, Int)] = try query(
            "select s.part, e.format, count(*) \(Self.accepted(in: experiment)) group by s.part, e.format")
        var logs: [Int: PartLogs] = [:]
        for row in measured {
            var part = PartLogs()
            (part.episodes, part.medianWords, part.unbalanced, part.truncated) = (row.1, row.2, row.3, row.4)
            logs[Int(row.0)] = part
        }
        for row in formats { logs[Int(row.0)]?.formats[row.1] = row.2 }
        return logs
    }

    private static func accepted(in experiment: String) -> SQL {
        """
        from submissions as s join episodes as e on e.bucket = s.bucket and e.submission_id = s.id
        where s.experiment = \(experiment) and s.part is not null and e.status = 'accepted'
        """
    }
}
