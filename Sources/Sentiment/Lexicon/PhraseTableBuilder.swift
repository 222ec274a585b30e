/// A phrase table while phrases are added to it.
struct PhraseTableBuilder {
    private(set) var emoticons: Set<UInt64> = []
    private(set) var meanings = [Meaning(role: .unknown)]
    private(set) var meaningOfNode: [UInt16] = [0]
    private(set) var hasNext = [false]
    /// All that was inserted, to place it anew in a larger table.
    private var keys: [UInt64] = [0]
    private(set) var slots = [PhraseTable.Slot](repeating: .init(), count: 1 << 12)

    /// Gives a phrase a meaning, unless it has one: what comes first wins.
    mutating func add(_ phrase: [UInt64], _ meaning: Meaning) {
        let nodes = phrase.map { insert($0) }
        guard var node = nodes.first else { return }
        for word in nodes.dropFirst() {
            hasNext[Int(node)] = true
            node = insert(PhraseTable.edge(node, word))
        }
        guard meaningOfNode[Int(node)] == 0 else { return }
        let known = meanings.lastIndex(of: meaning)
        if known == nil { meanings.append(meaning) }
        meaningOfNode[Int(node)] = UInt16(truncatingIfNeeded: known ?? meanings.count - 1)
    }

    mutating func add(emoticon key: UInt64) {
        emoticons.insert(key)
    }

    private mutating func insert(_ key: UInt64) -> UInt32 {
        let known = slots[self.index(of: key)].node
        guard known == 0 else { return known }
        if keys.count * 2 >= slots.count { grow() }
        let node = UInt32(truncatingIfNeeded: meaningOfNode.count)
        meaningOfNode.append(0)
        hasNext.append(false)
        keys.append(key)
        place(key, node)
        return node
    }

    private mutating func place(_ key: UInt64, _ node: UInt32) {
        slots[index(of: key)] = PhraseTable.Slot(tag: PhraseTable.tag(key), node: node)
    }

    /// Where a key is, or the free slot where it belongs.
    private func index(of key: UInt64) -> Int {
        let tag = PhraseTable.tag(key)
        var index = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[index].node != 0, slots[index].tag != tag { index = (index + 1) & (slots.count - 1) }
        return index
    }

    private mutating func grow() {
        slots = Array(repeating: .init(), count: slots.count * 2)
        for node in keys.indices.dropFirst() { place(keys[node], UInt32(truncatingIfNeeded: node)) }
    }
}
