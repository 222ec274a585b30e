/// The pass over the bytes: grammar, limits and the list of nodes. No recursion: containers are kept on a stack that
/// the depth limit bounds.
struct Parser {
    private(set) var nodes: [Node] = []
    var repairedSurrogates = 0
    let limits: JSONLimits
    private var open: [UInt32] = []
    private var names = MemberNames()
    private(set) var failure: Failure?

    init(limits: JSONLimits) { self.limits = limits }

    /// Parses everything; nil when the text is one value within the limits.
    mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Failure? {
        nodes.reserveCapacity(bytes.count / 16 + 1)
        var at = skipSpace(bytes, 0)
        guard value(bytes, &at) else { return failure }
        while let container = open.last {
            let isObject = nodes[Int(container)].kind == .object
            at = skipSpace(bytes, at)
            let isFirst = nodes[Int(container)].count == 0
            let close: UInt8 = isObject ? 0x7D : 0x5D
            if at < bytes.count, bytes[at] == close {
                at += 1
                self.close(at)
                continue
            }
            if !isFirst {
                guard at < bytes.count, bytes[at] == 0x2C else {
                    return stop(.brokenJSON, at, bytes.count, isObject ? "',' or '}' after a member" : "',' or ']' after an element")
                }
                at = skipSpace(bytes, at + 1)
            }
            if isObject, !member(bytes, &at) { return failure }
            nodes[Int(container)].count += 1
            guard value(bytes, &at) else { return failure }
        }
        at = skipSpace(bytes, at)
        return at == bytes.count ? nil : stop(.brokenJSON, at, bytes.count, "the end of the text after the value")
    }

    /// A member's name and the colon after it.
    private mutating func member(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        guard at < bytes.count, bytes[at] == 0x22 else {
            failure = stop(.brokenJSON, at, bytes.count, "a member's name in double quotes")
            return false
        }
        let start = at
        guard string(bytes, &at) else { return false }
        let index = nodes.count - 1
        guard at - start - 2 <= limits.keyBytes else {
            return fail(.keyTooLong, start, "A member's name has more than \(limits.keyBytes) bytes.")
        }
        guard names.insert(index, nodes: nodes, bytes: bytes) else {
            return fail(.duplicateKey, start, "An object has the same member twice.")
        }
        at = skipSpace(bytes, at)
        guard at < bytes.count, bytes[at] == 0x3A else {
            failure = stop(.brokenJSON, at, bytes.count, "':' after a member's name")
            return false
        }
        at = skipSpace(bytes, at + 1)
        return true
    }

    /// A scalar, or the start of a container.
    private mutating func value(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        guard at < bytes.count else {
            failure = stop(.brokenJSON, at, bytes.count, "a value")
            return false
        }
        switch bytes[at] {
        case 0x22: return string(bytes, &at)
        case 0x7B, 0x5B:
            guard open.count < limits.depth else {
                return fail(.tooDeep, at, "Nested more than \(limits.depth) levels deep.")
            }
            let isObject = bytes[at] == 0x7B
            open.append(UInt32(nodes.count))
            if isObject { names.begin() }
            nodes.append(Node(kind: isObject ? .object : .array, start: UInt32(at), end: 0, next: 0))
            at += 1
            return true
        case 0x74: return literal("true", .yes, bytes, &at)
        case 0x66: return literal("false", .no, bytes, &at)
        case 0x6E: return literal("null", .null, bytes, &at)
        case 0x2D, 0x30...0x39: return number(bytes, &at)
        default:
            failure = stop(.brokenJSON, at, bytes.count, "a value")
            return false
        }
    }

    private mutating func close(_ end: Int) {
        let container = Int(open.removeLast())
        if nodes[container].kind == .object { names.end(count: Int(nodes[container].count)) }
        nodes[container].end = UInt32(end)
        nodes[container].next = UInt32(nodes.count)
    }

    private mutating func literal(
        _ word: StaticString, _ kind: Node.Kind, _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
    ) -> Bool {
        let length = word.utf8CodeUnitCount
        for index in 0..<length where at + index >= bytes.count || bytes[at + index] != word.utf8Start[index] {
            failure = stop(.brokenJSON, at + index, bytes.count, "`\(word)`")
            return false
        }
        append(kind, at, at + length)
        at += length
        return true
    }

    private mutating func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        let start = at
        if bytes[at] == 0x2D { at += 1 }
        let isZero = at < bytes.count && bytes[at] == 0x30
        guard digits(bytes, &at) else { return false }
        guard !isZero || at == start + 1 || (bytes[start] == 0x2D && at == start + 2) else {
            return fail(.brokenJSON, start, "A number does not start with a zero and more digits.")
        }
        if at < bytes.count, bytes[at] == 0x2E {
            at += 1
            guard digits(bytes, &at) else { return false }
        }
        if at < bytes.count, bytes[at] | 0x20 == 0x65 {
            at += 1
            if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
            guard digits(bytes, &at) else { return false }
        }
        guard at - start <= limits.numberBytes else {
            return fail(.numberTooLong, start, "A number has more than \(limits.numberBytes) characters.")
        }
        append(.number, start, at)
        return true
    }

    private mutating func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        let start = at
        while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
        if at == start { failure = stop(.brokenJSON, at, bytes.count, "a digit") }
        return at > start
    }

    mutating func append(_ kind: Node.Kind, _ start: Int, _ end: Int, hasEscapes: Bool = false) {
        nodes.append(
            Node(
                kind: kind, hasEscapes: hasEscapes, start: UInt32(start), end: UInt32(end), next: UInt32(nodes.count + 1)))
    }

    mutating func fail(_ code: JSONFault.Code, _ offset: Int, _ detail: String) -> Bool {
        failure = Failure(code: code, offset: offset, detail: detail)
        return false
    }

    private func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.count, bytes[at] <= 0x20, bytes[at] == 0x20 || 0x09...0x0A ~= bytes[at] || bytes[at] == 0x0D {
            at += 1
        }
        return at
    }

    private func stop(_ code: JSONFault.Code, _ offset: Int, _ count: Int, _ expected: String) -> Failure {
        let detail = offset >= count ? "The text ends where \(expected) was expected." : "Expected \(expected)."
        return Failure(code: code, offset: offset, detail: detail)
    }
}
