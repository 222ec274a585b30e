import Glibc

/// Characters from U+0080 to U+009F, with which terminals are commanded. JSON allows them in strings as they are, but an
/// answer may be read in a terminal.
enum TerminalControls {
    /// A document of JSON, or lines of it, with these characters as escapes.
    static func escaped(in document: [UInt8]) -> [UInt8] {
        document.withUnsafeBytes { bytes in
            var at = next(in: bytes, from: 0)
            guard at < bytes.count else { return document }
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count + 64)
            var start = 0
            while at < bytes.count {
                output.append(contentsOf: bytes[start..<at])
                output += "\\u00\(String(bytes[at + 1], radix: 16))".utf8
                start = at + 2
                at = next(in: bytes, from: start)
            }
            output.append(contentsOf: bytes[start...])
            return output
        }
    }

    /// Where the next one begins, both bytes of which are there; the end where there is none. A feed is long, and they are
    /// rare: nobody looks at each byte.
    private static func next(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return bytes.count }
        var at = start
        while at < bytes.count, let found = memchr(base + at, 0xC2, bytes.count - at) {
            let place = UnsafeRawPointer(found) - base
            if place + 1 < bytes.count, bytes[place + 1] < 0xA0 { return place }
            at = place + 1
        }
        return bytes.count
    }
}
