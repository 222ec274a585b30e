public import FoundationEssentials

extension Bool: SQLValue {
    /// `boolean`
    public static var type: SQLType { .bool }
    /// One byte, 0 or 1.
    public func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
    /// Reads `boolean`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        self = try bytes.integer(.bool, oid, as: UInt8.self) != 0
    }
}

extension Int16: SQLValue {
    /// `smallint`
    public static var type: SQLType { .int2 }
    /// Two bytes.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
    /// Reads `smallint`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) { self = try bytes.integer(.int2, oid) }
}

extension Int32: SQLValue {
    /// `integer`
    public static var type: SQLType { .int4 }
    /// Four bytes.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
    /// Reads `integer` and `smallint`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        self = oid == SQLType.int2.oid ? Int32(try Int16(sql: bytes, oid: oid)) : try bytes.integer(.int4, oid)
    }
}

extension Int64: SQLValue {
    /// `bigint`
    public static var type: SQLType { .int8 }
    /// Eight bytes.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }
    /// Reads `bigint`, `integer` and `smallint`; a `numeric` (such as a sum of bigint) wants a cast in SQL.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        self = oid == SQLType.int8.oid ? try bytes.integer(.int8, oid) : Int64(try Int32(sql: bytes, oid: oid))
    }
}

extension Int: SQLValue {
    /// `bigint`
    public static var type: SQLType { .int8 }
    /// Eight bytes.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: Int64(self)) }
    /// Reads `bigint`, `integer` and `smallint`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        self = Int(try Int64(sql: bytes, oid: oid))
    }
}

extension Float: SQLValue {
    /// `real`
    public static var type: SQLType { .float4 }
    /// Four bytes, IEEE 754.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: bitPattern) }
    /// Reads `real`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        self.init(bitPattern: try bytes.integer(.float4, oid))
    }
}

extension Double: SQLValue {
    /// `double precision`
    public static var type: SQLType { .float8 }
    /// Eight bytes, IEEE 754.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: bitPattern) }
    /// Reads `double precision` and `real`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        guard oid != SQLType.float4.oid else {
            self = Double(try Float(sql: bytes, oid: oid))
            return
        }
        self.init(bitPattern: try bytes.integer(.float8, oid))
    }
}

extension UUID: SQLValue {
    /// `uuid`
    public static var type: SQLType { .uuid }
    /// Sixteen bytes.
    public func encode(into bytes: inout [UInt8]) { withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) } }
    /// Reads `uuid`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        guard oid == SQLType.uuid.oid, bytes.byteCount == 16 else { throw .mismatch(UUID.self, oid) }
        self.init(uuid: bytes.unsafeLoadUnaligned(as: uuid_t.self))
    }
}

extension Data: SQLValue {
    /// `bytea`
    public static var type: SQLType { .bytea }
    /// The bytes themselves.
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self) }
    /// Reads `bytea`.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        guard oid == SQLType.bytea.oid else { throw .mismatch(Data.self, oid) }
        self = bytes.withUnsafeBytes { Data($0) }
    }
}
