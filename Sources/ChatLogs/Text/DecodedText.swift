/// A file's text as UTF-8, and what had to be done to get it.
struct DecodedText {
    /// How the file's bytes became text.
    enum Encoding: Equatable {
        case utf8, utf16LittleEndian, utf16BigEndian
        /// UTF-8 with surrogates encoded one by one, as JavaScript and Java programs write it when they cut text.
        case cesu8
        /// UTF-8 with a few invalid bytes, replaced by U+FFFD.
        case repairedUTF8
        case windows1252

        /// Whether the text may differ from what the writer meant.
        var isSuspect: Bool { self == .cesu8 || self == .repairedUTF8 || self == .windows1252 }
    }

    /// Valid UTF-8 without a byte order mark.
    var bytes: [UInt8]
    /// Where it came from.
    var encoding: Encoding

    /// Decodes a file: byte order mark, strict UTF-8, CESU-8, UTF-8 with few errors, Windows-1252 if it looks like
    /// text. Nil when it is not text; garbage is given up on after 64 KiB.
    init?(_ file: [UInt8]) {
        if file.has([0xEF, 0xBB, 0xBF], at: 0) {
            self.init(eightBit: Array(file[3...]))
        } else if file.has([0xFF, 0xFE], at: 0) {
            self.init(bytes: Self.utf16(file, littleEndian: true), encoding: .utf16LittleEndian)
        } else if file.has([0xFE, 0xFF], at: 0) {
            self.init(bytes: Self.utf16(file, littleEndian: false), encoding: .utf16BigEndian)
        } else {
            self.init(eightBit: file)
        }
        if encoding != .utf8, !Self.looksLikeText(bytes) { return nil }
    }

    private init(bytes: [UInt8], encoding: Encoding) {
        self.bytes = bytes
        self.encoding = encoding
    }

    private init?(eightBit file: [UInt8]) {
        guard let firstInvalid = UTF8Bytes.firstInvalid(in: file) else {
            if !Self.looksLikeText(file) { return nil }
            self.init(bytes: file, encoding: .utf8)
            return
        }
        guard Self.looksLikeText(file) else { return nil }
        let census = Census(file, from: firstInvalid)
        if census.strayBytes == 0 {
            self.init(bytes: Self.repaired(file, from: firstInvalid), encoding: .cesu8)
        } else if census.sequences >= census.strayBytes {
            self.init(bytes: Self.repaired(file, from: firstInvalid), encoding: .repairedUTF8)
        } else if Self.isMostlyASCII(file) {
            self.init(bytes: Self.windows1252(file), encoding: .windows1252)
        } else {
            return nil
        }
    }

    /// Whether at most a third of the first 64 KiB is outside ASCII. Western text in Windows-1252 is; other code pages
    /// and compressed data are not, and would become nonsense.
    private static func isMostlyASCII(_ file: [UInt8]) -> Bool {
        let sample = min(file.count, 1 << 16)
        var wide = 0
        for index in 0..<sample where file[index] >= 0x80 { wide += 1 }
        return wide * 3 <= sample + 8
    }

    /// Whether the first 64 KiB have few control characters. NUL and the like fill binary files and are absent from
    /// text but for the odd accident.
    private static func looksLikeText(_ file: [UInt8]) -> Bool {
        let sample = min(file.count, 1 << 16)
        var controls = 0
        for index in 0..<sample {
            let byte = file[index]
            if byte < 0x20 && !(0x07...0x0D ~= byte) && byte != 0x1B || byte == 0x7F { controls += 1 }
        }
        return controls * 50 <= sample + 50
    }

    /// Counts of what a file that is not valid UTF-8 is made of.
    private struct Census {
        /// Valid sequences of more than one byte.
        var sequences = 0
        /// Invalid bytes that are no surrogate encoded as three bytes.
        var strayBytes = 0

        init(_ file: [UInt8], from firstInvalid: Int) {
            var index = 0
            while index < file.count {
                index = UTF8Bytes.firstNonASCII(in: file, from: index)
                if index >= file.count { break }
                let length = UTF8Bytes.sequenceLength(in: file, at: index)
                if length > 0 {
                    sequences += 1
                    index += length
                } else if DecodedText.isSurrogate(file, at: index) {
                    index += 3
                } else {
                    strayBytes += 1
                    index += 1
                }
            }
        }
    }

    /// Whether a surrogate stands at `index` as three bytes.
    private static func isSurrogate(_ file: [UInt8], at index: Int) -> Bool {
        index + 2 < file.count && file[index] == 0xED && file[index + 1] & 0xE0 == 0xA0
            && file[index + 2] & 0xC0 == 0x80
    }

    private static func repaired(_ file: [UInt8], from firstInvalid: Int) -> [UInt8] {
        var output = Array(file[..<firstInvalid])
        output.reserveCapacity(file.count)
        var index = firstInvalid
        func unit(_ at: Int) -> UInt32 { 0xD000 | UInt32(file[at + 1] & 0x3F) << 6 | UInt32(file[at + 2] & 0x3F) }
        while index < file.count {
            let length = UTF8Bytes.sequenceLength(in: file, at: index)
            if length > 0 {
                for offset in 0..<length { output.append(file[index + offset]) }
                index += length
            } else if isSurrogate(file, at: index) {
                let high = unit(index)
                index += 3
                if high < 0xDC00, isSurrogate(file, at: index), unit(index) >= 0xDC00 {
                    UTF8Bytes.append(0x10000 + (high - 0xD800) << 10 + (unit(index) - 0xDC00), to: &output)
                    index += 3
                } else {
                    UTF8Bytes.append(0xFFFD, to: &output)
                }
            } else {
                // One replacement for a run of stray bytes, such as a sequence cut off at the end of the file.
                UTF8Bytes.append(0xFFFD, to: &output)
                while index < file.count, file[index] >= 0x80, UTF8Bytes.sequenceLength(in: file, at: index) == 0,
                    !isSurrogate(file, at: index)
                {
                    index += 1
                }
            }
        }
        return output
    }

    private static func utf16(_ file: [UInt8], littleEndian: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(file.count)
        func unit(_ at: Int) -> UInt32 {
            let (low, high) = littleEndian ? (file[at], file[at + 1]) : (file[at + 1], file[at])
            return UInt32(high) << 8 | UInt32(low)
        }
        var index = 2
        while index + 1 < file.count {
            let first = unit(index)
            index += 2
            if 0xD800...0xDBFF ~= first, index + 1 < file.count, 0xDC00...0xDFFF ~= unit(index) {
                UTF8Bytes.append(0x10000 + (first - 0xD800) << 10 + (unit(index) - 0xDC00), to: &output)
                index += 2
            } else {
                UTF8Bytes.append(first, to: &output)
            }
        }
        return output
    }

    private static func windows1252(_ file: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(file.count + file.count / 8)
        for byte in file {
            switch byte {
            case 0x80...0x9F: UTF8Bytes.append(windows1252Specials[Int(byte - 0x80)], to: &output)
            default: UTF8Bytes.append(UInt32(byte), to: &output)
            }
        }
        return output
    }

    /// 0x80 to 0x9F of Windows-1252; the five unassigned bytes become U+FFFD.
    private static let windows1252Specials: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
