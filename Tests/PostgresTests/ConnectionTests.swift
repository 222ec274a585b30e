import Locks
import Postgres
import TestDatabase
import Testing

@Suite(.database) struct ConnectionTests {
    @Test func noticesReachTheReceiver() async throws {
        let notices = Guarded<[Notice]>([])
        var options = Database.options
        options.onNotice = { notice in notices.withLock { $0.append(notice) } }
        let connection = try await Connection.open(options)
        try await connection.execute("do $$begin raise notice 'one'; raise warning 'two'; end$$")
        let seen = notices.withLock { $0 }
        #expect(seen.map(\.severity) == ["NOTICE", "WARNING"] && seen.map(\.message) == ["one", "two"])
        #expect(seen.map(\.sqlState) == ["00000", "01000"])
    }

    @Test func aDeadHostIsPassedOver() async throws {
        let place: (String, String, String, String)? = try await Database.pool.first(
            """
            select split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port'),
                current_user::text, current_database()::text
            """)
        let (directory, port, user, database) = try #require(place)
        let connection = try await Connection.open(
            ConnectionOptions(
                """
                host=127.0.0.1,\(directory) port=1,\(port) user=\(user) dbname=\(database) \
                target_session_attrs=read-write connect_timeout=2
                """))
        #expect(try await connection.query("select current_database()::text", as: String.self) == [database])
        let error = await #expect(throws: PostgresError.self) {
            try await Connection.open(
                ConnectionOptions(
                    "host=127.0.0.1,\(directory) port=1,\(port) user=\(user) target_session_attrs=standby"))
        }
        #expect(error?.kind == .connectionFailed)
    }

    @Test func timeoutsAreSetForTheSession() async throws {
        var options = Database.options
        options.applicationName = "named"
        options.statementTimeout = .seconds(5)
        options.lockTimeout = .milliseconds(1500)
        options.idleInTransactionTimeout = .seconds(10)
        let connection = try await Connection.open(options)
        let shown: [String] = try await connection.query(
            """
            select current_setting(name) from unnest(array['application_name', 'statement_timeout', 'lock_timeout',
                'idle_in_transaction_session_timeout', 'client_encoding']) name
            """)
        #expect(shown == ["named", "5s", "1500ms", "10s", "UTF8"])
    }

    @Test(.timeLimit(.minutes(15))) func manyConnectionsOpenAndGo() async throws {
        var options = Database.options
        options.applicationName = "many"
        try await withThrowingTaskGroup(of: Void.self) { [options] group in
            for n in 0..<40 {
                group.addTask {
                    let connection = try await Connection.open(options)
                    #expect(try await connection.query("select \(n)", as: Int.self) == [n])
                }
            }
            try await group.waitForAll()
        }
        // Not the pool: inside its transaction the view would not change.
        let observer = try await Connection.open(Database.options)
        var open: Int?
        repeat {
            open = try await observer.first("select count(*) from pg_stat_activity where application_name = 'many'")
        } while open != 0
    }

    @Test func aScriptRunsManyStatementsOrNone() async throws {
        let connection = try await Connection.open(Database.options)
        try await connection.script("create temp table s (n int); insert into s values (1); insert into s values (2)")
        let error = await #expect(throws: PostgresError.self) {
            try await connection.script("insert into s values (3); select 1 / 0; insert into s values (4)")
        }
        #expect(error?.sqlState == "22012")
        #expect(try await connection.query("select n from s", as: Int.self) == [1, 2])
        try await connection.script("")
    }
}
