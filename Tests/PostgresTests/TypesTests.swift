import Foundation
import Postgres
import TestDatabase
import Testing

@Suite(.database) struct TypesTests {
    private func expectRoundTrip<Value: SQLValue & Equatable>(_ value: Value, text: SQL? = nil) async throws {
        let one: Value? = try await Database.pool.first("select \(value)")
        #expect(one == value)
        let present: Value?? = try await Database.pool.first("select \(Optional(value))")
        #expect(present == .some(value))
        let absent: Value?? = try await Database.pool.first("select \(nil as Value?)")
        #expect(absent == .some(.none))
        let array: [[Value?]] = try await Database.pool.query("select \([value, nil, value])")
        #expect(array == [[value, nil, value]])
        if let text {
            let same: Bool? = try await Database.pool.first("select \(value) = " + text)
            #expect(same == true, "the server understands \(value) as \(text)")
        }
    }

    @Test(arguments: [Int.min, -1, 0, 1, .max]) func bigint(value: Int) async throws {
        try await expectRoundTrip(value, text: "\(raw: "'\(value)'")::bigint")
        try await expectRoundTrip(Int64(value))
    }

    @Test(arguments: [Int32.min, -1, 0, .max]) func integer(value: Int32) async throws {
        try await expectRoundTrip(value, text: "\(raw: "'\(value)'")::integer")
    }

    @Test(arguments: [Int16.min, -1, 0, .max]) func smallint(value: Int16) async throws {
        try await expectRoundTrip(value, text: "\(raw: "'\(value)'")::smallint")
    }

    @Test(arguments: [0, -0.5, 1 / 3, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity])
    func doublePrecision(value: Double) async throws {
        try await expectRoundTrip(value, text: "\(raw: "'\(value)'")::float8")
    }

    @Test(arguments: [0, -0.5, 1 / 3, .greatestFiniteMagnitude, .infinity]) func real(value: Float) async throws {
        try await expectRoundTrip(value)
        let nan: Double? = try await Database.pool.first("select 'NaN'::float8")
        #expect(nan?.isNaN == true)
    }

    @Test func boolean() async throws {
        try await expectRoundTrip(true, text: "true")
        try await expectRoundTrip(false, text: "false")
    }

    @Test(arguments: ["", "a", "'; drop table x; --", "\\", "e\u{301}", "👩‍👩‍👧", "\u{10ffff}", "a\u{200b}b\r\n\t"])
    func text(value: String) async throws {
        try await expectRoundTrip(value, text: "\(literal: value)")
        let bytes: [String] = try await Database.pool.query("select \(value)")
        #expect(bytes.first.map { Array($0.utf8) } == Array(value.utf8))
    }

    @Test func longTextAndBytes() async throws {
        try await expectRoundTrip(String(repeating: "ü", count: 1_000_000))
        try await expectRoundTrip(Data((0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }))
    }

    @Test func bytea() async throws {
        try await expectRoundTrip(Data(), text: "''::bytea")
        try await expectRoundTrip(Data([0, 255, 39, 92]), text: "'\\x00ff275c'::bytea")
    }

    @Test func uuid() async throws {
        let zero = try #require(UUID(uuidString: "00000000-0000-0000-0000-000000000000"))
        let some = try #require(UUID(uuidString: "01234567-89ab-cdef-0123-456789abcdef"))
        try await expectRoundTrip(zero)
        try await expectRoundTrip(some, text: "'01234567-89ab-cdef-0123-456789abcdef'::uuid")
    }

    @Test func timestamptz() async throws {
        try await expectRoundTrip(Date(timeIntervalSince1970: 0), text: "'1970-01-01 00:00+00'::timestamptz")
        try await expectRoundTrip(
            Date(timeIntervalSince1970: 1_700_000_000.123456), text: "'2023-11-14 22:13:20.123456+00'::timestamptz")
        try await expectRoundTrip(
            Date(timeIntervalSince1970: -1_700_000_000.25), text: "'1916-02-18 01:46:39.75+00'::timestamptz")
        try await expectRoundTrip(Date.distantFuture, text: "'infinity'::timestamptz")
        try await expectRoundTrip(Date.distantPast, text: "'-infinity'::timestamptz")
    }

