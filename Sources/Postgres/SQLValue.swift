/// A Swift value that travels to and from the server in the binary format of the wire protocol.
///
/// A `RawRepresentable` type whose raw value conforms needs only the declaration: `enum Verdict: String, SQLValue {}`.
public protocol SQLValue: Sendable {
    /// The type announced to the server for a parameter.
    static var type: SQLType { get }

    /// What a NULL in a result becomes; `nil` when the type has no place for it.
    static var null: Self? { get }

    /// Whether the parameter is NULL, in which case `encode` is not called.
    var isNull: Bool { get }

    /// Appends the binary form, without a length.
    func encode(into bytes: inout [UInt8])

    /// Reads the binary form of a column or array element of type `oid`.
    /// - Throws: ``PostgresError`` of kind `decoding` when the type or the bytes do not fit.
    init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError)
}

extension SQLValue {
    /// No place for NULL.
    public static var null: Self? { nil }
    /// Never NULL.
    public var isNull: Bool { false }
}

extension SQLValue where Self: RawRepresentable, RawValue: SQLValue {
    /// The type of the raw value.
    public static var type: SQLType { RawValue.type }

    /// Appends the raw value.
    public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }

    /// Reads the raw value; a value without a case is a decoding error.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        guard let value = Self(rawValue: try RawValue(sql: bytes, oid: oid)) else {
            throw .decoding("\(Self.self) has no case for the value")
        }
        self = value
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    /// The type of the wrapped value.
    public static var type: SQLType { Wrapped.type }
    /// NULL is `nil`.
    public static var null: Wrapped?? { .some(.none) }
    /// `nil` is NULL.
    public var isNull: Bool { self?.isNull ?? true }
    /// Appends the wrapped value.
    public func encode(into bytes: inout [UInt8]) { self?.encode(into: &bytes) }
    /// Reads the wrapped value.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        self = .some(try Wrapped(sql: bytes, oid: oid))
    }
}

extension RawSpan {
    /// The big-endian integer that fills the whole span.
    func integer<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: SQLType, _ oid: UInt32, as: Number.Type = Number.self
    ) throws(PostgresError) -> Number {
        guard oid == type.oid else { throw .mismatch(Number.self, oid) }
        guard byteCount == MemoryLayout<Number>.size else { throw .decoding("\(byteCount) bytes for \(Number.self)") }
        return Number(bigEndian: unsafeLoadUnaligned(as: Number.self))
    }
}

extension [UInt8] {
    /// Appends in network byte order.
    mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}

extension PostgresError {
    static func mismatch(_ wanted: Any.Type, _ oid: UInt32) -> PostgresError {
        .decoding("\(wanted) cannot hold a value of the server's type \(oid)")
    }
}
