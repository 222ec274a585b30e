public import Core
import Foundation
public import Postgres
import StrictJSON

extension Connection {
    /// Registers an experiment or changes it.
    /// - Returns: the stored experiment and whether it is new
    public func put(_ experiment: Experiment) throws -> (experiment: Experiment, isNew: Bool) {
        let inserted = try execute(
            """
            insert into experiments (slug, title, model, parts_planned, hyperparameters, description, previous,
                created_at, updated_at)
            values (\(experiment.slug), \(experiment.title), \(experiment.model), \(Int32(experiment.partsPlanned)),
                \(experiment.hyperparameters.text)::json, \(experiment.description), \(experiment.previous),
                \(experiment.createdAt), \(experiment.updatedAt))
            on conflict (slug) do nothing
            """)
        guard inserted == 0 else { return (experiment, true) }
        var stored = experiment
        stored.createdAt =
            try first(
                """
                update experiments set title = \(experiment.title), model = \(experiment.model),
                    parts_planned = \(Int32(experiment.partsPlanned)),
                    hyperparameters = \(experiment.hyperparameters.text)::json, description = \(experiment.description),
                    previous = \(experiment.previous), updated_at = \(experiment.updatedAt)
                where slug = \(experiment.slug) returning created_at
                """) ?? experiment.createdAt
        return (stored, false)
    }

    /// Every experiment, newest first.
    public func experiments() throws -> [Experiment] {
        try experiments(where: "true")
    }

    /// One experiment; nil when it is not registered.
    public func experiment(_ slug: String) throws -> Experiment? {
        try experiments(where: "slug = \(slug)").first
    }

    private func experiments(where condition: SQL) throws -> [Experiment] {
        let rows: [(String, String, String, Int32, String, String, String?, Date, Date)] = try query(
            """
            select slug, title, model, parts_planned, hyperparameters::text, description, previous, created_at,
                updated_at
            from experiments where \(condition) order by created_at desc, slug
            """)
        return rows.map { row in
            Experiment(
                slug: row.0, title: row.1, model: row.2, partsPlanned: Int(row.3),
                hyperparameters: .raw(Array(row.4.utf8)), description: row.5, previous: row.6, createdAt: row.7,
                updatedAt: row.8)
        }
    }

    /// Registers a part or changes it.
    /// - Returns: the stored part and whether it is new
    /// - Throws: 409 `gates_frozen` when it is to change gates of a released part
    public func put(_ part: Part) throws -> (part: Part, isNew: Bool) {
        let number = Int32(part.number)
        let inserted = try execute(
            """
            insert into parts (experiment, number, checkpoint, released_at, changed, training_notes, testing_notes,
                policy, snapshot, metrics, gates, gates_frozen_at, created_at, updated_at)
            values (\(part.experiment), \(number), \(part.checkpoint.text)::json, \(part.releasedAt),
                \(part.changed.rawValue), \(part.trainingNotes), \(part.testingNotes), \(part.policy),
                \(part.snapshot), \(part.metrics.text)::json, \(part.gates.json.text)::json,
                \(part.gatesFrozenAt), \(part.createdAt), \(part.updatedAt))
            on conflict (experiment, number) do nothing
            """)
        guard inserted == 0 else { return (part, true) }
        // Held until the end of the transaction: what is decided by the old part stays true.
        try execute("select from parts where experiment = \(part.experiment) and number = \(number) for no key update")
        guard let old = try self.part(part.number, of: part.experiment) else { return (part, false) }
        let stored = try part.replacing(old, now: part.updatedAt)
        try execute(
            """
            update parts set checkpoint = \(part.checkpoint.text)::json, released_at = \(part.releasedAt),
                changed = \(part.changed.rawValue), training_notes = \(part.trainingNotes),
                testing_notes = \(part.testingNotes), policy = \(part.policy), snapshot = \(part.snapshot),
                metrics = \(part.metrics.text)::json, gates = \(part.gates.json.text)::json,
                gates_frozen_at = \(stored.gatesFrozenAt), updated_at = \(part.updatedAt)
            where experiment = \(part.experiment) and number = \(number)
            """)
        return (stored, false)
    }

    /// The parts of an experiment, in order.
    public func parts(of experiment: String) throws -> [Part] {
        try parts(where: "experiment = \(experiment)")
    }

    /// One part; nil when it is not registered.
    public func part(_ number: Int, of experiment: String) throws -> Part? {
        guard let number = Int32(exactly: number) else { return nil }
        return try parts(where: "experiment = \(experiment) and number = \(number)").first
    }

    private func parts(where condition: SQL) throws -> [Part] {
        let rows: [PartRow] = try query(
            """
            select experiment, number, checkpoint::text, released_at, changed, training_notes, testing_notes, policy,
                snapshot, metrics::text, gates::text, gates_frozen_at, created_at, updated_at
            from parts where \(condition) order by experiment, number
            """)
        return rows.map { row in
            Part(
                experiment: row.0, number: Int(row.1), checkpoint: .raw(Array(row.2.utf8)), releasedAt: row.3,
                changed: Part.Changed(rawValue: row.4) ?? .both, trainingNotes: row.5, testingNotes: row.6,
                policy: row.7, snapshot: row.8, metrics: .raw(Array(row.9.utf8)),
                gates: DecisionGate.list(kept: row.10), gatesFrozenAt: row.11, createdAt: row.12, updatedAt: row.13)
        }
    }
}

private typealias PartRow = (
    String, Int32, String, Date?, String, String, String, String?, String?, String, String, Date?, Date, Date
)

extension JSON {
    /// Rendered for a `json` column.
    var text: String { String(decoding: bytes(), as: UTF8.self) }
}
