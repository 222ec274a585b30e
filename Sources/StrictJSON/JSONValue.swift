/// A value of a document: a view, cheap to make and to pass on.
public struct JSONValue: Sendable {
    /// What a value is.
    public enum Kind: Sendable { case null, bool, number, string, array, object }

    let document: JSONDocument
    let index: Int

    private var node: Node { document.nodes[index] }

    /// What it is.
    public var kind: Kind {
        switch node.kind {
        case .null: .null
        case .no, .yes: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether it is `null`.
    public var isNull: Bool { node.kind == .null }

    /// The truth value; nil for anything else.
    public var bool: Bool? { node.kind == .yes ? true : node.kind == .no ? false : nil }

    /// The number as it is written; nil for anything else.
    public var numberText: String? {
        guard node.kind == .number else { return nil }
        return String(decoding: source, as: UTF8.self)
    }

    /// The number if it is written as a whole one that fits; nil for anything else.
    public var int: Int? { numberText.flatMap { Int($0) } }

    /// The number, infinite where it is beyond the range of `Double`; nil for anything else.
    public var double: Double? { numberText.flatMap { Double($0) } }

    /// The text; nil for anything else.
    public var string: String? {
        withSource { slice, hasEscapes in
            guard hasEscapes else { return String(decoding: slice, as: UTF8.self) }
            return String(unsafeUninitializedCapacity: slice.count) { Escapes.decode(slice, into: $0) }
        }
    }

    /// The text as UTF-8; nil for anything else.
    public var stringBytes: [UInt8]? {
        withSource { slice, hasEscapes in hasEscapes ? Escapes.decoded(slice) : Array(slice) }
    }

    /// Works on the text's UTF-8 without a copy where it has no escapes; nil for anything else.
    public func withStringBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
        try withSource { slice, hasEscapes in
            try hasEscapes ? Escapes.decoded(slice).withUnsafeBufferPointer(body) : body(slice)
        }
    }

    private func withSource<Result>(
        _ body: (_ written: UnsafeBufferPointer<UInt8>, _ hasEscapes: Bool) throws -> Result
    ) rethrows -> Result? {
        let node = node
        guard node.kind == .string else { return nil }
        return try document.bytes.withUnsafeBufferPointer { try body(node.slice(of: $0), node.hasEscapes) }
    }

    /// Number of elements or members; 0 for anything else.
    public var count: Int { Int(node.count) }

    /// The element at a position; nil outside, and for anything but an array. Linear in the position.
    public subscript(position: Int) -> JSONValue? {
        guard position >= 0, position < count, node.kind == .array else { return nil }
        return elements.dropFirst(position).first { _ in true }
    }

    /// The member of a name, compared byte by byte; nil when absent, and for anything but an object.
    public subscript(name: String) -> JSONValue? {
        var name = name
        let place = name.withUTF8 { document.place(of: $0, in: index) }
        return place.map { JSONValue(document: document, index: $0) }
    }

    /// The elements of an array; none for anything else.
    public var elements: Elements {
        Elements(document: document, index: index + 1, left: node.kind == .array ? count : 0)
    }

    /// The members of an object, in order; none for anything else.
    public var members: Members {
        Members(document: document, index: index + 1, left: node.kind == .object ? count : 0)
    }

    /// Byte offset of the value in its text; of a string, of its opening quote.
    public var offset: Int { Int(node.start) - (node.kind == .string ? 1 : 0) }

    /// Line of the value, from 1. Linear in the offset.
    public var line: Int { document.line(of: offset) }

    /// The bytes as written; of a string, those between its quotes.
    public var source: ArraySlice<UInt8> {
        document.bytes.dropFirst(Int(node.start)).prefix(Int(node.end - node.start))
    }

    /// A copy to write: numbers keep the form in which they were written.
    public func json() -> JSON {
        switch node.kind {
        case .null: .null
        case .no: .bool(false)
        case .yes: .bool(true)
        case .number: int.flatMap { source.elementsEqual("-0".utf8) ? nil : .int($0) } ?? .raw(Array(source))
        case .string: .string(string ?? "")
        case .array: .array(elements.map { $0.json() })
        case .object: .object(members.map { ($0.key, $0.value.json()) })
        }
    }

    /// The elements of an array.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        let document: JSONDocument
        var index: Int
        var left: Int

        /// The next element.
        public mutating func next() -> JSONValue? {
            guard left > 0 else { return nil }
            defer { index = Int(document.nodes[index].next) }
            left -= 1
            return JSONValue(document: document, index: index)
        }
    }

    /// The members of an object.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        let document: JSONDocument
        var index: Int
        var left: Int

        /// The next member.
        public mutating func next() -> (key: String, value: JSONValue)? {
            guard left > 0 else { return nil }
            defer { index = Int(document.nodes[index + 1].next) }
            left -= 1
            let name = JSONValue(document: document, index: index).string ?? ""
            return (name, JSONValue(document: document, index: index + 1))
        }
    }
}
