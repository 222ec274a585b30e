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
        /// The number of the meaning of the phrase that ends here; 0 where none does.
        let meaning: UInt16
        /// What that phrase does.
        let role: Meaning.Role
        /// Whether longer phrases go on from here.
        let hasNext: Bool
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

    /// A word and its node, with what is asked of it first.
    struct Word {
        var tag: UInt32 = 0
        var node: UInt32 = 0
        var meaning: UInt16 = 0
        var role = Meaning.Role.unknown
        var hasNext = false

        /// Nothing comes of it where it stands alone, as of most words.
        @inline(__always) var isSmall: Bool {
            role == .unknown || role == .filler || role == .english || role == .foreign
        }
    }

    /// A table that is complete.
    init(_ builder: PhraseTableBuilder) {
        emoticons = builder.emoticons
        meanings = FixedTable(builder.meanings)
        let nodes = zip(builder.meaningOfNode, builder.hasNext).map { meaning, hasNext in
            Node(meaning: meaning, role: builder.meanings[Int(meaning)].role, hasNext: hasNext)
        }
        self.nodes = FixedTable(nodes)
        words = FixedTable(
            builder.words.slots.map { slot in
                let node = nodes[Int(slot.node)]
                return Word(
                    tag: slot.tag, node: slot.node, meaning: node.meaning, role: node.role, hasNext: node.hasNext)
            })
        edges = FixedTable(builder.edges.slots)
        var bits = [UInt64](repeating: 0, count: 1 << 12)
        for edge in builder.edges.keys { bits[Int(edge >> 52)] |= 1 << (edge >> 46 & 63) }
        edgeBits = FixedTable(bits)
    }

    /// The word with a key; its node is 0 where no phrase holds it.
    @inline(__always) func word(_ key: UInt64) -> Word {
        let tag = UInt32(truncatingIfNeeded: key >> 32)
        let mask = words.count - 1
        var index = Int(truncatingIfNeeded: key) & mask
        while words[index].node != 0, words[index].tag != tag { index = (index + 1) & mask }
        return words[index]
    }

    /// The node of a word, or 0.
    @inline(__always) func root(_ key: UInt64) -> UInt32 { word(key).node }

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
