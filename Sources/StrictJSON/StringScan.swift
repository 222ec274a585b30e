extension Parser {
    /// A string from its opening quote: UTF-8, escapes, NUL, surrogates and runs of combining marks are checked.
    mutating func string() throws(JSONFault) {
        let start = at + 1
        var hasEscapes = false
        var marks = 0
        var at = start
        while true {
            let lettersEnd = WideLetters.end(in: bytes, from: PlainText.end(in: bytes, from: at))
            if lettersEnd > at {
                marks = 0
                at = lettersEnd
                if at < bytes.count, bytes[at] < 0x80, bytes[at] != 0x22, bytes[at] != 0x5C { continue }
            }
            guard at < bytes.count else { throw fault(.brokenJSON, at, "The text ends inside a string.") }
            let byte = bytes[at]
            if byte == 0x22 {
                try append(.string, start, at, hasEscapes: hasEscapes)
                self.at = at + 1
                return
            }
            guard byte >= 0x20 else {
                throw fault(.brokenJSON, at, "A control character inside a string must be escaped.")
            }
            let scalar: UInt32
            let end: Int
            if byte == 0x5C {
                hasEscapes = true
                (scalar, end) = try escape(at)
            } else {
                guard let decoded = UTF8Scalar.decode(bytes, at) else {
                    throw fault(.notUTF8, at, "These bytes are not UTF-8.")
                }
                (scalar, end) = decoded
            }
            marks = CombiningMarks.contains(scalar) ? marks + 1 : 0
            guard marks <= limits.combiningRun else {
                throw fault(.combiningMarks, at, "More than \(limits.combiningRun) combining marks in a row.")
            }
            at = end
        }
    }

    /// The scalar of the escape whose backslash is at an offset, and where it ends.
    private mutating func escape(_ start: Int) throws(JSONFault) -> (UInt32, Int) {
        guard start + 1 < bytes.count else {
            throw fault(.brokenJSON, bytes.count, "The text ends inside a string.")
        }
        if let single = Escapes.single(bytes[start + 1]) { return (UInt32(single), start + 2) }
        guard bytes[start + 1] == 0x75 else { throw fault(.brokenJSON, start, "There is no such escape in JSON.") }
        guard let (scalar, end) = Escapes.scalar(bytes, start) else {
            throw fault(.brokenJSON, start, "\\u needs four hexadecimal digits.")
        }
        if scalar == 0, limits.nul == .refuse {
            throw fault(.nulCharacter, start, "A NUL character cannot be stored.")
        }
        guard 0xD800...0xDFFF ~= scalar else { return (scalar, end) }
        guard limits.loneSurrogates == .accept else {
            throw fault(.loneSurrogate, start, "Half a surrogate pair is not a character.")
        }
        repairedSurrogates += 1
        return (Escapes.replacement, end)
    }
}
