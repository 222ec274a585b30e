import StrictJSON
import Testing

/// Strings of letters outside ASCII and of escapes, cut so that every word of eight bytes begins and ends anywhere.
@Suite struct LettersTests {
    static let pieces = [
        "a", "bcdefgh", "é", "Ж", "привет", "жук и мир", "李小龙", "，", "각", "ス", "क", "\u{301}", "🌙", "\u{48F}",
        "\u{483}",
        "\n", "\"", "\\", "\\\\\\", "/", "\t", "\u{1}", "\u{2028}",
    ]

    @Test func `what is written reads back`() throws {
        var generator = SeededGenerator(seed: 20)
        for _ in 0..<5000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...9, using: &generator) {
                text.unicodeScalars += (Self.pieces.randomElement(using: &generator) ?? "").unicodeScalars
            }
            let document = try JSONDocument(JSON.string(text).bytes(), limits: .request)
            #expect(document.root.string.map { Array($0.utf8) } == Array(text.utf8))
            #expect(document.root.stringBytes == Array(text.utf8))
        }
    }

    @Test func `a changed bit is taken exactly when the text is still UTF-8`() {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<5000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                bytes += Array((Self.pieces.prefix(15).randomElement(using: &generator) ?? "").utf8)
            }
            let place = Int.random(in: bytes.indices, using: &generator)
            bytes[place] |= 0x80
            if place > 0 {
                bytes[place - 1] ^= 1 << UInt8.random(in: 0..<6, using: &generator) | 0x80 & bytes[place - 1]
            }
            guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { continue }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let found = fault(in: [0x22] + bytes + [0x22])
            #expect(found?.code == (isValid ? nil : .notUTF8))
        }
    }
}
