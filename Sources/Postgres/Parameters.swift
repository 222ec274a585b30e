/// The values of a statement in one flat buffer, as libpq wants them.
struct Parameters: Sendable {
    private(set) var types: [UInt32] = []
    /// Byte counts; -1 is NULL.
    private var lengths: [Int32] = []
    private var bytes: [UInt8] = []

    /// Bytes that go over a connection now and then only.
    static let large = 4 << 20

    var byteCount: Int { bytes.count }

    /// Whether they take more memory than a connection in the pool should.
    var areLarge: Bool { byteCount > Self.large }

    mutating func append<Value: SQLValue>(_ value: Value) {
        types.append(Value.type.oid)
        guard !value.isNull else {
            lengths.append(-1)
            return
        }
        let start = bytes.count
        value.encode(into: &bytes)
        lengths.append(Int32(clamping: bytes.count - start))
        // An empty value still needs an address: to libpq a null pointer is NULL.
        if bytes.count == start { bytes.append(0) }
    }

    mutating func append(_ other: Parameters) {
        types += other.types
        lengths += other.lengths
        bytes += other.bytes
    }

    /// Gives the arrays of libpq's functions: count, types, values, lengths, formats (all binary).
    func withPointers<Answer>(
        _ body: (
            Int32, UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        ) -> Answer
    ) -> Answer {
        bytes.withUnsafeBytes { buffer in
            var values: [UnsafePointer<CChar>?] = []
            values.reserveCapacity(lengths.count)
            var offset = 0
            for length in lengths {
                guard length >= 0 else {
                    values.append(nil)
                    continue
                }
                values.append(buffer.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self))
                offset += max(Int(length), 1)
            }
            let formats = [Int32](repeating: 1, count: lengths.count)
            return body(Int32(clamping: types.count), types, values, lengths, formats)
        }
    }
}
