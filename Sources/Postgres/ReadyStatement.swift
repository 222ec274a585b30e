import CPostgres

/// A statement with its values as it goes to the server.
struct ReadyStatement {
    private enum Source {
        case prepared(name: String, key: PreparedStatements.Key)
        case text([CChar])
    }

    private let source: Source
    private let parameters: Parameters

    /// A prepared one.
    init(name: String, key: PreparedStatements.Key, parameters: Parameters) {
        source = .prepared(name: name, key: key)
        self.parameters = parameters
    }

    /// One that is parsed when it comes.
    /// - Parameter text: ends with NUL
    init(text: [CChar], parameters: Parameters = Parameters()) {
        source = .text(text)
        self.parameters = parameters
    }

    /// By what it is known when it is prepared.
    var key: PreparedStatements.Key? {
        guard case .prepared(_, let key) = source else { return nil }
        return key
    }

    /// Bytes of its values.
    var byteCount: Int { parameters.byteCount }

    /// Sends it.
    /// - Returns: 1 on success, as libpq's functions do
    func send(_ handle: OpaquePointer) -> Int32 {
        parameters.withPointers { count, types, values, lengths, formats in
            switch source {
            case .prepared(let name, _): PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
            case .text(let text): PQsendQueryParams(handle, text, count, types, values, lengths, formats, 1)
            }
        }
    }
}
