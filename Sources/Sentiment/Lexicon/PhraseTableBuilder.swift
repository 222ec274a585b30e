/// A phrase table while phrases are added to it.
struct PhraseTableBuilder {
    private(set) var emoticons: Set<UInt64> = []
    private(set) var meanings = [Meaning(role: .unknown)]
    private(set) var meaningOfNode: [UInt16] = [0]
    /// By node, see `PhraseTable.Node.nexts`.
    private(set) var nexts: [UInt16] = [0]
    private(set) var words = NodeTable()
    private(set) var edges = NodeTable()

    /// Gives a phrase a meaning, unless it has one: what comes first wins.
    mutating func add(_ phrase: [UInt64], _ meaning: Meaning) {
        var roots: [UInt16] = []
        for word in phrase {
            if words[word] == 0 { words.insert(word, newNode()) }
            roots.append(words[word])
        }
        guard var node = roots.first else { return }
        for root in roots.dropFirst() {
            nexts[Int(node)] |= 1 << (root & 15)
            let edge = PhraseTable.edge(node, root)
            if edges[edge] == 0 { edges.insert(edge, newNode()) }
            node = edges[edge]
        }
        guard meaningOfNode[Int(node)] == 0 else { return }
        let known = meanings.lastIndex(of: meaning)
        if known == nil { meanings.append(meaning) }
        meaningOfNode[Int(node)] = UInt16(truncatingIfNeeded: known ?? meanings.count - 1)
    }

    mutating func add(emoticon key: UInt64) {
        emoticons.insert(key)
    }

    private mutating func newNode() -> UInt16 {
        meaningOfNode.append(0)
        nexts.append(0)
        return UInt16(clamping: meaningOfNode.count - 1)
    }
}
