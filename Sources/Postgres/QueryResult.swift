import CPostgres

/// An answer of the server; its memory lives as long as the value.
struct QueryResult: ~Copyable {
    private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }
    var rows: Int32 { PQntuples(pointer) }

    /// Whether its rows are such that libpq's buffer, which holds one at a time, takes more memory than a connection in the
    /// pool should.
    var isLarge: Bool { PQresultMemorySize(pointer) / max(Int(rows), 1) > Parameters.large }

    var isError: Bool { status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE }
    /// An error that came, as opposed to no result at all.
    var isServerError: Bool { pointer != nil && isError }
    var isCopy: Bool { status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH }

    /// Rows affected, or returned by a query.
    var count: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    /// The command as the server names it, such as `COMMIT`.
    var tag: String { String(cString: PQcmdStatus(pointer)) }

    /// One row as Swift values.
    func row<each Column: SQLValue>(
        _ row: Int32, as: (repeat each Column).Type = (repeat each Column).self
    ) throws(PostgresError) -> (repeat each Column) {
        var column: Int32 = 0
        return (repeat try value((each Column).self, row, &column))
    }

    /// All rows as Swift values.
    func all<each Column: SQLValue>(
        as: (repeat each Column).Type = (repeat each Column).self
    ) throws(PostgresError) -> [(repeat each Column)] {
        try check((repeat each Column).self)
        var rows: [(repeat each Column)] = []
        rows.reserveCapacity(Int(self.rows))
        for index in 0..<self.rows { rows.append(try row(index, as: (repeat each Column).self)) }
        return rows
    }

    /// Refuses a result with another number of columns.
    func check<each Column: SQLValue>(_: (repeat each Column).Type) throws(PostgresError) {
        var wanted: Int32 = 0
        for _ in repeat (each Column).self { wanted += 1 }
        guard PQnfields(pointer) == wanted else {
            throw .decoding("\(PQnfields(pointer)) columns where \(wanted) are wanted")
        }
    }

    private func value<Value: SQLValue>(
        _: Value.Type, _ row: Int32, _ column: inout Int32
    ) throws(PostgresError) -> Value {
        defer { column += 1 }
        do throws(PostgresError) {
            guard PQgetisnull(pointer, row, column) == 0 else {
                guard let null = Value.null else { throw .decoding("NULL for \(Value.self)") }
                return null
            }
            let bytes = UnsafeRawBufferPointer(
                start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
            return try Value(sql: bytes.bytes, oid: PQftype(pointer, column))
        } catch {
            var named = error
            named.column = PQfname(pointer, column).map { String(cString: $0) }
            throw named
        }
    }

    /// The error that the server sent.
    func error(_ kind: PostgresError.Kind) -> PostgresError {
        var error = PostgresError(kind)
        error.sqlState = field("C")
        error.constraint = field("n")
        error.table = field("t")
        error.column = field("c")
        error.message = ["M", "D", "H"].compactMap { field($0) }.joined(separator: "; ")
        if error.message.isEmpty { error.message = String(cString: PQresultErrorMessage(pointer)) }
        return error
    }

    private func field(_ code: Character) -> String? {
        PQresultErrorField(pointer, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
}
