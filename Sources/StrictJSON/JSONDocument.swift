/// A JSON text, gated and parsed in one linear pass over its bytes.
///
/// It owns the bytes and a flat list of nodes; values are views into them, and nothing is copied or decoded until it is
/// asked for.
public final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let nodes: [Node]
    private let firstLine: Int
    /// How many halves of surrogate pairs read as U+FFFD.
    public let repairedSurrogates: Int

    /// Parses a whole text.
    /// - Parameters:
    ///   - bytes: UTF-8 without a byte order mark, at most 4 GiB
    ///   - firstLine: number of the first line, for a text that is cut out of a file
    /// - Throws: the first thing that is wrong, with its place
    public init(_ bytes: [UInt8], limits: JSONLimits, firstLine: Int = 1) throws(JSONFault) {
        var parser = Parser(limits: limits)
        let failure = bytes.withUnsafeBufferPointer { buffer in parser.run(buffer) }
        if let failure { throw Self.fault(failure, in: bytes, firstLine: firstLine) }
        self.bytes = bytes
        self.nodes = parser.nodes
        self.repairedSurrogates = parser.repairedSurrogates
        self.firstLine = firstLine
    }

    /// The value that the text is.
    public var root: JSONValue { JSONValue(document: self, index: 0) }

    /// Line of a byte offset. Linear in the offset.
    func line(of offset: Int) -> Int {
        firstLine + bytes[..<offset].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    }

    private static func fault(_ failure: Failure, in bytes: [UInt8], firstLine: Int) -> JSONFault {
        let before = bytes[..<min(failure.offset, bytes.count)]
        let line = firstLine + before.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return JSONFault(
            code: failure.code, offset: failure.offset, line: line, column: column, detail: failure.detail)
    }
}

/// One value, or one member name, of a document.
struct Node {
    enum Kind: UInt8 { case null, no, yes, number, string, array, object }

    var kind: Kind
    /// Only of strings: whether there is a backslash in it.
    var hasEscapes = false
    /// First byte; of a string, the one after the quote.
    var start: UInt32
    /// Byte after the last; of a string, the closing quote.
    var end: UInt32
    /// Index of the node after this one and everything in it.
    var next: UInt32
    /// Elements of an array, members of an object.
    var count: UInt32 = 0
}

/// Where and why parsing stopped.
struct Failure {
    var code: JSONFault.Code
    var offset: Int
    var detail: String
}
