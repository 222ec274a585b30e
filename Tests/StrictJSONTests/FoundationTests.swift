import Foundation
import StrictJSON
import Testing

/// The same trees through this module and through Foundation's `JSONSerialization`.
@Suite struct FoundationTests {
    @Test func `what is written here Foundation reads alike`() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<400 {
            let tree = Tree.random(depth: 4, using: &generator)
            let theirs = try JSONSerialization.jsonObject(with: Data(tree.json.bytes()), options: .fragmentsAllowed)
            let again = try JSONSerialization.data(withJSONObject: theirs, options: .fragmentsAllowed)
            #expect(tree.matches(try JSONDocument(Array(again), limits: .request).root))
        }
    }

    @Test(arguments: [[], .prettyPrinted, .withoutEscapingSlashes] as [JSONSerialization.WritingOptions])
    func `what Foundation writes is read here alike`(_ options: JSONSerialization.WritingOptions) throws {
        var generator = SeededGenerator(seed: 5 + UInt64(options.rawValue))
        for _ in 0..<400 {
            let tree = Tree.random(depth: 4, using: &generator)
            let options = options.union(.fragmentsAllowed)
            let data = try JSONSerialization.data(withJSONObject: tree.object, options: options)
            #expect(tree.matches(try JSONDocument(Array(data), limits: .request).root))
        }
    }

    @Test func `what is read here is what was written here`() throws {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<400 {
            let tree = Tree.random(depth: 5, using: &generator)
            let bytes = tree.json.bytes()
            let root = try JSONDocument(bytes, limits: .request).root
            #expect(tree.matches(root))
            #expect(root.json().bytes() == bytes)
        }
    }

    @Test func `what is taken here Foundation takes too`() throws {
        var generator = SeededGenerator(seed: 7)
        var taken = 0
        for _ in 0..<4000 {
            var bytes = Tree.random(depth: 2, using: &generator).json.bytes()
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[index] = Array(#"{}[]",:\ 01ent.-"#.utf8).randomElement(using: &generator) ?? 0
            guard let root = try? JSONDocument(bytes, limits: .request).root, isRepresentable(root) else { continue }
            taken += 1
            #expect((try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil)
        }
        #expect(taken > 100)
    }

    /// Foundation refuses numbers beyond the range of its types.
    private func isRepresentable(_ value: JSONValue) -> Bool {
        value.double?.isFinite ?? true && value.elements.allSatisfy(isRepresentable)
            && value.members.allSatisfy { isRepresentable($0.value) }
    }
}

/// A JSON tree that both sides can hold.
private indirect enum Tree {
    case null, bool(Bool), int(Int), double(Double), string(String), array([Tree]), object([(String, Tree)])

    static func random(depth: Int, using generator: inout SeededGenerator) -> Tree {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .int(Int(truncatingIfNeeded: generator.next()) >> Int.random(in: 0..<64, using: &generator))
        case 3: return .double(Double.random(in: -1000...1000, using: &generator) + 0.5)
        case 4: return .string(text(using: &generator))
        case 5, 6:
            return .array((0..<count(using: &generator)).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            return .object(
                (0..<count(using: &generator)).map { index in
                    ("\(index) " + text(using: &generator), random(depth: depth - 1, using: &generator))
                })
        }
    }

    private static func count(using generator: inout SeededGenerator) -> Int {
        // Now and then an object that is too large for comparing names in pairs.
        Int.random(in: 0..<30, using: &generator) == 0 ? 40 : Int.random(in: 0...4, using: &generator)
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 1...0x1F, 0x80...0x7FF, 0x2010...0x2030, 0x1F600...0x1F64F,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }

    /// For `JSON.bytes()`.
    var json: JSON {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .array(let elements): .array(elements.map(\.json))
        case .object(let members): .object(members.map { ($0.0, $0.1.json) })
        }
    }

    /// For `JSONSerialization`.
    var object: Any {
        switch self {
        case .null: NSNull()
        case .bool(let value): value
        case .int(let value): value
        case .double(let value): value
        case .string(let value): value
        case .array(let elements): elements.map(\.object)
        case .object(let members): Dictionary(uniqueKeysWithValues: members.map { ($0.0, $0.1.object) })
        }
    }

    /// Whether a value holds the same, members in any order.
    func matches(_ value: JSONValue) -> Bool {
        switch self {
        case .null: value.isNull
        case .bool(let wanted): value.bool == wanted
        case .int(let wanted): value.int == wanted
        case .double(let wanted): value.double == wanted
        case .string(let wanted): value.stringBytes == Array(wanted.utf8)
        case .array(let elements):
            value.kind == .array && value.count == elements.count
                && zip(elements, value.elements).allSatisfy { $0.matches($1) }
        case .object(let members):
            value.kind == .object && value.count == members.count
                && members.allSatisfy { name, tree in value[name].map(tree.matches) ?? false }
        }
    }
}
