import Statistics

/// Shares as sentences have them.
enum PercentText {
    static func of(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

/// Words of the report.
enum PhraseText {
    static func of(_ label: FeedbackLabel) -> String { words(label.rawValue) }

    /// A name as words: `mostly_negative` is `mostly negative`.
    static func words(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
    }
}

/// Figures as sentences have them.
enum DecimalText {
    /// Two decimals with a sign: `-0.29`, `+0.12`.
    static func signed(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let digits = String(abs(hundredths) % 100)
        return (hundredths < 0 ? "-" : hundredths > 0 ? "+" : "")
            + "\(abs(hundredths) / 100).\(digits.utf8.count < 2 ? "0" : "")\(digits)"
    }
}

extension String {
    /// The first letter as a capital.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

/// Text in Markdown that is not Markdown.
enum MarkdownText {
    /// Paragraphs as a document. It is read in terminals too, which would obey control characters in somebody's notes.
    static func document(_ paragraphs: [String]) -> String {
        var text = String.UnicodeScalarView()
        for scalar in (paragraphs.joined(separator: "\n\n") + "\n").unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: text.append(scalar)
            case 0x00...0x1F, 0x7F...0x9F: continue
            default: text.append(scalar)
            }
        }
        return String(text)
    }

    /// One line in which nothing has a meaning to Markdown.
    static func line(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0..<0x20: bytes.append(0x20)
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "#"), UInt8(ascii: "|"):
                bytes += [UInt8(ascii: "\\"), byte]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
