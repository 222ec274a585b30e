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
        var number: UInt32 = 0
        /// The number of the meaning of the phrase that ends here; 0 where none does.
        var meaning: UInt16 = 0
        /// What that phrase does.
        var role = Meaning.Role.unknown
        var use = Use.none
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
    private let nodes: FixedTable<Node>
    /// Nodes by word, and by node and next word. Apart, because most words of a comment need the smaller table only.
    private let words: FixedTable<Word>
    private let edges: FixedTable<NodeTable.Slot>
    /// A bit per hash of an edge, to tell quickly and from little memory that two words are none, as most are.
    private let edgeBits: FixedTable<UInt64>

    private struct Word {
        let tag: UInt32
        let node: Node
    }

    /// A table that is complete.
    init(_ builder: PhraseTableBuilder) {
        emoticons = builder.emoticons
        meanings = FixedTable(builder.meanings)
        let nodes = builder.meaningOfNode.indices.map { number in
            let meaning = builder.meaningOfNode[number]
            let role = builder.meanings[Int(meaning)].role
            return Node(
                number: UInt32(truncatingIfNeeded: number), meaning: meaning, role: role,
                use: builder.hasNext[number] ? .begins : role.isSmall ? .none : .alone)
        }
        self.nodes = FixedTable(nodes)
        words = FixedTable(builder.words.slots.map { Word(tag: $0.tag, node: nodes[Int($0.node)]) })
        edges = FixedTable(builder.edges.slots)
        var bits = [UInt64](repeating: 0, count: 1 << 12)
        for edge in builder.edges.keys { bits[Int(edge >> 52)] |= 1 << (edge >> 46 & 63) }
        edgeBits = FixedTable(bits)
    }

    /// The node of a word, that of number 0 where no phrase holds it.
    @inline(__always) func word(_ key: UInt64) -> Node {
        let tag = UInt32(truncatingIfNeeded: key >> 32)
        let mask = words.count - 1
        var index = Int(truncatingIfNeeded: key) & mask
        while words[index].node.number != 0, words[index].tag != tag { index = (index + 1) & mask }
        return words[index].node
    }

    /// The node of a word, or 0.
    @inline(__always) func root(_ key: UInt64) -> UInt32 { word(key).number }

    /// The node behind `node` when `word` follows, or 0.
    @inline(__always) func next(_ node: UInt32, _ word: UInt32) -> UInt32 {
        let edge = Self.edge(node, word)
        guard edgeBits[Int(edge >> 52)] >> (edge >> 46 & 63) & 1 != 0 else { return 0 }
        let tag = UInt32(truncatingIfNeeded: edge >> 32)
        let mask = edges.count - 1
        var index = Int(truncatingIfNeeded: edge) & mask
        while edges[index].node != 0, edges[index].tag != tag { index = (index + 1) & mask }
        return edges[index].node
    }

    @inline(__always) subscript(node: UInt32) -> Node { nodes[Int(node)] }

    static func edge(_ node: UInt32, _ word: UInt32) -> UInt64 {
        ByteHash.pair(UInt64(node) << 32 | UInt64(word), 0)
    }
}

extension Meaning.Role {
    /// Nothing comes of it where it stands alone.
    fileprivate var isSmall: Bool { self == .unknown || self == .filler || self == .english || self == .foreign }
}
