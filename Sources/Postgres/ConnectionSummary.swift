import CPostgres

extension ConnectionOptions {
    /// Whom it leads to, without whatever could be secret; nil when libpq cannot read it.
    public var summary: String? {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(dsn, &message) else {
            PQfreemem(message)
            return nil
        }
        defer { PQconninfoFree(options) }
        var parts: [String] = []
        var option = options
        while let keyword = option.pointee.keyword {
            let name = String(cString: keyword)
            if Self.shown.contains(name), let value = option.pointee.val {
                parts.append("\(name)=\(String(cString: value))")
            }
            option += 1
        }
        return parts.joined(separator: " ")
    }

    private static let shown: Set = ["host", "hostaddr", "port", "dbname", "user", "sslmode", "target_session_attrs"]
}
