import Foundation
import Postgres
import TestDatabase
import Testing

@Suite(.database) struct QueriesTests {
    @Test func typesAreInferredFromTheContext() async throws {
        let pool = Database.pool
        let rows: [(Int, String)] = try await pool.query("select \(1), \("x")")
        #expect(rows.map(\.0) == [1] && rows.map(\.1) == ["x"])
        let single: [Int] = try await pool.query("select generate_series(1, 3)")
        #expect(single == [1, 2, 3])
        let one: Int? = try await pool.first("select 7")
        #expect(one == 7)
        let none: Int? = try await pool.first("select 7 where false")
        #expect(none == nil)
        let null: String?? = try await pool.first("select null::text")
        #expect(null == .some(.none))
        let array: [[Int?]] = try await pool.query("select \([1, nil, 3])")
        #expect(array == [[1, nil, 3]])
        let pair: (Int, String?)? = try await pool.first("select 1, null::text")
        #expect(pair?.0 == 1 && pair?.1 == nil)
        let explicit = try await pool.query("select 1, true", as: (Int, Bool).self)
        #expect(explicit.count == 1 && explicit[0].1)
    }

    @Test func callsAreSynchronousInsideATransaction() async throws {
        let sum: Int = try await Database.pool.transaction { db in
            let ids: [UUID] = try db.query("select \(UUID())")
            let (n, _): (Int, String) = try #require(try db.first("select 1, 'a'"))
            return try db.transaction { db in
                let ids: [Int] = try db.query("select 1")
                return ids.count
            } + ids.count + n
        }
        #expect(sum == 3)
    }
}
