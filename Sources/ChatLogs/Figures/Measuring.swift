import Crypto
import Foundation
import StrictJSON

extension DialogueFigures {
    /// Measures a canonical episode.
    /// - Parameters:
    ///   - canonical: what `SessionReading.episode` wrote, as UTF-8
    ///   - cut: the windows in which similarities are measured, and whether turns out of character are left in
    public init(canonical: [UInt8], cut: RowCut = .pygmalion2023) throws(Dialogue.Fault) {
        let root = try Dialogue.root(of: canonical)
        self.init(try Dialogue(root: root, canonical: canonical), root, cut: cut)
    }

    init(_ dialogue: Dialogue, _ root: JSONValue, cut: RowCut) {
        var flags = FlagTable()
        self.init(
            format: root["source"]?["format"]?.string ?? "", character: dialogue.characterKey,
            language: root["language"]?.string,
            slopPerThousandWords: root["metrics"]?["slop_per_1000_words"]?.double ?? 0, turns: [])
        for flag in root["flags"]?.elements.compactMap(\.string) ?? [] { self.flags |= flags.bit(flag) }
        for line in dialogue.lines { self.flags |= flags.bits(line.flags) }
        readFingerprints(root["fingerprints"])
        measure(dialogue, cut, &flags)
        flagNames = flags.names
    }

    private mutating func readFingerprints(_ value: JSONValue?) {
        dialogue = value?["dialogue_sha256"]?.string.flatMap(Self.leading) ?? 0
        prefixes = value?["dialogue_prefixes"]?.elements.compactMap { $0.string.flatMap(Self.leading) } ?? []
        guard let text = value?["minhash"]?.string, let data = Data(base64Encoded: text) else { return }
        let bytes = Array(data)
        sketch = stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { start in
            bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    private static func leading(_ hexadecimal: String) -> UInt64? { UInt64(hexadecimal.prefix(16), radix: 16) }

    private mutating func measure(_ dialogue: Dialogue, _ cut: RowCut, _ flags: inout FlagTable) {
        var turns = dialogue.linearised(cut.options)
        var plain = PlainDialogue(dialogue, RowNames(dialogue, .tokens), cut.options)
        for index in turns.indices {
            plain.append(turns[index])
            // A long dialogue is not kept twice.
            (turns[index].text, turns[index].rejected) = ([], [])
        }
        let size = WindowCutter.Size(plain.head)
        head = Head(
            words: UInt32(clamping: size.words), bytes: UInt32(clamping: size.bytes),
            identity: Self.identity(plain.head))
        let sizes = plain.lines.map { WindowCutter.Size($0) }
        let starts = WindowCutter(cut.window, head: size).starts(of: sizes)
        var measurer = TurnMeasurer()
        let flagsOfTurn = Dictionary(dialogue.lines.map { ($0.index, $0.flags) }, uniquingKeysWith: { one, _ in one })
        self.turns = turns.indices.map { index in
            let turn = turns[index]
            var figures = measurer.measure(
                plain.utterance(index, speaker: turn.participant), isUser: turn.isUser,
                startsWindow: !starts.isEmpty && starts[index] == index)
            figures.index = UInt32(clamping: turn.index)
            if turn.isTarget { figures.traits.insert(.target) }
            figures.flags = flags.bits(flagsOfTurn[turn.index] ?? [])
            figures.lineWords = UInt32(clamping: sizes[index].words)
            figures.lineBytes = UInt32(clamping: sizes[index].bytes)
            figures.identity = Self.identity(plain.lines[index])
            return figures
        }
    }

    private static func identity(_ bytes: [UInt8]) -> UInt64 {
        SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// Reads turns one after another, keeping what later ones are compared with.
private struct TurnMeasurer {
    private var scan = TurnScan()
    private var similarity = Similarity()
    private var awaitsFirst = true

    mutating func measure(_ text: [UInt8], isUser: Bool, startsWindow: Bool) -> TurnFigures {
        scan.read(text)
        if startsWindow { awaitsFirst = true }
        var figures = TurnFigures(
            index: 0, traits: isUser ? .user : [], words: UInt32(clamping: scan.words), lineWords: 0, lineBytes: 0,
            markRun: markRun(text), identity: 0)
        guard !isUser else { return figures }
        if scan.stutters { figures.traits.insert(.stutters) }
        if scan.isEmbarrassed { figures.traits.insert(.embarrassed) }
        figures.similarity = similarity.add(scan.tokens, startsWindow: awaitsFirst).window
        awaitsFirst = false
        return figures
    }

    /// Marks are counted as they were typed: our texts are composed, and é with two more marks is e with three.
    private func markRun(_ text: [UInt8]) -> UInt8 {
        guard scan.longestMarkRun > 0 else { return 0 }
        var (run, longest) = (0, 0)
        for scalar in text.text.decomposedStringWithCanonicalMapping.unicodeScalars {
            run = CombiningMarks.contains(scalar.value) ? run + 1 : 0
            longest = max(longest, run)
        }
        return UInt8(clamping: longest)
    }
}

/// Numbers the flags of one episode.
private struct FlagTable {
    private(set) var names: [String] = []

    mutating func bits(_ flags: [String]) -> UInt32 { flags.reduce(0) { $0 | bit($1) } }

    /// The bit of a flag; none for a thirty-third, of which there are no names.
    mutating func bit(_ name: String) -> UInt32 {
        if let place = names.firstIndex(of: name) { return 1 << UInt32(place) }
        guard names.count < 32 else { return 0 }
        names.append(name)
        return 1 << UInt32(names.count - 1)
    }
}

extension Dialogue {
    /// The source's identifier of the first character, else its name.
    fileprivate var characterKey: String {
        if !characterID.utf8.isEmpty { return characterID }
        return participants.first { $0.kind == .character }?.name ?? ""
    }
}
