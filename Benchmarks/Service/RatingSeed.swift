import Postgres

/// An experiment to rate.
enum RatingSeed {
    /// Registers `bench` with four parts.
    static func register(in pool: Pool) async throws {
        try await pool.transaction { db in
            try db.execute("insert into experiments values ('bench', 'Bench', 'v8', 4, '{}', '', null, now(), now())")
            try db.execute(
                """
                insert into parts (experiment, number, checkpoint, released_at, changed, training_notes, testing_notes,
                    metrics, gates, created_at, updated_at)
                select 'bench', n, '{}', now(), 'data', '', '', '{}', '[]', now(), now() from generate_series(1, 4) as n
                """)
        }
    }
}
