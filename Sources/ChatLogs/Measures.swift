import Crypto

/// Computes a session's metrics and fingerprints while its turns are made, when their bytes are at hand.
struct Measures {
    /// The numbers so far; the median and mean are set at the end.
    private(set) var metrics = Metrics()
    /// The hashes so far; those of the whole are set at the end.
    private(set) var fingerprints = Fingerprints()
    private var modelWords: [Int] = []
    private var folding = DialogueFolding()
    private var dialogue = SHA256()
    private var exact = SHA256()
    /// The hash after the turn before, and what it is hashed with: hashing many short pieces costs more than a copy.
    private var message: [UInt8] = []
    private var last: [UInt8] = []
    /// Keyed hashes of what was said in which role. Two of a session's texts are taken for the same in one of 2^31
    /// sessions of the largest size, and nobody can make them be.
    private var seen: Set<Int> = []

    /// Takes a turn into account; `text` is its text's bytes. Marks it when the same text came before in its role.
    mutating func add(_ turn: inout Turn, text: [UInt8]) {
        metrics.turns += 1
        metrics.alternates += turn.alternates.count(where: { !$0.isSelected })
        var role: [UInt8] = []
        role.reserveCapacity(16)
        role += turn.role.rawValue.utf8
        role.append(0x1F)
        hash(role, text)
        guard turn.isSpoken else { return }
        let words = folding.fold(text, after: role, before: 0x1E) { dialogue.update(bufferPointer: $0) }
        metrics.wordsTotal += words
        if turn.role == .user { metrics.userTurns += 1 }
        if turn.role == .model { modelWords.append(words) }
        guard !text.isEmpty, !seen.insert(Self.key(of: role, text)).inserted else { return }
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

    private static func key(of role: [UInt8], _ text: [UInt8]) -> Int {
        var hasher = Hasher()
        role.withUnsafeBytes { hasher.combine(bytes: $0) }
        text.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private mutating func hash(_ role: [UInt8], _ text: [UInt8]) {
        message.removeAll(keepingCapacity: true)
        message += last
        message += role
        message += text
        message.append(0x1E)
        message.withUnsafeBytes { message in
            exact.update(bufferPointer: UnsafeRawBufferPointer(rebasing: message[last.count...]))
            var prefix = SHA256()
            prefix.update(bufferPointer: UnsafeRawBufferPointer(rebasing: message.dropLast()))
            last = prefix.finalize().withUnsafeBytes { Array($0) }
        }
        fingerprints.prefixSHA256.append(last)
    }
}
