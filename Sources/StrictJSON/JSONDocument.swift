/// A JSON text, gated and parsed in one linear pass over its bytes.
///
/// It owns the bytes and a flat list of nodes; values are views into them, and nothing is copied or decoded until it is
/// asked for.
public final class JSONDocument: Sendable {
    let bytes: ArraySlice<UInt8>
    let nodes: [Node]
    private let firstLine: Int
    /// How many halves of surrogate pairs read as U+FFFD.
    public let repairedSurrogates: Int

    /// Parses a whole text.
    /// - Parameters:
    ///   - bytes: UTF-8 without a byte order mark, at most 4 GiB
    ///   - firstLine: number of the first line, for a text that is cut out of a file
    /// - Throws: the first thing that is wrong, with its place
    public convenience init(_ bytes: [UInt8], limits: JSONLimits, firstLine: Int = 1) throws(JSONFault) {
        try self.init(bytes[...], limits: limits, firstLine: firstLine)
    }

    /// Parses a part of a file, such as a line, without a copy; the document keeps the whole file alive. Offsets count
    /// from the start of the part.
    /// - Parameters:
    ///   - bytes: UTF-8 without a byte order mark, at most 4 GiB
    ///   - firstLine: number of the first line
    /// - Throws: the first thing that is wrong, with its place
    public init(_ bytes: ArraySlice<UInt8>, limits: JSONLimits, firstLine: Int = 1) throws(JSONFault) {
        (nodes, repairedSurrogates) = try bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in
            var parser = Parser(buffer, limits: limits, firstLine: firstLine)
            try parser.run()
            return (parser.nodes, parser.repairedSurrogates)
        }
        self.bytes = bytes
        self.firstLine = firstLine
    }

    /// The value that the text is.
    public var root: JSONValue { JSONValue(document: self, index: 0) }

    /// Index of the value of an object's member; nil when absent, and for anything but an object.
    func place(of name: UnsafeBufferPointer<UInt8>, in object: Int) -> Int? {
        nodes.withUnsafeBufferPointer { nodes in
            guard nodes[object].kind == .object else { return nil }
            return bytes.withUnsafeBufferPointer { bytes in
                var at = object + 1
                for _ in 0..<nodes[object].count {
                    if nodes[at].isText(name, in: bytes) { return at + 1 }
                    at = Int(nodes[at + 1].next)
                }
                return nil
            }
        }
    }

    /// Line of a byte offset. Linear in the offset.
    func line(of offset: Int) -> Int {
        firstLine + bytes.prefix(offset).count { $0 == 0x0A }
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

    /// The bytes from `start` to `end`.
    func slice(of bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)])
    }

    /// Whether a string stands for these bytes.
    func isText(_ text: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if hasEscapes { return Escapes.decoded(slice(of: bytes)).elementsEqual(text) }
        guard Int(end - start) == text.count else { return false }
        for offset in 0..<text.count where bytes[Int(start) + offset] != text[offset] { return false }
        return true
    }
}
