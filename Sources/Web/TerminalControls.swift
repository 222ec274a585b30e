/// Characters from U+0080 to U+009F, with which terminals are commanded. JSON allows them in strings as they are, but an
/// answer may be read in a terminal.
enum TerminalControls {
    /// A document of JSON, or lines of it, with these characters as escapes.
    static func escaped(in document: [UInt8]) -> [UInt8] {
        document.withUnsafeBufferPointer { bytes in
            guard var at = bytes.indices.first(where: { isControl(bytes, $0) }) else { return document }
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count + 64)
            var start = 0
            while at < bytes.count {
                guard isControl(bytes, at) else {
                    at += 1
                    continue
                }
                output.append(contentsOf: bytes[start..<at])
                output += "\\u00\(String(bytes[at + 1], radix: 16))".utf8
                at += 2
                start = at
            }
            output.append(contentsOf: bytes[start...])
            return output
        }
    }

    private static func isControl(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        bytes[at] == 0xC2 && at + 1 < bytes.count && bytes[at + 1] < 0xA0
    }
}
