/// Finds members that an object has twice, by the bytes that their names stand for.
///
/// Small objects compare pairs; larger ones keep a set whose hashing is seeded anew in each process, so that nobody can
/// send names that collide.
struct MemberNames {
    private static let pairwise = 32
    private var nodes: [Int] = []
    private var starts: [Int] = []
    private var sets: [Set<[UInt8]>?] = []

    /// An object begins.
    mutating func begin() {
        starts.append(nodes.count)
        sets.append(nil)
    }

    /// The innermost object ends.
    mutating func end(count: Int) {
        nodes.removeLast(nodes.count - (starts.popLast() ?? 0))
        sets.removeLast()
    }

    /// Notes a name of the innermost object; false when it has that name already.
    mutating func insert(_ index: Int, nodes all: [Node], bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = starts.last else { return true }
        let top = sets.count - 1
        if sets[top] == nil, nodes.count - start >= Self.pairwise {
            sets[top] = Set(nodes[start...].map { Self.name(all[$0], bytes) })
        }
        if sets[top] != nil { return sets[top]?.insert(Self.name(all[index], bytes)).inserted ?? true }
        for other in nodes[start...] where Self.isSame(all[other], all[index], bytes) { return false }
        nodes.append(index)
        return true
    }

    private static func isSame(_ left: Node, _ right: Node, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if left.hasEscapes || right.hasEscapes { return name(left, bytes) == name(right, bytes) }
        guard left.end - left.start == right.end - right.start else { return false }
        return slice(left, bytes).elementsEqual(slice(right, bytes))
    }

    private static func name(_ node: Node, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        node.hasEscapes ? Escapes.decoded(UnsafeBufferPointer(rebasing: slice(node, bytes))) : Array(slice(node, bytes))
    }

    private static func slice(_ node: Node, _ bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
        bytes[Int(node.start)..<Int(node.end)]
    }
}
