import Crypto

/// Computes a session's metrics and fingerprints while its turns are made, when their bytes are at hand.
struct Measures {
    /// The numbers so far; those of the whole are set at the end.
    private(set) var metrics = Metrics()
    /// The hashes so far; those of the whole are set at the end.
    private(set) var fingerprints = Fingerprints()
    /// What the safety rule has seen.
    private(set) var safety = MinorSafety()
    private var roles: [UInt8] = []
    private var modelWords: [Int] = []
    private var folding = DialogueFolding()
    private var dialogue = SHA256()
    private var exact = SHA256()
    /// The hash after the turn before, and what it is hashed with: hashing many short pieces costs more than a copy.
    private var message: [UInt8] = []
    private var last: [UInt8] = []
    private var scan = TurnScan()
    private var aside = TurnScan(isForSafety: true)
    private var sketch = MinHash()
    private var similarity = Similarity()
    private var repetition = Repetition()
    private var window = ReferenceWindow()
    private var languages = SessionLanguage()
    /// Keyed hashes of what was said in which role. Two of a session's texts are taken for the same in one of 2^31
    /// sessions of the largest size, and nobody can make them be.
    private var seen: Set<Int> = []

    /// Takes a turn into account; `text` is its text's bytes. Marks it with the flags that come from this pass.
    mutating func add(_ turn: inout Turn, text: [UInt8]) {
        metrics.turns += 1
        for place in turn.alternates.indices where !turn.alternates[place].isSelected { metrics.alternates += 1 }
        roles.append(turn.roleLetter)
        scan.read(text)
        addSafety(of: turn)
        metrics.turnWords.append(scan.words)
        var role: [UInt8] = []
        role.reserveCapacity(16)
        role += turn.role.rawValue.utf8
        role.append(0x1F)
        hash(role, text)
        guard turn.isSpoken else { return }
        addDialogue(role, text)
        metrics.wordsTotal += scan.words
        if turn.role == .user { metrics.userTurns += 1 }
        metrics.longestMarkRun = max(metrics.longestMarkRun, scan.longestMarkRun)
        languages.add(scan.language, isModel: turn.role == .model)
        window.add(words: scan.words)
        var findings = Findings()
        if !text.isEmpty, isRepeated(role, text) { findings.add(.duplicateTurn) }
        if turn.role == .model { addModelTurn(text, &findings) }
        if KeyboardMash.isMash(text, functionWords: scan.language.functionWords) { findings.add(.keyboardMash) }
        guard !findings.list.isEmpty else { return }
        turn.findings += findings.list
        turn.flags += findings.flags
    }

    /// Takes what surrounds the dialogue into account, for the safety rule only.
    mutating func add(around texts: [String?]) {
        for case let text? in texts {
            scan.read(text)
            safety.add(around: scan.safety)
        }
    }

    /// Completes the numbers and hashes.
    mutating func finish() {
        fingerprints.dialogueSHA256 = Array(dialogue.finalize())
        fingerprints.turnsSHA256 = Array(exact.finalize())
        fingerprints.minHash = sketch.finish()
        metrics.turnRoles = roles.text
        metrics.language = languages.language?.rawValue
        metrics.nonEnglishRatio = languages.foreignRatio
        metrics.modelTurns = modelWords.count
        guard !modelWords.isEmpty else { return }
        modelWords.sort()
        let middle = modelWords.count / 2
        metrics.modelWordsMedian =
            modelWords.count % 2 == 1
            ? Double(modelWords[middle]) : Double(modelWords[middle - 1] + modelWords[middle]) / 2
        metrics.modelWordsMean = Double(modelWords.reduce(0, +)) / Double(modelWords.count)
    }

    private mutating func addModelTurn(_ text: [UInt8], _ findings: inout Findings) {
        modelWords.append(scan.words)
        metrics.stutters.append(scan.stutters)
        metrics.embarrassments.append(scan.isEmbarrassed)
        metrics.refusalHits += scan.refusalHits
        metrics.slopHits += scan.slopHits
        let cosines = similarity.add(scan.tokens, startsWindow: window.takeStart())
        metrics.similarities.append(cosines.first)
        metrics.windowSimilarities.append(cosines.window)
        findings.add(.refusal, scan.refusalHits)
        guard !text.isEmpty else { return }
        let repeats = repetition.add(scan.tokens, text: text)
        if repeats.repeatsEarlier { findings.add(.repeatedRun) }
        if repeats.isLooped { findings.add(.loopedText) }
    }

    private mutating func addDialogue(_ role: [UInt8], _ text: [UInt8]) {
        folding.fold(text, after: role, before: 0x1E) { dialogue.update(bufferPointer: $0) }
        fingerprints.dialoguePrefixes.append(dialogue.finalize().withUnsafeBytes { Array($0.prefix(16)) })
        sketch.add(scan.tokens)
    }

    /// The signs of the turn, which was scanned just now, with those of its variants and reasoning.
    private mutating func addSafety(of turn: Turn) {
        if turn.role == .system { return safety.add(around: scan.safety) }
        var signs = scan.safety
        guard turn.reasoning != nil || !turn.alternates.isEmpty else { return safety.add(turn: signs) }
        for place in turn.alternates.indices where !turn.alternates[place].isSelected {
            signs.add(safety(in: turn.alternates[place].text))
        }
        if let reasoning = turn.reasoning { signs.add(safety(in: reasoning)) }
        safety.add(turn: signs)
    }

    /// Read aside, because what was found in the turn itself is still needed.
    private mutating func safety(in text: String) -> SafetySigns {
        aside.read(text)
        return aside.safety
    }

    private mutating func isRepeated(_ role: [UInt8], _ text: [UInt8]) -> Bool {
        var hasher = Hasher()
        role.withUnsafeBytes { hasher.combine(bytes: $0) }
        text.withUnsafeBytes { hasher.combine(bytes: $0) }
        return !seen.insert(hasher.finalize()).inserted
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

extension Turn {
    /// The turn's letter in `Metrics.turnRoles`.
    fileprivate var roleLetter: UInt8 {
        if isHidden { return UInt8(ascii: "h") }
        switch role {
        case .system: return UInt8(ascii: "s")
        case .model: return isGreeting ? UInt8(ascii: "g") : UInt8(ascii: "m")
        case .user: return UInt8(ascii: "u")
        case .narrator: return UInt8(ascii: "n")
        case .tool: return UInt8(ascii: "t")
        case .unknown: return UInt8(ascii: "x")
        }
    }
}
