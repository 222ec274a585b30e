/// Lines that begin with a name and a colon, inside one turn.
enum SpeakerLines {
    /// Whether the text speaks for several people: a line begins with the name of another participant, or two lines
    /// begin with what looks like names.
    static func speaksForOthers(_ text: [UInt8], names: Set<[UInt8]>, own: [[UInt8]]) -> Bool {
        var candidates = 0
        var start = 0
        while start < text.count {
            let end = newline.firstIndex(in: text, from: start)
            if let name = name(atStartOf: text[start..<end]) {
                if names.contains(name), !own.contains(name) { return true }
                if isMacro(name), !own.contains(name) { return true }
                candidates += 1
                if candidates >= 2 { return true }
            }
            start = end + 1
        }
        return false
    }

    /// What stands before the first colon of a line, if it could be a name: 1 to 40 characters, at most four words,
    /// beginning with a capital, a letter of a script without capitals, or a macro.
    static func name(atStartOf line: ArraySlice<UInt8>) -> [UInt8]? {
        guard let first = line.first, first >= 0x80 || 0x41...0x5A ~= first || first == 0x7B else { return nil }
        guard let colon = line.prefix(120).firstIndex(of: 0x3A), colon + 1 == line.endIndex || line[colon + 1] == 0x20
        else { return nil }
        let name = WhiteSpace.trimmed(Array(line[..<colon]))
        let scalars = name.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        let words = name.reduce(1) { $0 + ($1 == 0x20 ? 1 : 0) }
        let isClean = !name.contains { forbidden.contains($0) }
        return 1...40 ~= scalars && words <= 4 && isClean ? name : nil
    }

    private static func isMacro(_ name: [UInt8]) -> Bool { name == MacroRules.user || name == MacroRules.character }

    private static let newline = ByteSet([0x0A])
    private static let forbidden = ByteSet(Array("*\"()[]<>/\\?!,;=|".utf8))
}
