/// The lexicon as a trie over words: from a word's hash to a node, from a node and the next word's node to the next.
///
/// Words that no phrase holds have node 0, so most of a comment costs one look-up a word. A class, because a struct of
/// as many arrays is dear to hand around.
package final class PhraseTable: Sendable {
    static let numberKey = ByteHash.of("#".utf8)
    static let asteriskKey = ByteHash.of("*".utf8)
    static let nameKey: UInt64 = 1
    static let linkKey: UInt64 = 2

    /// The emoticons among the symbols; the tokeniser must know them to find their end.
    let emoticons: Set<UInt64>
    /// What phrases mean; the first stands for no phrase.
    let meanings: [Meaning]
    private let meaningOfNode: [UInt16]
    private let roleOfNode: [Meaning.Role]
    private let hasNext: [Bool]
    /// Nodes by word, and by node and next word. Apart, because most words of a comment need the smaller table only.
    private let words: NodeTable
    private let edges: NodeTable

    /// A table that is complete.
    init(_ builder: PhraseTableBuilder) {
        emoticons = builder.emoticons
        meanings = builder.meanings
        meaningOfNode = builder.meaningOfNode
        roleOfNode = builder.meaningOfNode.map { builder.meanings[Int($0)].role }
        hasNext = builder.hasNext
        words = builder.words
        edges = builder.edges
    }

    /// The node of a word, or 0.
    @inline(__always) func root(_ key: UInt64) -> UInt32 { words[key] }

    /// The node behind `node` when `word` follows, or 0.
    @inline(__always) func next(_ node: UInt32, _ word: UInt32) -> UInt32 { edges[Self.edge(node, word)] }

    @inline(__always) func hasNext(_ node: UInt32) -> Bool { hasNext[Int(node)] }

    /// The number of the meaning of the phrase that ends at a node; 0 where none does.
    @inline(__always) func meaning(at node: UInt32) -> UInt16 { meaningOfNode[Int(node)] }

    /// What the phrase that ends at a node does.
    @inline(__always) func role(at node: UInt32) -> Meaning.Role { roleOfNode[Int(node)] }

    static func edge(_ node: UInt32, _ word: UInt32) -> UInt64 {
        ByteHash.pair(UInt64(node) << 32 | UInt64(word), 0)
    }
}
