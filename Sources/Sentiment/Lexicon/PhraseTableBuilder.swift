/// A phrase table while phrases are added to it.
struct PhraseTableBuilder {
    private(set) var emoticons: Set<UInt64> = []
    private(set) var meanings = [Meaning(role: .unknown)]
    private(set) var meaningOfNode: [UInt16] = [0]
    private(set) var hasNext = [false]
    private(set) var words = NodeTable()
    private(set) var edges = NodeTable()

    /// Gives a phrase a meaning, unless it has one: what comes first wins.
    mutating func add(_ phrase: [UInt64], _ meaning: Meaning) {
        var roots: [UInt32] = []
        for word in phrase {
            if words[word] == 0 { words.insert(word, newNode()) }
            roots.append(words[word])
        }
        guard var node = roots.first else { return }
        for root in roots.dropFirst() {
            hasNext[Int(node)] = true
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

    private mutating func newNode() -> UInt32 {
        meaningOfNode.append(0)
        hasNext.append(false)
        return UInt32(truncatingIfNeeded: meaningOfNode.count - 1)
    }
}
