import CPostgres

extension ConnectionOptions {
    /// The variables by which libpq's own programs, such as `pg_dump`, reach the same database. As arguments, every user
    /// of the machine could read them, the password among them.
    /// - Throws: ``PostgresError`` of kind `connectionFailed` when the connection string cannot be read
    public func programEnvironment() throws(PostgresError) -> [String: String] {
        var variables: [String: String] = [:]
        if dsn.contains("=") || dsn.hasPrefix("postgresql://") || dsn.hasPrefix("postgres://") {
            guard let parsed = PQconninfoParse(dsn, nil) else {
                throw .connection(.connectionFailed, "the connection string cannot be read")
            }
            defer { PQconninfoFree(parsed) }
            var option = parsed
            while option.pointee.keyword != nil {
                if let name = option.pointee.envvar, let value = option.pointee.val {
                    variables[String(cString: name)] = String(cString: value)
                }
                option += 1
            }
        } else if !dsn.isEmpty {
            variables["PGDATABASE"] = dsn
        }
        if let database { variables["PGDATABASE"] = database }
        if let applicationName { variables["PGAPPNAME"] = applicationName }
        variables["PGCLIENTENCODING"] = "UTF8"
        return variables
    }
}
