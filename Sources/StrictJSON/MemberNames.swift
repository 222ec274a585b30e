/// Finds members that an object has twice, by the bytes that their names stand for.
///
/// Names are compared by a hash first. It is seeded anew in each process, so that nobody can send names that collide.
/// Small objects look through their hashes; larger ones keep a table.
struct MemberNames {
    private struct Name {
        var hash: UInt64
        var node: UInt32
    }

    private struct Scope {
        /// Where the object's names begin in `names`.
        var start: Int
        /// Node by hash, of a large object; a hash that is taken by another name moves on to the next number.
        var table: [UInt64: UInt32]?
    }

    private static let largest = 32
    private static let processSecret = UInt64.random(in: 1 << 32 ... .max) | 1
    private let secret = Self.processSecret
    private var names: [Name] = []
    private var scopes: [Scope] = []

    /// An object begins.
    mutating func begin() { scopes.append(Scope(start: names.count)) }

    /// The innermost object ends.
    mutating func end() {
        guard let scope = scopes.popLast() else { return }
        names.removeLast(names.count - scope.start)
    }

    /// Notes a name of the innermost object; false when it has that name already.
    mutating func insert(_ index: Int, of all: [Node], in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let name = Name(hash: hash(of: all[index], in: bytes), node: UInt32(index))
        let top = scopes.count - 1
        guard scopes[top].table == nil else { return insertIntoTable(name, all, bytes) }
        let start = scopes[top].start
        for other in start..<names.count where names[other].hash == name.hash {
            if Self.isSame(all[Int(names[other].node)], all[index], bytes) { return false }
        }
        names.append(name)
        guard names.count - start >= Self.largest else { return true }
        scopes[top].table = [:]
        for other in start..<names.count { _ = insertIntoTable(names[other], all, bytes) }
        return true
    }

    private mutating func insertIntoTable(_ name: Name, _ all: [Node], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let top = scopes.count - 1
        var place = name.hash
        while let other = scopes[top].table?[place] {
            if Self.isSame(all[Int(other)], all[Int(name.node)], bytes) { return false }
            place &+= 1
        }
        scopes[top].table?[place] = name.node
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
