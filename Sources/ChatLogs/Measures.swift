import Crypto

/// Computes a session's metrics and fingerprints while its turns are made, when their bytes are at hand.
struct Measures {
    /// The numbers so far; the median and mean are set at the end.
    private(set) var metrics = Metrics()
    /// The hashes so far; those of the whole are set at the end.
    private(set) var fingerprints = Fingerprints()
    private var modelWords: [Int] = []
    private var dialogue = SHA256()
    private var exact = SHA256()
    private var last: [UInt8] = []
    private var seen: Set<ByteKey> = []

    /// Takes a turn into account; `text` is its text's bytes. Marks it when the same text came before in its role.
    mutating func add(_ turn: inout Turn, text: [UInt8]) {
        metrics.turns += 1
        metrics.alternates += turn.alternates.count(where: { !$0.isSelected })
        let role = Array(turn.role.rawValue.utf8) + [0x1F]
        hash(role, text)
        guard turn.isSpoken else { return }
        dialogue.update(data: role)
        dialogue.update(data: DialogueFolding.folded(text))
        dialogue.update(data: [0x1E])
        let words = WhiteSpace.words(in: text)
        metrics.wordsTotal += words
        if turn.role == .user { metrics.userTurns += 1 }
        if turn.role == .model { modelWords.append(words) }
        guard !text.isEmpty else { return }
        var digest = SHA256()
        digest.update(data: role)
        digest.update(data: text)
        guard !seen.insert(ByteKey(Array(digest.finalize()))).inserted else { return }
        turn.findings.append(Finding(rule: Rule.duplicateTurn.rawValue, count: 1))
        turn.flags.append(Rule.duplicateTurn.rawValue)
    }

    /// Completes the numbers and hashes.
    mutating func finish() {
        fingerprints.dialogueSHA256 = Array(dialogue.finalize())
        fingerprints.turnsSHA256 = Array(exact.finalize())
        metrics.modelTurns = modelWords.count
        guard !modelWords.isEmpty else { return }
        modelWords.sort()
        let middle = modelWords.count / 2
        metrics.modelWordsMedian =
            modelWords.count % 2 == 1
            ? Double(modelWords[middle]) : Double(modelWords[middle - 1] + modelWords[middle]) / 2
        metrics.modelWordsMean = Double(modelWords.reduce(0, +)) / Double(modelWords.count)
    }

    private mutating func hash(_ role: [UInt8], _ text: [UInt8]) {
        exact.update(data: role)
        exact.update(data: text)
        exact.update(data: [0x1E])
        var prefix = SHA256()
        prefix.update(data: last + role)
        prefix.update(data: text)
        last = Array(prefix.finalize())
        fingerprints.prefixSHA256.append(last)
    }
}
