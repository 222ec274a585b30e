import Postgres
import TestDatabase
import Testing

@Suite(.database) struct ErrorsTests {
    private func failure(_ sql: SQL) async throws -> PostgresError {
        try await Database.pool.withConnection { db in
            try db.script(
                """
                create table if not exists part (number int constraint part_number_key primary key, name text not null,
                    score int constraint part_score_check check (score < 10));
                create table if not exists remark (part int constraint remark_part_fkey references part);
                insert into part values (1, 'secret') on conflict do nothing;
                """)
        }
        return try #require(await #expect(throws: PostgresError.self) { try await Database.pool.execute(sql) })
    }

    @Test func constraintsAreNamed() async throws {
        let unique = try await failure("insert into part values (1, 'x')")
        #expect(unique.isUniqueViolation && unique.constraint == "part_number_key" && unique.table == "part")
        let foreign = try await failure("insert into remark values (77)")
        #expect(foreign.isForeignKeyViolation && foreign.constraint == "remark_part_fkey")
        let check = try await failure("insert into part values (2, 'x', 11)")
        #expect(check.isCheckViolation && check.constraint == "part_score_check")
        let null = try await failure("insert into part values (2, null)")
        #expect(null.isNotNullViolation && null.column == "name" && null.table == "part")
        let table = try await failure("select * from nowhere")
        #expect(table.isUndefinedTable && table.kind == .server && !table.outcomeUnknown)
    }

    @Test func descriptionsHoldNoData() async throws {
        let errors = [
            try await failure("insert into part values (1, \("hunter2"))"),
            try await failure("insert into part values (2, \("hunter2"), 4242)"),
            try await failure("select \("hunter2")::int"),
            try await failure("select 'hunter2' from hunter2"),
        ]
        for error in errors {
            let mirrored = Mirror(reflecting: error).children.map { "\($0.value)" }.joined()
            for text in [error.description, "\(error)", String(describing: error), mirrored] {
                #expect(!text.contains("hunter2") && !text.contains("4242") && !text.contains("(1)"))
                #expect(text.contains(try #require(error.sqlState)))
            }
        }
        #expect(errors[2].debugDescription.contains("hunter2"))
        #expect(errors[0].debugDescription.contains("part_number_key"))
    }

    @Test func optionsDoNotShowThePassword() async throws {
        let options = ConnectionOptions("postgresql://u:hunter2@/db")
        var dumped = ""
        dump(options, to: &dumped)
        #expect(!"\(options) \(String(reflecting: options)) \(dumped)".contains("hunter2"))
    }

    @Test func anUnreachableServerIsNamedAsSuch() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await Connection.open(ConnectionOptions("host=/nonexistent password=hunter2"))
        }
        #expect(error?.kind == .connectionFailed && error?.isConnectionLost == true)
        #expect(error?.debugDescription.contains("nonexistent") == true)
        #expect(error?.debugDescription.contains("hunter2") == false)
    }

    @Test func aClosedConnectionSaysSo() async throws {
        let connection = try await Connection.open(Database.options)
        await connection.close()
        let error = await #expect(throws: PostgresError.self) { try await connection.execute("select 1") }
        #expect(error?.kind == .connectionLost && error?.outcomeUnknown == false)
    }

    @Test func copyOutsideItsMethodsClosesTheConnection() async throws {
        let connection = try await Connection.open(Database.options)
        let error = await #expect(throws: PostgresError.self) {
            try await connection.script("copy (select 1) to stdout")
        }
        #expect(error?.kind == .misuse)
        #expect(await !connection.isOpen)
    }
}
