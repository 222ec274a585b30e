import Foundation

/// Reads a file line by line; holds one line and one block of it.
struct LineReader: ~Copyable {
    /// Longest line that is taken: beyond the largest upload, so that only a broken file meets it.
    static let longestLine = 256 << 20

    /// Offset of the line that `next` returned last.
    private(set) var offset = 0
    private let file: OpenFile
    private let path: String
    private var block: [UInt8] = []
    private var at = 0
    private var following = 0

    /// Starts at the front of a file.
    init(_ path: String) throws(PullFailure) {
        file = try OpenFile(reading: path)
        self.path = path
    }

    /// The next line without its line feed; nil at the end.
    /// - Throws: `PullFailure.damaged` when the file ends inside a line
    mutating func next() throws(PullFailure) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if at == block.count {
                block = try file.read(upTo: 256 << 10)
                at = 0
                if block.isEmpty {
                    guard line.isEmpty else { throw .damaged("\(path) ends inside a line") }
                    return nil
                }
            }
            let end = endOfLine
            line.append(contentsOf: block[at..<(end ?? block.count)])
            guard line.count <= Self.longestLine else { throw .damaged("\(path) has a line of more than 256 MiB") }
            at = end.map { $0 + 1 } ?? block.count
            if end != nil {
                offset = following
                following += line.count + 1
                return line
            }
        }
    }

    private var endOfLine: Int? {
        block.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base + at, 0x0A, bytes.count - at) else {
                return nil
            }
            return base.distance(to: found)
        }
    }
}
