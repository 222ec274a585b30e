import Postgres
import Storage
import TestDatabase
import TestService
import Testing

/// The rules that keep the way to many machines open; they are read off the catalogue, so that no migration forgets them.
@Suite("The schema", .migrated) struct SchemaTests {
    /// Tables that every machine has a copy of: small, changed rarely.
    private let reference: Set<String> = ["experiments", "parts", "policies"]
    /// Tables of which there is one.
    private let singletons: Set<String> = [
        "feed", "feed_head", "consumers", "tokens", "sessions", "audit", "schema_migrations", "part_totals",
        "snapshots", "snapshot_files", "snapshot_pieces",
    ]

    private func communityTables() async throws -> [String] {
        let all: [String] = try await Database.pool.query(
            "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1"
        )
        return all.filter { !reference.contains($0) && !singletons.contains($0) }
    }

    @Test("has a bucket 0...255 in every community table")
    func buckets() async throws {
        let tables = try await communityTables()
        #expect(tables.count >= 10)
        for table in tables {
            let isThere: Bool? = try await Database.pool.first(
                """
                select attnotnull and atttypid = 'smallint'::regtype from pg_attribute
                where attrelid = \(table)::regclass and attname = 'bucket'
                """)
            #expect(isThere == true, "\(table)")
            let check: String? = try await Database.pool.first(
                """
                select pg_get_constraintdef(oid) from pg_constraint
                where conrelid = \(table)::regclass and contype = 'c' and conname like '%bucket_range'
                """)
            #expect(check == "CHECK (((bucket >= 0) AND (bucket <= 255)))", "\(table)")
        }
    }

    @Test("leads every key, unique rule and reference between community tables with the bucket")
    func keys() async throws {
        let tables = try await communityTables()
        let keys: [(String, String, String)] = try await Database.pool.query(
            """
            select c.relname::text, i.relname::text, a.attname::text
            from pg_index as x
            join pg_class as c on c.oid = x.indrelid
            join pg_class as i on i.oid = x.indexrelid
            join pg_attribute as a on a.attrelid = c.oid and a.attnum = x.indkey[0]
            where x.indisunique and c.relnamespace = 'public'::regnamespace
            """)
        for (table, index, first) in keys where tables.contains(table) { #expect(first == "bucket", "\(index)") }
        #expect(Set(tables).isSubset(of: keys.map(\.0)), "a table without a primary key")

        let references: [(String, String, String, String, String)] = try await Database.pool.query(
            """
            select k.conname::text, k.conrelid::regclass::text, k.confrelid::regclass::text, a.attname::text, b.attname::text
            from pg_constraint as k
            join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            join pg_attribute as b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
            where k.contype = 'f'
            """)
        #expect(references.count >= 6)
        for (name, from, to, first, target) in references {
            #expect(!singletons.contains(from) && !singletons.contains(to), "\(name): singletons stand alone")
            if reference.contains(from) { #expect(reference.contains(to), "\(name)") }
            if tables.contains(from), tables.contains(to) {
                #expect(first == "bucket" && target == "bucket", "\(name)")
            }
        }
    }

    @Test("has no triggers, rules, sequences, identity or generated defaults")
    func nothingHidden() async throws {
        let triggers: Int? = try await Database.pool.first(
            """
            select count(*) from pg_trigger as t join pg_class as c on c.oid = tgrelid
            where not tgisinternal and c.relnamespace = 'public'::regnamespace
            """)
        #expect(triggers == 0)
        let rules: Int? = try await Database.pool.first("select count(*) from pg_rules where schemaname = 'public'")
        #expect(rules == 0)
        let sequences: Int? = try await Database.pool.first(
            "select count(*) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace")
        #expect(sequences == 0)
        let columns: [String] = try await Database.pool.query(
            """
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = 'public'
                and (is_identity = 'YES' or is_generated <> 'NEVER' or column_default is not null)
            """)
        #expect(columns == [])
        let setNull: Int? = try await Database.pool.first(
            "select count(*) from pg_constraint where contype = 'f' and (confdeltype <> 'a' or confupdtype <> 'a')")
        #expect(setNull == 0, "references do nothing on their own")
    }

    @Test("compresses what people wrote with lz4 where the server has it")
    func compression() async throws {
        let hasLZ4: Bool? = try await Database.pool.first(
            "select 'lz4' = any(enumvals) from pg_settings where name = 'default_toast_compression'")
        let columns: [String] = try await Database.pool.query(
            """
            select attrelid::regclass::text || '.' || attname from pg_attribute
            where attcompression = 'l' and not attisdropped and attrelid in (
                select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')
            order by 1
            """)
        let expected = [
            "documents.bytes", "episode_figures.every_turn", "episode_figures.sketch", "episode_figures.spoken",
            "episode_originals.content", "episodes.content", "episodes.prefix_sha256", "idempotency.body",
        ]
        #expect(columns == (hasLZ4 == true ? expected : []))
    }

    @Test("says whether its buckets lie on several servers")
    func engine() async throws {
        try await Database.pool.withConnection { db in
            #expect(try db.engine() == .postgres)
            try db.transaction { db in
                // As an extension that is there, but cannot be had here: only its name is looked for.
                try db.execute("set local allow_system_table_mods = on")
                try db.execute("update pg_extension set extname = 'citus' where extname = 'plpgsql'")
                #expect(try db.engine() == .citus)
                try db.execute("update pg_extension set extname = 'plpgsql' where extname = 'citus'")
            }
        }
    }
}
