/// Finds members that an object has twice, by the bytes that their names stand for.
///
/// Names are compared by a hash first. It is seeded anew in each process, so that nobody can send names that collide.
/// Small objects look through their hashes; larger ones keep a table.
struct MemberNames {
    private struct Name {
        var hash: UInt64
        var node: UInt32
    }

    /// An object's names.
    private struct Scope {
        /// Where they begin in `names`.
        var start = 0
        /// Node by hash, of a large object; a hash that is taken by another name moves on to the next number.
        var table: [UInt64: UInt32]?
    }

    private static let largest = 32
    private static let processSecret = UInt64.random(in: 1 << 32 ... .max) | 1
    private let secret = Self.processSecret
    private var names: [Name] = []
    private var scope = Scope()
    private var outer: [Scope] = []

    init() {
        // What a message of a chat needs; one allocation instead of one at each doubling.
        names.reserveCapacity(Self.largest)
        outer.reserveCapacity(8)
    }

    /// An object begins.
    mutating func begin() {
        outer.append(scope)
        scope = Scope(start: names.count)
    }

    /// The innermost object ends.
    mutating func end() {
        names.removeLast(names.count - scope.start)
        scope = outer.removeLast()
    }

    /// Notes a name of the innermost object; false when it has that name already.
    mutating func insert(_ index: Int, of all: [Node], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let name = Name(hash: hash(of: all[index], in: bytes), node: UInt32(index))
        guard scope.table == nil else { return insertIntoTable(name, all, bytes) }
        let isKnown = names.withUnsafeBufferPointer { names in
            (scope.start..<names.count).contains { other in
                names[other].hash == name.hash && Self.isSame(all[Int(names[other].node)], all[index], bytes)
            }
        }
        guard !isKnown else { return false }
        names.append(name)
        guard names.count - scope.start >= Self.largest else { return true }
        scope.table = [:]
        for other in scope.start..<names.count { _ = insertIntoTable(names[other], all, bytes) }
        return true
    }

    private mutating func insertIntoTable(_ name: Name, _ all: [Node], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = name.hash
        while let other = scope.table?[place] {
            if Self.isSame(all[Int(other)], all[Int(name.node)], bytes) { return false }
            place &+= 1
        }
        scope.table?[place] = name.node
        return true
    }

    private static func isSame(_ left: Node, _ right: Node, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !left.hasEscapes, !right.hasEscapes else {
            return name(left, bytes).elementsEqual(name(right, bytes))
        }
        return left.slice(of: bytes).elementsEqual(right.slice(of: bytes))
    }

    private static func name(_ node: Node, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let slice = node.slice(of: bytes)
        return node.hasEscapes ? Escapes.decoded(slice) : Array(slice)
    }

    private func hash(of node: Node, in bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let slice = node.slice(of: bytes)
        guard node.hasEscapes else { return hash(UnsafeRawBufferPointer(slice)) }
        return Escapes.decoded(slice).withUnsafeBytes { hash($0) }
    }

    /// Multiplies eight bytes at a time and folds the product; the secret is odd and not small.
    private func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = secret ^ UInt64(bytes.count)
        var at = 0
        while at + 8 <= bytes.count {
            hash = folded(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var tail: UInt64 = 0
        while at < bytes.count {
            tail = tail << 8 | UInt64(bytes[at])
            at += 1
        }
        return folded(hash ^ tail)
    }

    private func folded(_ value: UInt64) -> UInt64 {
        let (high, low) = value.multipliedFullWidth(by: secret)
        return high ^ low
    }
}
