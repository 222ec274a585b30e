import Foundation

/// Cuts a body into its lines as it comes; nothing but the line that is not over yet is kept.
struct LineSplitter {
    /// A line without its end, and without the carriage return before that.
    struct Line: Sendable {
        /// From 1.
        let number: Int
        /// Nil where it was too long to be kept.
        let bytes: [UInt8]?
    }

    /// Longest line, bytes.
    let limit: Int
    private var number = 0
    private var rest: [UInt8] = []
    private var isTooLong = false

    init(limit: Int) { self.limit = limit }

    /// The number of the line that comes next or is not over yet.
    var nextNumber: Int { number + 1 }

    /// The lines that end in these bytes.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> [Line] {
        var lines: [Line] = []
        var at = 0
        while let base = bytes.baseAddress, at < bytes.count {
            guard let found = memchr(base + at, 0x0A, bytes.count - at) else { break }
            let end = base.distance(to: UnsafeRawPointer(found))
            keep(bytes[at..<end])
            lines.append(line())
            at = end + 1
        }
        keep(bytes[at...])
        return lines
    }

    /// The last line, where it has no end.
    mutating func finish() -> Line? { rest.isEmpty && !isTooLong ? nil : line() }

    private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
        // One byte more than is taken, for a carriage return.
        guard !isTooLong, rest.count + bytes.count <= limit + 1 else {
            isTooLong = true
            rest = []
            return
        }
        rest.append(contentsOf: bytes)
    }

    private mutating func line() -> Line {
        if rest.last == 0x0D { rest.removeLast() }
        defer { (rest, isTooLong) = ([], false) }
        number += 1
        return Line(number: number, bytes: isTooLong || rest.count > limit ? nil : rest)
    }
}
