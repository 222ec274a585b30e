import Foundation
import StrictJSON
import Testing

@testable import ChatLogs

/// The fast forms of rules against the plain ones that say what they mean, on many small texts.
@Suite struct EquivalenceTests {
    static let pieces: [[UInt8]] = [
        "a", "Z", "9", "-", "_", " ", "\n", "\u{85}", "\u{A0}", "\u{3000}", "\u{1F}", ".", "{", "}", "é", "É", "ß", "İ",
        "ſ", "ς", "Σ", "Ж", "ж", "Ѐ", "мир Жук", "李", "小", "龙", "李小龙", "，", "。", "“", "’", "🌙", "e\u{301}", "\u{315}",
        "\u{300}", "\u{30AB}\u{3099}", "\u{1100}\u{1161}", "각", "\u{212B}", "Ilse", "Ilse Weber", "Жук", "Ile", "sk-",
        "hf_",
        "github_pat_", "AKIA", "abcdefghijklmnopqrst", "ABCDEFGHIJ234567", "0123456789", "\u{93C}", "क", "ａ", "Ａ",
        "\u{10D0}",
    ].map { Array($0.utf8) }

    static func texts(_ count: Int, seed: UInt64) -> [[UInt8]] {
        var random = Seeded(seed: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 0...14, using: &random)).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
        }
    }

    @Test func aSetOfBytesFindsWhatALookAtEachByteFinds() {
        let sets: [[UInt8]] = [
            [], [0], [0x7F], [0x20, 0x80], [0xE2, 0xC2, 0xFF], [1, 2, 3, 4], [0x61, 0x62, 0x63, 0x64, 0x65],
        ]
        var random = Seeded(seed: 1)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random) & (Bool.random(using: &random) ? 0x87 : 0xFF)
            }
            for members in sets {
                let start = Int.random(in: 0...text.count, using: &random)
                let plain = text[start...].firstIndex { members.contains($0) } ?? text.count
                #expect(ByteSet(members).firstIndex(in: text, from: start) == plain)
            }
        }
    }

    @Test func foldingIsTheLowerCaseMappingWithSingleSpaces() {
        var folding = DialogueFolding()
        for text in Self.texts(5000, seed: 2) {
            var folded: [UInt8] = []
            folding.fold(text, after: [1, 2], before: 3) { folded = Array($0) }
            let plain = Self.folded(text)
            #expect(folded == [1, 2] + plain + [3], "\(text.text.debugDescription)")
        }
    }

    @Test func everyScalarIsFoldedToItsLowerCase() {
        var folding = DialogueFolding()
        let different = (UInt32(0x80)...0x1FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            var folded: [UInt8] = []
            folding.fold(Array("x\(scalar)x".utf8), after: [], before: 3) { folded = Array($0) }
            return folded != Self.folded(Array("x\(scalar)x".utf8)) + [3]
        }
        #expect(different.isEmpty)
    }

    @Test func wordsAreHashedAlikeHoweverTheyAreRead() {
        var scan = TurnScan()
        var aside = TurnScan(isForSafety: true)
        for text in Self.texts(5000, seed: 8) {
            scan.read(text)
            aside.read(text)
            let words = text.text.unicodeScalars.split { !WordScalars.contains($0.value) }.filter { $0.count > 1 }
            let hashes = words.map { WordHash.of(String(String.UnicodeScalarView($0))) }
            #expect(scan.tokens == hashes, "\(text.text.debugDescription)")
            #expect(scan.words == WhiteSpace.words(in: text))
            #expect(aside.safety == scan.safety && aside.tokens.isEmpty)
        }
    }

    @Test func commonLettersAreToldWithoutATableAsTheStandardLibraryHasThem() {
        let all = (Array(UInt32(0x400)...0x52F) + Array(0x4E00...0x9FFF)).compactMap(Unicode.Scalar.init)
        let different = all.filter { scalar in
            let isLetter = scalar.properties.isAlphabetic && !CombiningMarks.contains(scalar.value)
            let lower = scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
            return WordScalars.contains(scalar.value) != isLetter || [WordScalars.lowercased(scalar.value)] != lower
        }
        #expect(different.isEmpty)
    }

    private static func folded(_ text: [UInt8]) -> [UInt8] {
        var words: [[UInt8]] = [[]]
        for scalar in text.text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if WhiteSpace.length(in: bytes, at: 0) > 0 {
                words.append([])
                continue
            }
            let mapped =
                switch scalar {
                case "\u{2018}"..."\u{201B}": "'"
                case "\u{201C}"..."\u{201F}": "\""
                case "ß", "ẞ": "ss"
                case "ſ": "s"
                case "ς": "σ"
                default: scalar.properties.lowercaseMapping
                }
            words[words.count - 1] += mapped.utf8
        }
        return Array(words.filter { !$0.isEmpty }.joined(separator: [0x20]))
    }

    @Test func theFastCheckOfCompositionMissesNothing() {
        for text in Self.texts(5000, seed: 3) {
            let composed = Array(text.text.precomposedStringWithCanonicalMapping.utf8)
            #expect((CanonicalComposition.composed(text)?.text ?? text) == composed, "\(text.text.debugDescription)")
            if !TextProfile(text).contains(.composing) {
                #expect(composed == text)
                #expect(MarkRuns.firstRun(in: text, longerThan: 0) == nil)
            }
        }
    }

    @Test func noCombiningMarkIsPassedOver() {
        for value in UInt32(0x300)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value), CombiningMarks.contains(value) else { continue }
            let text = Array("ab\(scalar)cdefghij".utf8)
            #expect(MarkRuns.firstRun(in: text, longerThan: 0) == 2)
            #expect(TextProfile(text).contains(.composing))
        }
    }

    @Test func invalidBytesAreFoundWhereAStrictDecoderFindsThem() {
        var random = Seeded(seed: 4)
        for var text in Self.texts(5000, seed: 5) where !text.isEmpty {
            text[Int.random(in: text.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let isValid = String(validating: text, as: UTF8.self) != nil
            #expect((UTF8Bytes.firstInvalid(in: text) == nil) == isValid)
            guard let invalid = UTF8Bytes.firstInvalid(in: text) else { continue }
            #expect(String(validating: text[..<invalid], as: UTF8.self) != nil)
            #expect(UTF8Bytes.sequenceLength(in: text, at: invalid) == 0)
        }
    }

    @Test func blocksOfInvalidBytesAreFoundWhereverTheyAre() {
        var random = Seeded(seed: 9)
        let scalars = ["a", "é", "ж", "的", "\u{D7FF}", "\u{E000}", "🌙", "\u{10FFFF}", "\u{800}", "\u{10000}"]
        let broken: [[UInt8]] = [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xE1, 0x80], [0xED, 0xA0, 0x80], [0xF5],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF1, 0x80, 0x80], [0xFF], [0xF8, 0x88, 0x80, 0x80],
        ]
        for _ in 0..<3000 {
            func run(_ most: Int) -> [UInt8] {
                (0..<Int.random(in: 0...most, using: &random)).flatMap { _ in
                    Array((scalars.randomElement(using: &random) ?? "").utf8)
                }
            }
            let before = run(60)
            let text = before + (broken.randomElement(using: &random) ?? []) + [0x61] + run(60)
            #expect(UTF8Bytes.firstInvalid(in: text) == before.count)
            #expect(UTF8Bytes.firstInvalid(in: before) == nil)
            #expect(before.text.utf8.elementsEqual(before) && before.text == String(decoding: before, as: UTF8.self))
            #expect(text.text == String(decoding: text, as: UTF8.self))
        }
    }

    @Test func syllablesArePutTogetherAsTheStandardLibraryDoes() {
        let tails = (UInt32(0x11A7)...0x11C2).compactMap(Unicode.Scalar.init)
        for lead in (UInt32(0x10FF)...0x1113).compactMap(Unicode.Scalar.init) {
            for vowel in (UInt32(0x1160)...0x1176).compactMap(Unicode.Scalar.init) {
                let text = "\(lead)\(vowel) " + tails.map { "\(lead)\(vowel)\($0)" }.joined(separator: "x")
                let composed = CanonicalComposition.composed(Array(text.utf8))?.text ?? Array(text.utf8)
                #expect(composed == Array(text.precomposedStringWithCanonicalMapping.utf8))
            }
        }
    }

    @Test func aSecretIsAWholeRunOfKeyBytes() {
        for text in Self.texts(5000, seed: 6) {
            var (plain, run, count) = ([UInt8](), [UInt8](), 0)
            for byte in text + [0x0A] {
                if byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2D || byte == 0x5F {
                    run.append(byte)
                    continue
                }
                count += Self.isSecret(run) ? 1 : 0
                plain += Self.isSecret(run) ? Array("[SECRET]".utf8) : run
                run = []
                plain.append(byte)
            }
            let masked = SecretRule.masked(text)
            #expect((masked?.text ?? text) == plain.dropLast(), "\(text.text.debugDescription)")
            #expect(masked?.count ?? 0 == count)
        }
    }

    /// Of the shapes of keys those that the pieces can make.
    private static func isSecret(_ run: [UInt8]) -> Bool {
        let shapes: [(String, ClosedRange<Int>)] = [
            ("sk-", 20...4096), ("hf_", 20...4096), ("github_pat_", 30...4096), ("AKIA", 16...16),
        ]
        return shapes.contains { run.starts(with: $0.0.utf8) && $0.1.contains(run.count - $0.0.utf8.count) }
    }

    @Test func namesAreMaskedFromLeftToRightLongestFirst() {
        let names = [("Ilse Weber", true), ("Жук", false), ("李小龙", false)]
        var patterns = NamePatterns()
        for (name, isUser) in names { patterns.add(Array(name.utf8), macro: [0x7B, 0x78, 0x7D], isUser: isUser) }
        for text in Self.texts(5000, seed: 7) {
            let masked = patterns.masked(text)
            let (plain, users, characters) = Self.masked(text)
            #expect((masked?.text ?? text) == plain, "\(text.text.debugDescription)")
            #expect(masked?.users ?? 0 == users && masked?.characters ?? 0 == characters)
        }
    }

    /// Looks for each name at each place, as letters that stand alone.
    private static func masked(_ text: [UInt8]) -> (text: [UInt8], users: Int, characters: Int) {
        let names = [("Ilse Weber", true), ("李小龙", false), ("Жук", false), ("Ilse", true)]
        var (output, users, characters, index) = ([UInt8](), 0, 0, 0)
        next: while index < text.count {
            for (name, isUser) in names where text.has(Array(name.utf8), at: index) {
                let end = index + name.utf8.count
                let isIdeographic = name == "李小龙"
                let isInBraces = index > 0 && text[index - 1] == 0x7B && end < text.count && text[end] == 0x7D
                if isInBraces || !isIdeographic && (isWord(before: index, text) || isWord(at: end, text)) { continue }
                output += [0x7B, 0x78, 0x7D]
                if isUser { users += 1 } else { characters += 1 }
                index = end
                continue next
            }
            output.append(text[index])
            index += 1
        }
        return (output, users, characters)
    }

    private static func isWord(before index: Int, _ text: [UInt8]) -> Bool {
        text[..<index].withUnsafeBufferPointer { Array($0) }.text.unicodeScalars.last.map(isWord) ?? false
    }

    private static func isWord(at index: Int, _ text: [UInt8]) -> Bool {
        Array(text[index...]).text.unicodeScalars.first.map(isWord) ?? false
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        let ideographs: [ClosedRange<UInt32>] = [0x1100...0x11FF, 0x2E80...0x9FFF, 0xAC00...0xD7AF]
        if ideographs.contains(where: { $0.contains(scalar.value) }) { return false }
        return scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || CombiningMarks.contains(scalar.value)
    }
}
