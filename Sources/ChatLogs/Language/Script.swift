/// A script, or letters of one that tell neighbours apart. Those letters are counted apart from the rest of their
/// script.
enum Script: Int, CaseIterable, Sendable {
    case cyrillic, ukrainian, russian, han, kana, arabic, persian, hangul, hebrew, greek, thai, devanagari, bengali,
        tamil
    case georgian, armenian

    /// The script of a letter; nil for Latin and what the detector does not know.
    init?(_ scalar: UInt32) {
        switch scalar {
        case 0..<0x370: return nil
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x404, 0x406, 0x407, 0x454, 0x456, 0x457, 0x490, 0x491: self = .ukrainian
        case 0x42B, 0x44B, 0x42D, 0x44D, 0x401, 0x451: self = .russian
        case 0x400...0x52F: self = .cyrillic
        case 0x530...0x58F: self = .armenian
        case 0x590...0x5FF: self = .hebrew
        case 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC: self = .persian
        case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFF: self = .arabic
        case 0x900...0x97F: self = .devanagari
        case 0x980...0x9FF: self = .bengali
        case 0xB80...0xBFF: self = .tamil
        case 0xE00...0xE7F: self = .thai
        case 0x10A0...0x10FF: self = .georgian
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: self = .hangul
        case 0x3040...0x30FF, 0x31F0...0x31FF: self = .kana
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
        default: return nil
        }
    }

    /// The script that letters are counted with when it comes to which script a text is in.
    var family: Script {
        switch self {
        case .ukrainian, .russian: .cyrillic
        case .kana: .han
        case .persian: .arabic
        default: self
        }
    }

    /// What one letter counts against the letters of an alphabet.
    var weight: Int {
        switch self {
        case .han, .kana, .hangul: 3
        default: 1
        }
    }
}
