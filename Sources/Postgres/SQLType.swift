/// A server data type as the wire protocol names it.
public struct SQLType: Hashable, Sendable {
    /// Object identifier (`pg_type.oid`) of the type.
    public let oid: UInt32
    /// Object identifier of the array of this type; 0 when there is none.
    public let array: UInt32

    /// A type by its identifiers, for example those of an extension.
    public init(oid: UInt32, array: UInt32 = 0) {
        self.oid = oid
        self.array = array
    }
}

/// Built-in types; their identifiers are fixed (`src/include/catalog/pg_type.dat` of PostgreSQL).
extension SQLType {
    /// `boolean`
    public static let bool = SQLType(oid: 16, array: 1000)
    /// `bytea`
    public static let bytea = SQLType(oid: 17, array: 1001)
    /// `name`, the type of identifiers in the catalogue
    public static let name = SQLType(oid: 19, array: 1003)
    /// `bigint`
    public static let int8 = SQLType(oid: 20, array: 1016)
    /// `smallint`
    public static let int2 = SQLType(oid: 21, array: 1005)
    /// `integer`
    public static let int4 = SQLType(oid: 23, array: 1007)
    /// `text`
    public static let text = SQLType(oid: 25, array: 1009)
    /// `json`
    public static let json = SQLType(oid: 114, array: 199)
    /// `real`
    public static let float4 = SQLType(oid: 700, array: 1021)
    /// `double precision`
    public static let float8 = SQLType(oid: 701, array: 1022)
    /// `character(n)`
    public static let bpchar = SQLType(oid: 1042, array: 1014)
    /// `character varying(n)`
    public static let varchar = SQLType(oid: 1043, array: 1015)
    /// `timestamp with time zone`
    public static let timestamptz = SQLType(oid: 1184, array: 1185)
    /// `uuid`
    public static let uuid = SQLType(oid: 2950, array: 2951)
    /// `jsonb`
    public static let jsonb = SQLType(oid: 3802, array: 3807)
}
