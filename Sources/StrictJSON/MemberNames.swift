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
    struct Scope {
        /// Where they begin in `names`.
        fileprivate var start = 0
        /// Node by hash, of a large object; a hash that is taken by another name moves on to the next number.
        fileprivate var table: [UInt64: UInt32]?
    }

    private static let largest = 32
    private static let processSecret = UInt64.random(in: 1 << 32 ... .max) | 1
    private let secret = Self.processSecret
    private var names: [Name] = []

    init() {
        // What a message of a chat needs; one allocation instead of one at each doubling.
        names.reserveCapacity(Self.largest)
    }

    /// An object begins.
    func begin() -> Scope { Scope(start: names.count) }

    /// The innermost object ends.
    mutating func end(_ scope: Scope) { names.removeLast(names.count - scope.start) }

    /// Notes a name of the innermost object; false when it has that name already.
    mutating func insert(
        _ index: Int, into scope: inout Scope, of all: [Node], in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let name = Name(hash: hash(of: all[index], in: bytes), node: UInt32(index))
        guard scope.table == nil else { return Self.insert(name, into: &scope, all, bytes) }
        let start = scope.start
        let isKnown = names.withUnsafeBufferPointer { names in
            (start..<names.count).contains { other in
                names[other].hash == name.hash && Self.isSame(all[Int(names[other].node)], all[index], bytes)
            }
        }
        guard !isKnown else { return false }
        names.append(name)
        guard names.count - scope.start >= Self.largest else { return true }
        scope.table = [:]
        for other in scope.start..<names.count { _ = Self.insert(names[other], into: &scope, all, bytes) }
        return true
    }

    private static func insert(
        _ name: Name, into scope: inout Scope, _ all: [Node], _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var place = name.hash
        while let other = scope.table?[place] {
            if isSame(all[Int(other)], all[Int(name.node)], bytes) { return false }
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
        guard node.hasEscapes else {
            return hash(UnsafeRawBufferPointer(bytes), Int(node.start)..<Int(node.end))
        }
        return Escapes.decoded(node.slice(of: bytes)).withUnsafeBytes { hash($0, 0..<$0.count) }
    }

    /// Multiplies eight bytes at a time and folds the product; the secret is odd and not small.
    private func hash(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
        var hash = secret ^ UInt64(range.count)
        var at = range.lowerBound
        while at + 8 <= range.upperBound {
            hash = folded(hash ^ word(bytes, at))
            at += 8
        }
        let left = range.upperBound - at
        guard left > 0 else { return folded(hash) }
        if at + 8 <= bytes.count { return folded(hash ^ word(bytes, at) & (1 << UInt64(left * 8) - 1)) }
        let tail = (0..<left).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << UInt64($1 * 8) }
        return folded(hash ^ tail)
    }

    private func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    }

    private func folded(_ value: UInt64) -> UInt64 {
        let (high, low) = value.multipliedFullWidth(by: secret)
        return high ^ low
    }
}
