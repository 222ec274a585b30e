import Crypto

extension Metrics {
    /// The numbers of a session's turns.
    init(of turns: [Turn]) {
        var modelWords: [Int] = []
        for turn in turns {
            self.turns += 1
            alternates += turn.alternates.count(where: { !$0.isSelected })
            guard turn.isSpoken else { continue }
            let words = WhiteSpace.words(in: Array(turn.text.utf8))
            wordsTotal += words
            if turn.role == .user { userTurns += 1 }
            if turn.role == .model { modelWords.append(words) }
        }
        modelTurns = modelWords.count
        guard !modelWords.isEmpty else { return }
        modelWords.sort()
        let middle = modelWords.count / 2
        modelWordsMedian =
            modelWords.count % 2 == 1
            ? Double(modelWords[middle]) : Double(modelWords[middle - 1] + modelWords[middle]) / 2
        modelWordsMean = Double(modelWords.reduce(0, +)) / Double(modelWords.count)
    }
}

extension Fingerprints {
    /// The hashes of a session's turns.
    init(of turns: [Turn]) {
        var dialogue = SHA256()
        var exact = SHA256()
        var last: [UInt8] = []
        prefixSHA256.reserveCapacity(turns.count)
        for turn in turns {
            let role = Array(turn.role.rawValue.utf8) + [0x1F]
            let text = Array(turn.text.utf8)
            if turn.isSpoken {
                dialogue.update(data: role)
                dialogue.update(data: DialogueFolding.folded(text) + [0x1E])
            }
            exact.update(data: role)
            exact.update(data: text)
            exact.update(data: [0x1E])
            var prefix = SHA256()
            prefix.update(data: last + role)
            prefix.update(data: text)
            last = Array(prefix.finalize())
            prefixSHA256.append(last)
        }
        dialogueSHA256 = Array(dialogue.finalize())
        turnsSHA256 = Array(exact.finalize())
    }
}
