/// The lexicon as a trie over words: from a word's hash to a node, from a node and the next word's node to the next.
///
/// Words that no phrase holds have node 0, so most of a comment costs one look-up a word. A class, because a struct of
/// as many arrays is dear to hand around.
package final class PhraseTable: Sendable {
    static let numberKey = ByteHash.of("#".utf8)
    static let asteriskKey = ByteHash.of("*".utf8)
    static let nameKey: UInt64 = 1
    static let linkKey: UInt64 = 2

    /// What is asked of a node, side by side.
    struct Node {
        /// 0 for what no phrase holds.
        var number: UInt16 = 0
        /// The number of the meaning of the phrase that ends here; 0 where none does.
        var meaning: UInt16 = 0
        /// What that phrase does.
        var role = Meaning.Role.unknown
        var use = Use.none
        /// A bit for each word that goes on from here, by the last digits of its number: most words do not.
        var nexts: UInt16 = 0

        /// Whether a phrase may go on from here with a word.
        @inline(__always) func mayGoOn(with word: UInt16) -> Bool { nexts &>> (word & 15) & 1 != 0 }
    }

    /// What can come of a node.
    enum Use: UInt8 {
        /// Nothing, as of most words.
        case none
        /// Its own meaning only.
        case alone
        /// Longer phrases go on from here.
        case begins
    }

    /// The emoticons among the symbols; the tokeniser must know them to find their end.
    let emoticons: Set<UInt64>
    /// What phrases mean; the first stands for no phrase.
    let meanings: FixedTable<Meaning>
    let traits: FixedTable<Meaning.Traits>
    /// What meanings tell of the field, see `FieldEvidence`.
    let evidence: FixedTable<UInt16>
    /// Nodes by word, and by node and next word. Apart, because most words of a comment need the smaller table only.
    private let words: FixedTable<Slot>
    private let edges: FixedTable<Slot>
    /// A bit per hash of an edge, to tell quickly and from little memory that two words are none, as most are.
    private let edgeBits: FixedTable<UInt64>

    private struct Slot {
        let tag: UInt32
        let node: Node
    }

    /// A table that is complete.
    init(_ builder: PhraseTableBuilder) {
        emoticons = builder.emoticons
        meanings = FixedTable(builder.meanings)
        traits = FixedTable(builder.meanings.map(\.traits))
        evidence = FixedTable(builder.meanings.map(FieldEvidence.bits))
        let nodes = builder.nodes
        // Small words first: they are the most of a comment, and what comes first is found at once.
        let isOften = { (node: UInt16) in nodes[Int(node)].role != .opinion && nodes[Int(node)].role != .unknown }
        words = Self.slots(
            builder.words.entries.filter { isOften($0.node) }
                + builder.words.entries.filter { !isOften($0.node) }, nodes)
        edges = Self.slots(builder.edges.entries, nodes)
        var bits = [UInt64](repeating: 0, count: 1 << 12)
        for edge in builder.edges.entries.map(\.key) { bits[Int(edge >> 52)] |= 1 << (edge >> 46 & 63) }
        edgeBits = FixedTable(bits)
    }

    /// The node of a word, that of number 0 where no phrase holds it.
    @inline(__always) func word(_ key: UInt64) -> Node { Self.find(key, in: words) }

    /// The node behind `node` when `word` follows, that of number 0 where no phrase goes on so.
    @inline(__always) func next(_ node: Node, _ word: UInt16) -> Node {
        guard node.mayGoOn(with: word) else { return Node() }
        let edge = Self.edge(node.number, word)
        return edgeBits[Int(edge >> 52)] >> (edge >> 46 & 63) & 1 == 0 ? Node() : Self.find(edge, in: edges)
    }

    private static func slots(_ entries: [(key: UInt64, node: UInt16)], _ nodes: [Node]) -> FixedTable<Slot> {
        var table = NodeTable()
        for entry in entries { table.insert(entry.key, entry.node) }
        return FixedTable(table.slots.map { Slot(tag: $0.tag, node: nodes[Int($0.node)]) })
    }

    /// Half of the key says where a slot is, the other half whose.
    @inline(__always) private static func find(_ key: UInt64, in slots: borrowing FixedTable<Slot>) -> Node {
        let tag = UInt32(truncatingIfNeeded: key >> 32)
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: key) & mask
        // Neither free nor another's: one question, because which of the two it is cannot be foreseen.
        while UInt64(slots[index].node.number) &* UInt64(slots[index].tag ^ tag) != 0 { index = (index &+ 1) & mask }
        return slots[index].node
    }

    static func edge(_ node: UInt16, _ word: UInt16) -> UInt64 {
        ByteHash.pair(UInt64(node) << 16 | UInt64(word), 0)
    }
}

extension PhraseTableBuilder {
    /// The nodes with all that a table knows of them.
    fileprivate var nodes: [PhraseTable.Node] {
        meaningOfNode.indices.map { number in
            let role = meanings[Int(meaningOfNode[number])].role
            return PhraseTable.Node(
                number: UInt16(truncatingIfNeeded: number), meaning: meaningOfNode[number], role: role,
                use: nexts[number] != 0 ? .begins : role.isSmall ? .none : .alone, nexts: nexts[number])
        }
    }
}

extension Meaning.Role {
    /// Nothing comes of it where it stands alone.
    fileprivate var isSmall: Bool { self == .unknown || self == .filler || self == .english || self == .foreign }
}
