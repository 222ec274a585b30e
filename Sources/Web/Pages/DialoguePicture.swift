import ChatLogs
import StrictJSON

/// A conversation as a chat: as it will be read, names and personal data masked.
struct DialoguePicture {
    let number: Int
    let turns: [TurnPicture]
    /// Turns that are there and not shown.
    let furtherTurns: Int
    let hasFurtherTurns: Bool

    /// Most turns of one conversation that are shown.
    private static let mostTurns = 40

    /// From an episode of a preview; nil where there is no dialogue, or nobody may be shown the text.
    init?(_ episode: JSONValue, number: Int) {
        let all = episode["dialogue"].elements.filter { $0["hidden"]?.bool != true }
        guard !all.isEmpty else { return nil }
        self.number = number
        turns = all.prefix(Self.mostTurns).map(TurnPicture.init)
        furtherTurns = all.count - turns.count + (episode["turns_left_out"]?.int ?? 0)
        hasFurtherTurns = furtherTurns > 0
    }
}

/// One utterance of it.
struct TurnPicture {
    /// A stretch of the text, marked where something stands in for a name or for personal data.
    struct Piece: Equatable {
        let text: String
        let isMask: Bool
    }

    let role: Word
    /// Where roles are not known, the name that the file has.
    let speaker: String?
    let pieces: [Piece]
    let remarks: [FindingLine]
    /// Other versions that the model wrote; nil without any.
    let alternates: Int?
    let isOneAlternate: Bool

    /// Longest text that is shown, bytes.
    private static let mostBytes = 2000

    init(_ turn: JSONValue) {
        let role = turn["role"]?.string ?? ""
        self.role = Word(role)
        speaker = role == "unknown" ? turn["participant"]?.string : nil
        pieces = Self.pieces(of: Array((turn["text"]?.string ?? "").utf8))
        remarks = FindingLine.sums(of: [turn]).filter { $0.kind == .flag }
        let versions = turn["alternates"].elements.count
        alternates = versions > 1 ? versions - 1 : nil
        isOneAlternate = versions == 2
    }

    /// Cuts a text at its masks: `{{user}}`, `[EMAIL]` and the like.
    static func pieces(of text: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var (plain, index) = (0, 0)
        var end = min(text.count, mostBytes)
        while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        func append(_ range: Range<Int>, isMask: Bool) {
            guard !range.isEmpty else { return }
            pieces.append(Piece(text: String(decoding: text[range], as: UTF8.self), isMask: isMask))
        }
        while index < end {
            guard let length = mask(in: text[index..<end]) else {
                index += 1
                continue
            }
            append(plain..<index, isMask: false)
            append(index..<(index + length), isMask: true)
            index += length
            plain = index
        }
        append(plain..<end, isMask: false)
        if end < text.count { pieces.append(Piece(text: "…", isMask: false)) }
        return pieces
    }

    /// Length of the mask at the beginning of a text.
    private static func mask(in text: ArraySlice<UInt8>) -> Int? {
        let isBrace = text.starts(with: "{{".utf8)
        guard isBrace || text.first == UInt8(ascii: "[") else { return nil }
        let name = text.dropFirst(isBrace ? 2 : 1).prefix(32).prefix {
            isBrace ? macroLetters.contains($0) : markLetters.contains($0)
        }
        let rest = text.dropFirst((isBrace ? 2 : 1) + name.count)
        guard isBrace ? rest.starts(with: "}}".utf8) : rest.first == UInt8(ascii: "]") else { return nil }
        let text = String(decoding: name, as: UTF8.self)
        guard isBrace ? text.hasPrefix("user") || text.hasPrefix("char") : isMark(text) else { return nil }
        return name.count + (isBrace ? 4 : 2)
    }

    private static func isMark(_ name: String) -> Bool {
        ["EMAIL", "PHONE", "IP", "SECRET", "DISCORD_ID"].contains(name) || name.hasSuffix("REDACTED")
    }

    private static let macroLetters = Set("abcdefghijklmnopqrstuvwxyz0123456789_".utf8)
    private static let markLetters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ_".utf8)
}
