import Foundation

/// pgbench, PostgreSQL's own load generator: one row an INSERT, one INSERT a transaction, without HTTP.
struct PgbenchPeer {
    private let program: String
    private let database: String
    private let script: URL

    init(database: String) throws {
        let folder = try Program.output(of: "pg_config", ["--bindir"])
        program = folder.trimmingCharacters(in: .whitespacesAndNewlines) + "/pgbench"
        self.database = database
        script = URL.temporaryDirectory.appending(path: "chorus-bench-\(UUID().uuidString).sql")
        try Data(
            """
            \\set n random(0, 1000000)
            insert into \(PlainTable.name) (\(PlainTable.columns)) values (:n % 256, gen_random_uuid(), 'bench', :n % 4 + 1, \
            gen_random_uuid()::text, 'accepted', 1, :n % 5 + 1, 'Replies got longer, which I like a lot.', 'neutral', \
            'stated', 0, 1, 0, 'bench', 0.7, 0.9, 'tavernai', '', '', now(), now(), false);

            """.utf8
        ).write(to: script)
    }

    /// Seconds that so many rows take, connecting aside.
    func seconds(rows: Int, clients: Int) throws -> Double {
        let each = max(1, rows / clients)
        let output = try Program.output(
            of: program,
            ["-n", "-M", "prepared", "-f", script.path, "-c", "\(clients)", "-j", "1", "-t", "\(each)", database])
        guard let line = output.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let rate = line.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) }), rate > 0
        else { throw BenchFailure("pgbench said \(output.suffix(200))") }
        return Double(rows) / rate
    }

    /// How many clients make it fastest.
    func bestClients(rows: Int) throws -> Int {
        let tried = try [8, 16, 32, 64].map { ($0, try seconds(rows: rows, clients: $0)) }
        return tried.min { $0.1 < $1.1 }?.0 ?? 16
    }

    func removeFiles() { try? FileManager.default.removeItem(at: script) }
}
