import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Gates of a part", .migrated(.own), .timeLimit(.minutes(15))) struct FrozenGatesTests {
    private static func part(_ members: JSON, at moment: Date = testMoment) throws -> Part {
        try Part(
            experiment: "exp7", number: 1, body: try JSONDocument(members.bytes(), limits: .request).root, now: moment)
    }

    private static func gates(above threshold: Double) -> JSON {
        [["metric": "net_sentiment", "above": .double(threshold), "raters": 40, "otherwise": "stop"]]
    }

    @Test("are read back as they were laid down, and kept from the release on")
    func frozen() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            try db.execute("delete from parts")
            let draft = try db.put(try Self.part(["gates": Self.gates(above: 0)])).part
            #expect(draft.gatesFrozenAt == nil)
            let changed = try Self.part(["gates": Self.gates(above: 0.25)], at: testMoment.addingTimeInterval(10))
            #expect(try db.put(changed).isNew == false)
            #expect(try db.part(1, of: "exp7")?.gates == changed.gates)
            let release = testMoment.addingTimeInterval(60)
            let released: JSON = ["gates": Self.gates(above: 0.25), "released_at": "2023-03-03T12:01:00Z"]
            _ = try db.put(try Self.part(released, at: testMoment.addingTimeInterval(20)))
            #expect(try db.part(1, of: "exp7")?.gatesFrozenAt == release)
            let other = try Self.part(["gates": Self.gates(above: 0)], at: testMoment.addingTimeInterval(70))
            let problem = #expect(throws: Problem.self) { _ = try db.put(other) }
            #expect(problem?.code == "gates_frozen" && problem?.status == 409)
            let notes: JSON = ["gates": Self.gates(above: 0.25), "testing_notes": "Longer replies."]
            let noted = try db.put(try Self.part(notes, at: testMoment.addingTimeInterval(80))).part
            #expect(noted.gatesFrozenAt == release && noted.createdAt == testMoment)
            #expect(try db.part(1, of: "exp7")?.json.bytes() == noted.json.bytes())
        }
    }

    @Test("stay those of the first of many who lay down different ones at once")
    func racers() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            try db.execute("delete from parts")
        }
        let pool = Database.pool
        let outcomes = try await withThrowingTaskGroup(of: [DecisionGate]?.self) { group in
            for racer in 1...12 {
                group.addTask {
                    let part = try Self.part([
                        "gates": Self.gates(above: Double(racer) / 100), "released_at": "2023-03-01T00:00:00Z",
                    ])
                    do {
                        return try await pool.transaction { db in try db.put(part).part.gates }
                    } catch let problem as Problem where problem.code == "gates_frozen" {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [[DecisionGate]?]()) { $0.append($1) }
        }
        let laid = outcomes.compactMap(\.self)
        #expect(laid.count == 1)
        #expect(try await pool.withConnection { db in try db.part(1, of: "exp7")?.gates } == laid.first)
    }

    @Test("of a database of the version before are frozen with the parts that are out")
    func migrated() async throws {
        let files = try MigrationFolder.files()
        try await Database.pool.withConnection { db in
            try db.script("drop schema public cascade; create schema public")
            try db.migrate(Array(files.prefix(10)), now: testMoment)
            try db.script(
                """
                insert into experiments values ('exp7', 't', 'm', 9, '{}', '', null, '2023-03-01Z', '2023-03-01Z');
                insert into parts select 'exp7', n, '{}', released, 'both', '', '', null, null, '{}', gates::json,
                    '2023-03-01Z', '2023-03-02Z'
                from (values (1, '2023-02-01Z'::timestamptz, '[]'), (2, '2023-03-09Z', '[{"name":"kept as sent"}]'),
                    (3, null, '[]')) as old(n, released, gates);
                """)
            try db.migrate(files, now: testMoment)
            let parts = try db.parts(of: "exp7")
            let day = 86_400.0
            #expect(
                parts.map(\.gatesFrozenAt) == [
                    testMoment.addingTimeInterval(-1.5 * day), testMoment.addingTimeInterval(5.5 * day), nil,
                ])
            #expect(parts.map(\.gates) == [[], [], []], "what has no form cannot be judged")
            _ = try db.rate(
                Samples.rating(part: 2, ("score", 5), ("rater", "a")), at: testMoment.addingTimeInterval(9 * day))
            let looks: Int? = try db.first("select count(*) from gate_looks")
            #expect(looks == 0)
        }
    }
}
