extension String: SQLValue {
    /// `text`; a column of another type (an enum, jsonb) wants a cast in SQL.
    public static var type: SQLType { .text }

    /// UTF-8. A NUL is refused by the server (22021).
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

    /// Reads `text`, `varchar`, `char(n)`, `name`, and types made by users, whose binary form is text for enums.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        guard String.readable.contains(oid) || oid >= String.firstUserType else { throw .mismatch(String.self, oid) }
        guard let text = bytes.withUnsafeBytes({ String(validating: $0, as: UTF8.self) }) else {
            throw .decoding("text is not UTF-8")
        }
        self = text
    }

    private static let readable: [UInt32] =
        [SQLType.text.oid, SQLType.varchar.oid, SQLType.bpchar.oid, SQLType.name.oid, unknownType]
    /// Type of a string literal that nothing gave a type.
    private static let unknownType: UInt32 = 705
    /// `FirstNormalObjectId`: identifiers below belong to PostgreSQL itself.
    private static let firstUserType: UInt32 = 16384
}

/// A JSON document as its UTF-8 bytes: sent as `jsonb`, read from `jsonb` and `json`.
public struct JSONB: SQLValue, Hashable {
    /// The document; what comes from `jsonb` has the server's spacing and key order.
    public var bytes: [UInt8]

    /// A document; it is checked by the server (22P02).
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// `jsonb`
    public static var type: SQLType { .jsonb }

    /// The version of the binary form, 1, and the document.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(1)
        bytes.append(contentsOf: self.bytes)
    }

    /// Reads `jsonb` and `json`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        switch oid {
        case SQLType.json.oid:
            self.bytes = bytes.withUnsafeBytes { Array($0) }
        case SQLType.jsonb.oid:
            guard bytes.byteCount > 0, bytes.unsafeLoad(as: UInt8.self) == 1 else {
                throw .decoding("unknown version of jsonb")
            }
            self.bytes = bytes.withUnsafeBytes { Array($0.dropFirst()) }
        default:
            throw .mismatch(JSONB.self, oid)
        }
    }
}

/// A JSON document as its UTF-8 bytes, which stay as they are: sent as `json`, and read from it.
public struct JSONText: SQLValue, Hashable {
    /// The document.
    public var bytes: [UInt8]

    /// A document; it is checked by the server (22P02).
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// `json`
    public static var type: SQLType { .json }

    /// The document.
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }

    /// Reads `json`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        guard oid == SQLType.json.oid else { throw .mismatch(JSONText.self, oid) }
        self.bytes = bytes.withUnsafeBytes { Array($0) }
    }
}