    @Test(arguments: [Double.nan, 1e300, -1e300]) func impossibleDatesAreRefused(seconds: Double) async throws {
        let error = await #expect(throws: PostgresError.self) {
            let _: [Date] = try await Database.pool.query("select \(Date(timeIntervalSinceReferenceDate: seconds))")
        }
        #expect(error?.sqlState == "22008")
    }

    @Test func jsonbAndJSON() async throws {
        let document = JSONB(bytes: Array(#"{"a": [1, null, "ü"]}"#.utf8))
        try await expectRoundTrip(document, text: "'{\"a\": [1, null, \"ü\"]}'::jsonb")
        let json: JSONB? = try await Database.pool.first("select '{ \"b\":1}'::json")
        #expect(json.map { String(decoding: $0.bytes, as: UTF8.self) } == "{ \"b\":1}")
        let error = await #expect(throws: PostgresError.self) {
            let _: [JSONB] = try await Database.pool.query("select \(JSONB(bytes: [123]))")
        }
        #expect(error?.sqlState == "22P02")
        let written = JSONText(bytes: Array(#"{ "b":  1, "b": 2}"#.utf8))
        let read: (JSONText, String)? = try await Database.pool.first("select \(written), \(written)::text")
        #expect(read?.0 == written && read?.1 == #"{ "b":  1, "b": 2}"#)
    }

    @Test func arrays() async throws {
        let empty: [[String]] = try await Database.pool.query("select \([] as [String])")
        #expect(empty == [[]])
        let server: [[Int]] = try await Database.pool.query("select '[5:6]={7,8}'::bigint[]")
        #expect(server == [[7, 8]])
        let texts: [[String]] = try await Database.pool.query("select \(["", "a,b", "NULL", "\"", "{}"])")
        #expect(texts == [["", "a,b", "NULL", "\"", "{}"]])
        let rows: [(Int, String?)] = try await Database.pool.query(
            "select * from unnest(\([1, 2]), \(["x", nil] as [String?]))")
        #expect(rows.map(\.0) == [1, 2] && rows.map(\.1) == ["x", nil])
    }

    @Test func narrowerNumbersWiden() async throws {
        let row: (Int, Int, Int32, Double)? = try await Database.pool.first(
            "select 1::int2, 2::int4, 3::int2, 0.5::float4")
        let (a, b, c, d) = try #require(row)
        #expect(a == 1 && b == 2 && c == 3 && d == 0.5)
    }

    @Test func enumsOfBothSides() async throws {
        enum Mood: String, SQLValue { case happy, sad }
        try await Database.pool.withConnection { db in
            try db.script("create type mood as enum ('happy', 'sad', 'cross')")
            let moods: [Mood] = try db.query("select \(Mood.sad)::text::mood")
            #expect(moods == [.sad])
        }
        let error = await #expect(throws: PostgresError.self) {
            let _: [Mood] = try await Database.pool.query("select 'cross'::mood")
        }
        #expect(error?.kind == .decoding)
    }

    @Test(arguments: ["select 'x'", "select null::bigint", "select 1, 2", "select '{{1}}'::bigint[]", "select 1.5"])
    func whatDoesNotFitIsADecodingError(statement: String) async throws {
        let error = await #expect(throws: PostgresError.self) {
            let _: [Int] = try await Database.pool.query("\(raw: statement)")
        }
        #expect(error?.kind == .decoding)
    }

    @Test(arguments: ["select '{{1}}'::bigint[]", "select '{1,null}'::bigint[]", "select '{a}'::text[]", "select 1"])
    func arraysThatDoNotFitAreDecodingErrors(statement: String) async throws {
        let error = await #expect(throws: PostgresError.self) {
            let _: [[Int]] = try await Database.pool.query("\(raw: statement) as numbers")
        }
        #expect(error?.kind == .decoding && error?.column == "numbers")
    }
}
