/// Rules that bring every placeholder for a name to `{{user}}` or `{{char}}`.
enum MacroRules {
    /// The user's macro.
    static let user = Array("{{user}}".utf8)
    /// The macro of the first or only character.
    static let character = Array("{{char}}".utf8)

    /// Exporters' redaction tokens to `{{user}}`.
    static func redactionTokens(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: bracket) { index in
            guard index + 1 < text.count, tokenLetters.contains(text[index + 1]) else { return nil }
            for token in tokens where text.has(token, at: index) { return (token.count, user) }
            return nil
        }
    }

    /// `<USER>`, `<BOT>`, `{{User}}` and the like to the one spelling. Text that has it already is left alone.
    static func unified(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: starts) { index in
            guard mayBegin(text, at: index) else { return nil }
            for (spelling, macro) in spellings where text.hasIgnoringCase(spelling, at: index) {
                return text.has(macro, at: index) ? nil : (spelling.count, macro)
            }
            return nil
        }
    }

    /// Number of macros in the text, in any spelling.
    static func count(in text: [UInt8]) -> Int {
        var count = 0
        var index = brace.firstIndex(in: text, from: 0)
        while index < text.count {
            if mayBegin(text, at: index),
                text.hasIgnoringCase(user, at: index) || text.hasIgnoringCase(character, at: index)
            {
                count += 1
            }
            index = brace.firstIndex(in: text, from: index + 1)
        }
        return count
    }

    /// The text with both macros replaced by names, as a front end does before it shows a greeting.
    static func substituted(_ text: [UInt8], user userName: [UInt8], character name: [UInt8]) -> [UInt8] {
        let unified = unified(text)?.text ?? text
        return rewriting(unified, at: brace) { index in
            if unified.has(user, at: index) { return (user.count, userName) }
            if unified.has(character, at: index) { return (character.count, name) }
            return nil
        }?.text ?? unified
    }

    /// Whether the letter that follows the opening marks begins a macro: a text may be nothing but such marks.
    @inline(__always)
    private static func mayBegin(_ text: [UInt8], at index: Int) -> Bool {
        let isBrace = text[index] == 0x7B
        let letter = index + (isBrace ? 2 : 1)
        guard letter < text.count, letters.contains(text[letter].lowercasedASCII) else { return false }
        return !isBrace || text[index + 1] == 0x7B
    }

    private static let tokens = [
        "[NAME_IN_MESSAGE_REDACTED]", "[USERNAME_REDACTED]", "[FIRST_NAME_REDACTED]", "[ACCOUNT_NAME_REDACTED]",
        "[DISPLAY_NAME_REDACTED]", "[BOT_CREATOR_NAME_REDACTED]", "[NAME_REDACTED]", "[REDACTED]",
    ].map { Array($0.utf8) }
    private static let spellings: [(spelling: [UInt8], macro: [UInt8])] = [
        ("<user>", user), ("<bot>", character), ("<char>", character), ("{{user}}", user), ("{{char}}", character),
        ("{{bot}}", character),
    ].map { (Array($0.0.utf8), $0.1) }
    private static let tokenLetters = ByteSet(tokens.map { $0[1] })
    private static let letters = ByteSet("ubc".utf8)
    private static let bracket = ByteSet([0x5B])
    private static let brace = ByteSet([0x7B])
    private static let starts = ByteSet([0x3C, 0x7B])
}
