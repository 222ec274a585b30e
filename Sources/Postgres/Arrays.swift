extension Array: SQLValue where Element: SQLValue {
    /// The array of the element's type.
    public static var type: SQLType { SQLType(oid: Element.type.array) }

    /// The server's one-dimensional array: dimensions, NULL flag, element type, length, lower bound, elements.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: Int32(isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(contains { $0.isNull } ? 1 : 0))
        bytes.append(bigEndian: Element.type.oid)
        guard !isEmpty else { return }
        bytes.append(bigEndian: Int32(clamping: count))
        bytes.append(bigEndian: Int32(1))
        for element in self {
            let start = bytes.count
            bytes.append(bigEndian: Int32(-1))
            guard !element.isNull else { continue }
            element.encode(into: &bytes)
            let length = Int32(clamping: bytes.count - start - 4)
            Swift.withUnsafeBytes(of: length.bigEndian) { prefix in
                for index in 0..<4 { bytes[start + index] = prefix[index] }
            }
        }
    }

    /// Reads a one-dimensional array, whatever its lower bound.
    public init(sql bytes: RawSpan, oid: UInt32) throws(PostgresError) {
        var offset = 0
        let dimensions = try bytes.int32(at: &offset)
        _ = try bytes.int32(at: &offset)
        let elementType = UInt32(bitPattern: try bytes.int32(at: &offset))
        self = []
        guard dimensions != 0 else { return }
        guard dimensions == 1 else { throw .decoding("an array of \(dimensions) dimensions") }
        let count = Int(try bytes.int32(at: &offset))
        _ = try bytes.int32(at: &offset)
        // Each element takes at least its length, so a count beyond this is a lie and must not reserve memory.
        guard count >= 0, count <= bytes.byteCount / 4 else { throw .decoding("an array longer than its bytes") }
        reserveCapacity(count)
        for _ in 0..<count {
            let length = Int(try bytes.int32(at: &offset))
            if length >= 0 {
                guard length <= bytes.byteCount - offset else { throw .decoding("an array cut short") }
                append(try Element(sql: bytes.extracting(offset..<offset + length), oid: elementType))
                offset += length
            } else if let null = Element.null {
                append(null)
            } else {
                throw .decoding("NULL in an array of \(Element.self)")
            }
        }
    }
}

extension RawSpan {
    fileprivate func int32(at offset: inout Int) throws(PostgresError) -> Int32 {
        guard byteCount - offset >= 4 else { throw .decoding("an array cut short") }
        defer { offset += 4 }
        return Int32(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Int32.self))
    }
}
