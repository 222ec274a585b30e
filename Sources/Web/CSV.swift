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

    /// Somebody's text must not become a formula: what could begin one gets an apostrophe before it. Nor may it command a
    /// terminal: control characters are left out.
    private mutating func append(_ cell: String) {
        bytes.append(UInt8(ascii: "\""))
        if let first = cell.utf8.first, Self.beginnings.contains(first) { bytes.append(UInt8(ascii: "'")) }
        for scalar in cell.unicodeScalars where !Self.isControl(scalar) {
            if scalar == "\"" { bytes.append(UInt8(ascii: "\"")) }
            bytes += UTF8.encode(scalar).map { Array($0) } ?? []
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\t" && scalar != "\n"
    }

    private static let beginnings = Set("=+-@\t\r\n".utf8)
}
