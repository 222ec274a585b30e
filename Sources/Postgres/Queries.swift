import CPostgres

extension Connection {
    /// Runs one statement.
    /// - Returns: rows affected, or returned by a query.
    @discardableResult
    public func execute(_ sql: SQL) throws(PostgresError) -> Int {
        let result = try statement(sql)
        if ["SET", "LISTEN"].contains(result.tag) { sessionHasChanged = true }
        return result.count
    }

    /// Runs a query and reads all rows into the types that the context asks for:
    /// `let parts: [(Int, String)] = try db.query("select number, name from part")`, or `[Int]` for one column.
    /// - Throws: ``PostgresError``, of kind `decoding` when the rows do not fit.
    public func query<each Column: SQLValue>(
        _ sql: SQL, as: (repeat each Column).Type = (repeat each Column).self
    ) throws(PostgresError) -> [(repeat each Column)] {
        try statement(sql).all(as: (repeat each Column).self)
    }

    /// Runs a query and reads its first row, if there is one: `let count: Int? = try db.first("select count(*) …")`.
    /// Give the result a name and a type before comparing it, for the compiler cannot compare it in place.
    public func first<each Column: SQLValue>(
        _ sql: SQL, as: (repeat each Column).Type = (repeat each Column).self
    ) throws(PostgresError) -> (repeat each Column)? {
        let result = try statement(sql)
        try result.check((repeat each Column).self)
        guard result.rows > 0 else { return nil }
        // With the optional of the signature in sight, the pack is not inferred.
        let row: (repeat each Column) = try result.row(0, as: (repeat each Column).self)
        return row
    }

    /// Runs several statements separated by semicolons, without values, as one transaction unless it has its own.
    public func script(_ text: String) throws(PostgresError) {
        let terminated = try text.cString()
        sessionHasChanged = true
        try flush()
        _ = try exchange { PQsendQuery($0, terminated) }
    }

    /// Runs a statement of this module that must not be cut short by cancellation.
    @discardableResult
    func control(_ text: String) throws(PostgresError) -> String {
        let terminated = try text.cString()
        try flush()
        return try exchange(cancellable: false) { PQsendQuery($0, terminated) }.tag
    }

    /// Runs a statement with its parameters, prepared if that is wanted.
    func statement(_ sql: SQL) throws(PostgresError) -> QueryResult {
        guard isPinned, depth == 0, transactionStatus == PQTRANS_INTRANS else { return try run(sql) }
        try control("SAVEPOINT pinned")
        do throws(PostgresError) {
            let result = try run(sql)
            try control("RELEASE SAVEPOINT pinned")
            return result
        } catch {
            _ = try? control("ROLLBACK TO SAVEPOINT pinned; RELEASE SAVEPOINT pinned")
            throw error
        }
    }

    private func run(_ sql: SQL) throws(PostgresError) -> QueryResult {
        let statement = try ready(sql)
        let isCommit = sql.endsTransaction
        do throws(PostgresError) {
            return try exchange(cancellable: !isCommit, isCommit: isCommit) { statement.send($0) }
        } catch  where error.isStaleStatement {
            guard let key = statement.key else { throw error }
            forgetStatement(key, all: error.isForeignSession)
            // The statement never ran, so it may run again; inside a transaction the error has ended that.
            guard transactionStatus == PQTRANS_IDLE else { throw error }
            let again = ReadyStatement(text: try sql.text.cString(), parameters: sql.parameters)
            return try exchange { again.send($0) }
        }
    }

    /// A statement that can be sent, prepared if that is wanted.
    func ready(_ sql: SQL) throws(PostgresError) -> ReadyStatement {
        if sql.parameters.areLarge { hasGrown = true }
        // In a failed transaction nothing can be prepared; the server shall say so itself.
        guard usesPreparedStatements, transactionStatus != PQTRANS_INERROR, !sql.endsTransaction else {
            return ReadyStatement(text: try sql.text.cString(), parameters: sql.parameters)
        }
        let key = PreparedStatements.Key(text: sql.text, types: sql.parameters.types)
        return ReadyStatement(name: try prepare(key), key: key, parameters: sql.parameters)
    }

    private func prepare(_ key: PreparedStatements.Key) throws(PostgresError) -> String {
        if let name = prepared.name(of: key) { return name }
        if let evicted = prepared.makeRoom() { try control("DEALLOCATE \(evicted)") }
        let text = try key.text.cString()
        let name = prepared.newName()
        _ = try exchange { handle in
            PQsendPrepare(handle, name, text, Int32(clamping: key.types.count), key.types)
        }
        prepared.insert(key, name: name)
        return name
    }

    private func forgetStatement(_ key: PreparedStatements.Key, all: Bool) {
        if all {
            // Behind a pooler every name is a gamble from now on.
            usesPreparedStatements = false
            prepared.forgetAll()
        } else if let name = prepared.forget(key), transactionStatus == PQTRANS_IDLE {
            _ = try? control("DEALLOCATE \(name)")
        }
    }
}

extension SQL {
    /// Whether this is a COMMIT, which is never cancelled.
    fileprivate var endsTransaction: Bool {
        let blanks: Set<UInt8> = [0x20, 0x0a, 0x0d, 0x09]
        let word = text.drop { blanks.contains($0) }.prefix(7).map { $0 | 0x20 }
        return word.starts(with: "commit".utf8) || word == Array("prepare".utf8)
            || (word.starts(with: "end".utf8) && word.dropFirst(3).first.map { !(0x61...0x7a).contains($0) } ?? true)
    }
}

extension [UInt8] {
    /// The text for C, which would end silently at a NUL.
    func cString() throws(PostgresError) -> [CChar] {
        guard !contains(0) else { throw .misuse("SQL text with a NUL") }
        return map { CChar(bitPattern: $0) } + [0]
    }
}

extension String {
    func cString() throws(PostgresError) -> [CChar] { try Array<UInt8>(utf8).cString() }
}
