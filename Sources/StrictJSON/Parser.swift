/// The pass over the bytes: grammar, limits and the list of nodes. No recursion: containers are kept on a stack that
/// the depth limit bounds.
struct Parser {
    /// An array or object that has not ended.
    private struct Open {
        var node: Int
        var isObject: Bool
        var count: UInt32 = 0
        var names = MemberNames.Scope()
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    /// Number of the first line.
    let firstLine: Int
    /// What was found, in the order of the text.
    private(set) var nodes: [Node] = []
    /// How many halves of surrogate pairs were let in.
    var repairedSurrogates = 0
    /// Next byte to read.
    var at = 0
    /// The innermost container; outside of all of them a place that is never looked at.
    private var container = Open(node: 0, isObject: false)
    /// The containers around it.
    private var outer: [Open] = []
    private var names = MemberNames()

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits, firstLine: Int) {
        self.bytes = bytes
        self.limits = limits
        self.firstLine = firstLine
    }

    /// Parses everything.
    mutating func run() throws(JSONFault) {
        // Dense enough for most texts; of a large one for all, because a list of millions that outgrows its memory is
        // copied while both are there. Memory that is not written to costs nothing, but fresh memory costs page faults.
        let density = bytes.count < 4 << 20 ? 8 : 2
        nodes.reserveCapacity(min(bytes.count / density + 1, limits.values))
        outer.reserveCapacity(8)
        skipSpace()
        try value()
        while !outer.isEmpty {
            skipSpace()
            if at < bytes.count, bytes[at] == (container.isObject ? 0x7D : 0x5D) {
                close()
                continue
            }
            if container.count > 0 {
                guard at < bytes.count, bytes[at] == 0x2C else {
                    throw expected(container.isObject ? "',' or '}' after a member" : "',' or ']' after an element")
                }
                at += 1
                skipSpace()
            }
            if container.isObject { try member() }
            container.count += 1
            try value()
        }
        skipSpace()
        guard at == bytes.count else { throw expected("the end of the text after the value") }
    }

    /// A member's name and the colon after it.
    private mutating func member() throws(JSONFault) {
        guard at < bytes.count, bytes[at] == 0x22 else { throw expected("a member's name in double quotes") }
        let start = at
        guard container.count < limits.members else {
            throw fault(.tooManyValues, start, "An object has more than \(limits.members) members.")
        }
        try string()
        guard at - start - 2 <= limits.keyBytes else {
            throw fault(.keyTooLong, start, "A member's name has more than \(limits.keyBytes) bytes.")
        }
        guard names.insert(nodes.count - 1, into: &container.names, of: nodes, in: bytes) else {
            throw fault(.duplicateKey, start, "An object has the same member twice.")
        }
        skipSpace()
        guard at < bytes.count, bytes[at] == 0x3A else { throw expected("':' after a member's name") }
        at += 1
        skipSpace()
    }

    /// A scalar, or the start of a container.
    private mutating func value() throws(JSONFault) {
        guard at < bytes.count else { throw expected("a value") }
        switch bytes[at] {
        case 0x22: try string()
        case 0x7B: try begin(.object)
        case 0x5B: try begin(.array)
        case 0x74: try literal("true", .yes)
        case 0x66: try literal("false", .no)
        case 0x6E: try literal("null", .null)
        case 0x2D, 0x30...0x39: try number()
        default: throw expected("a value")
        }
    }

    private mutating func begin(_ kind: Node.Kind) throws(JSONFault) {
        guard outer.count < limits.depth else {
            throw fault(.tooDeep, at, "Nested more than \(limits.depth) levels deep.")
        }
        outer.append(container)
        container = Open(node: nodes.count, isObject: kind == .object)
        if kind == .object { container.names = names.begin() }
        try append(kind, at, at)
        at += 1
    }

    private mutating func close() {
        at += 1
        if container.isObject { names.end(container.names) }
        nodes[container.node].end = UInt32(at)
        nodes[container.node].next = UInt32(nodes.count)
        nodes[container.node].count = container.count
        container = outer.removeLast()
    }

    private mutating func literal(_ word: StaticString, _ kind: Node.Kind) throws(JSONFault) {
        let start = at
        for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
            guard at < bytes.count, bytes[at] == byte else { throw expected("`\(word)`") }
            at += 1
        }
        try append(kind, start, at)
    }

    private mutating func number() throws(JSONFault) {
        let start = at
        if bytes[at] == 0x2D { at += 1 }
        let first = at
        try digits()
        guard bytes[first] != 0x30 || at == first + 1 else {
            throw fault(.brokenJSON, start, "A number does not start with a zero and more digits.")
        }
        if at < bytes.count, bytes[at] == 0x2E {
            at += 1
            try digits()
        }
        if at < bytes.count, bytes[at] | 0x20 == 0x65 {
            at += 1
            if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
            try digits()
        }
        guard at - start <= limits.numberBytes else {
            throw fault(.numberTooLong, start, "A number has more than \(limits.numberBytes) characters.")
        }
        try append(.number, start, at)
    }

    private mutating func digits() throws(JSONFault) {
        let start = at
        while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
        guard at > start else { throw expected("a digit") }
    }

    mutating func append(_ kind: Node.Kind, _ start: Int, _ end: Int, hasEscapes: Bool = false) throws(JSONFault) {
        guard nodes.count < limits.values else {
            throw fault(.tooManyValues, start, "More than \(limits.values) values.")
        }
        nodes.append(
            Node(
                kind: kind, hasEscapes: hasEscapes, start: UInt32(start), end: UInt32(end),
                next: UInt32(nodes.count + 1)))
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] <= 0x20,
            bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
        {
            at += 1
        }
    }

    private func expected(_ what: String) -> JSONFault {
        let detail = at >= bytes.count ? "The text ends where \(what) was expected." : "Expected \(what)."
        return fault(.brokenJSON, at, detail)
    }

    /// A fault with its line and column.
    func fault(_ code: JSONFault.Code, _ offset: Int, _ detail: String) -> JSONFault {
        let before = bytes[..<offset]
        return JSONFault(
            code: code, offset: offset, line: firstLine + before.count { $0 == 0x0A },
            column: offset - (before.lastIndex(of: 0x0A) ?? -1), detail: detail)
    }
}
