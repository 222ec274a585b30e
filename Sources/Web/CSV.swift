/// A table as spreadsheets read it (RFC 4180): a line of names, then the rows.
struct CSV {
    private(set) var bytes: [UInt8] = []

    init(_ names: [String]) { append(names) }

    /// One more row.
    mutating func append(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes += [0x0D, 0x0A]
    }

    /// Somebody's text must not become a formula: what could begin one gets an apostrophe before it.
    private mutating func append(_ cell: String) {
        let text = Array(cell.utf8)
        bytes.append(UInt8(ascii: "\""))
        if let first = text.first, Self.beginnings.contains(first) { bytes.append(UInt8(ascii: "'")) }
        for byte in text where byte >= 0x20 || byte == 0x09 || byte == 0x0A {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let beginnings = Set("=+-@\t\r\n".utf8)
}
