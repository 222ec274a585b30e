/// Folding for the fingerprint of a dialogue: quotes mapped to ASCII, white space to single spaces, case removed.
///
/// Case folding here is the lower-case mapping with `ß` as `ss`, `ſ` as `s` and `ς` as `σ`: what Unicode's full case
/// folding does for every script with case but Cherokee and a few ligatures.
enum DialogueFolding {
    /// The folded form of valid UTF-8; white space at the ends is dropped.
    static func folded(_ text: [UInt8]) -> [UInt8] {
        // No mapping makes a scalar longer than one and a half times its length.
        [UInt8](unsafeUninitializedCapacity: text.count + text.count / 2 + 8) { buffer, count in
            count = fold(text, into: buffer)
        }
    }

    private static func fold(_ text: [UInt8], into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var end = 0
        var pendingSpace = false
        var index = 0
        var wide: [UInt8] = []
        while index < text.count {
            let space = WhiteSpace.length(in: text, at: index)
            if space > 0 {
                pendingSpace = end > 0
                index += space
                continue
            }
            if pendingSpace {
                buffer[end] = 0x20
                end += 1
                pendingSpace = false
            }
            let byte = text[index]
            if byte < 0x80 {
                buffer[end] = byte.lowercasedASCII
                end += 1
                index += 1
                continue
            }
            let (value, length) = UTF8Bytes.scalar(in: text, at: index)
            wide.removeAll(keepingCapacity: true)
            appendFolded(value, to: &wide)
            for byte in wide {
                buffer[end] = byte
                end += 1
            }
            index += length
        }
        return end
    }

    private static func appendFolded(_ value: UInt32, to output: inout [UInt8]) {
        switch value {
        case 0x2018, 0x2019, 0x201A, 0x201B: output.append(0x27)
        case 0x201C, 0x201D, 0x201E, 0x201F: output.append(0x22)
        case 0xDF, 0x1E9E: output += [0x73, 0x73]
        case 0x17F: output.append(0x73)
        case 0x3C2: UTF8Bytes.append(0x3C3, to: &output)
        case 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A1, 0x3A3...0x3A9, 0x410...0x42F:
            UTF8Bytes.append(value + 0x20, to: &output)
        case 0x400...0x40F: UTF8Bytes.append(value + 0x50, to: &output)
        case 0xDF...0xFF, 0x3B1...0x3C9, 0x430...0x45F, 0x2000...0x20FF, 0x2E80...0xA63F, 0xAC00...0xD7A3,
            0x1F000...0x1FFFF, 0x20000...0x3FFFF:
            UTF8Bytes.append(value, to: &output)
        default:
            guard let scalar = Unicode.Scalar(value) else { return }
            output += Array(scalar.properties.lowercaseMapping.utf8)
        }
    }
}
