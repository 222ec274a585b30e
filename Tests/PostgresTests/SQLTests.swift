import Postgres
import TestDatabase
import Testing

@Suite(.database) struct SQLTests {
    @Test func valuesBecomeParameters() {
        let sql: SQL = "select * from rating where part = \(1) and name = \("x' or true")"
        #expect(sql.description == "select * from rating where part = $1 and name = $2")
    }

    @Test func nestedFragmentsAreRenumbered() async throws {
        let inner: SQL = "b = \(2) and '$1' <> \("$1")"
        let sql: SQL = "select a = \(1) and \(inner) and c = \(3) from (values (1, 2, 3)) v (a, b, c)"
        #expect(
            sql.description
                == "select a = $1 and b = $2 and '$1' <> $3 and c = $4 from (values (1, 2, 3)) v (a, b, c)")
        let holds: Bool? = try await Database.pool.first(sql)
        #expect(holds == false)
    }

    @Test func aDigitAfterAPlaceholderStaysApart() {
        let sql: SQL = "\(1)0" + "5" + "\(2)"
        #expect(sql.description == "$1 05$2")
        #expect(SQL.join(["a = \(1)", "b = \(2)"], separator: " and ").description == "a = $1 and b = $2")
    }

    @Test(arguments: ["'; drop table precious; --", "\\'; drop table precious; --", "$1", "%s", "\u{2019}; --"])
    func injectionStaysData(attempt: String) async throws {
        try await Database.pool.withConnection { db in
            try db.script("create table if not exists precious (name text)")
            try db.execute("insert into precious values (\(attempt))")
            try db.execute("insert into precious values (\(literal: attempt))")
            let names: [String] = try db.query("select name from precious where name = \(attempt)")
            #expect(names == [attempt, attempt])
        }
    }

    @Test func identifiersAreQuoted() async throws {
        let name = "x\"; drop table y; --"
        try await Database.pool.withConnection { db in
            try db.execute("create table \(identifier: name) (a int)")
            let found: [String] = try db.query("select relname from pg_class where relname = \(name)")
            #expect(found == [name])
        }
    }

    @Test func aNULInTheTextIsRefused() async throws {
        for statement in ["select 1 as \(identifier: "a\0b")", "select 1\(raw: "\0; drop table x")"] as [SQL] {
            let error = await #expect(throws: PostgresError.self) { try await Database.pool.execute(statement) }
            #expect(error?.kind == .misuse)
        }
        let value = await #expect(throws: PostgresError.self) { try await Database.pool.execute("select \("a\0b")") }
        #expect(value?.sqlState == "22021")
    }
}
