import Testing

@testable import ChatLogs

@Suite struct NormaliserTests {
    /// A normaliser for a chat of Ilse (user) with Bruno Weber.
    static let normaliser: Normaliser = {
        var normaliser = Normaliser()
        normaliser.names.add(Array("Ilse".utf8), macro: MacroRules.user, isUser: true)
        normaliser.names.add(Array("Bruno Weber".utf8), macro: MacroRules.character, isUser: false)
        normaliser.names.add(Array("李小龙".utf8), macro: Array("{{char_2}}".utf8), isUser: false)
        normaliser.names.add(Array("C.C.".utf8), macro: Array("{{char_3}}".utf8), isUser: false)
        normaliser.names.add(Array("Will".utf8), macro: Array("{{char_4}}".utf8), isUser: false)
        normaliser.names.add(Array("Al".utf8), macro: Array("{{char_5}}".utf8), isUser: false)
        normaliser.ownNames = [["Ilse", "{{user}}", "You"], ["Bruno Weber", "{{char}}"]].map {
            $0.map { Array($0.utf8) }
        }
        return normaliser
    }()

    static func apply(_ text: String, speaker: Int? = nil, html: Bool = false) -> (text: String, rules: [String: Int]) {
        var findings = Findings()
        let result = normaliser.normalised(Array(text.utf8), speaker: speaker, isHTML: html, findings: &findings)
        return (result.text.text, Dictionary(uniqueKeysWithValues: findings.list.map { ($0.rule, $0.count) }))
    }

    @Test(arguments: [
        ("a\r\nb\rc", "a\nb\nc", "line_endings"), ("a\0b", "ab", "nul_removed"),
        ("a\u{200B}b\u{FEFF}c\u{200E}d\u{9D}e", "abcde", "zero_width_removed"),
        ("a\u{A0}b\u{2002}c", "a b c", "spaces_unified"), ("e\u{301}", "é", "nfc"),
        ("\u{212B}ngstr\u{F6}m", "Ångström", "nfc"), ("a\u{315}\u{300}", "à\u{315}", "nfc"),
        ("a  \nb\t\nc", "a\nb\nc", "trailing_space"), ("a\n\n\n\nb", "a\n\nb", "blank_lines"),
        ("\u{3000} a ", "a", "outer_space"), ("hi <USER>, <bot>", "hi {{user}}, {{char}}", "macro_unified"),
        ("{{User}} and {{CHAR}}", "{{user}} and {{char}}", "macro_unified"),
        ("hi [FIRST_NAME_REDACTED]", "hi {{user}}", "redaction_token"),
        ("mail a.b+c@d-e.co.uk.", "mail [EMAIL].", "email"), ("at 10.0.0.255, ok", "at [IP], ok", "ip_address"),
        ("ping <@!123456789012345678> now", "ping [DISCORD_ID] now", "discord_id"),
        ("I am sam.x#0042", "I am [DISCORD_ID]", "discord_id"),
        ("call +49 (30) 123-4567!", "call [PHONE]!", "phone"), ("call 555-123-4567.", "call [PHONE].", "phone"),
        ("call (555) 123 4567", "call [PHONE]", "phone"), ("hf_abcdefghijklmnopqrstuv", "[SECRET]", "secret"),
        ("key=sk-proj-abcdefghij_KLMNOPQRST;", "key=[SECRET];", "secret"),
        ("AKIAABCDEFGHIJKLMNOP", "AKIAABCDEFGHIJKLMNOP", ""), ("AKIAABCDEFGHIJ234567", "[SECRET]", "secret"),
        ("Ilse's hat, not Ilsebill, ilse or _Ilse", "{{user}}'s hat, not Ilsebill, ilse or _Ilse", "user_name"),
        ("Bruno Weber, Bruno", "{{char}}, {{char}}", "character_name"),
        ("那是李小龙吗", "那是{{char_2}}吗", "character_name"),
        ("C.C. smiles. ACXC.", "{{char_3}} smiles. ACXC.", "character_name"),
        ("Will you? Al, will you?", "Will you? Al, will you?", ""),
    ])
    func aRuleDoesItsOneThing(_ source: String, _ expected: String, _ rule: String) {
        let (text, rules) = Self.apply(source)
        #expect(Array(text.utf8) == Array(expected.utf8))
        #expect(rules.keys.sorted() == (rule.isEmpty ? [] : [rule]))
    }

    @Test(arguments: [
        "version 1.2.3.4.5 and 300.1.1.1", "2023-05-14 17:20", "1 000 000 000", "10:02:11", "5551234567", "x@y",
        "@home",
        "C# 1234", "a 👨‍👩‍👧 family", "क्षि", "ask-me-anything-about-this-long-word", "5 + 3 = 8",
        "<b>bold</b>", "&amp;",
    ])
    func whatOnlyLooksSimilarIsLeftAlone(_ source: String) {
        let (text, rules) = Self.apply(source)
        #expect(Array(text.utf8) == Array(source.utf8))
        #expect(rules.isEmpty)
    }

    @Test func aSpeakersOwnNameIsStrippedAsOftenAsItStandsThere() {
        #expect(Self.apply("Bruno Weber: {{char}} : hello", speaker: 1).text == "hello")
        #expect(Self.apply("Ilse: hello", speaker: 0).text == "hello")
        #expect(Self.apply("You: hello", speaker: 0).text == "hello")
        #expect(Self.apply("Ilse: hello", speaker: 1).text == "{{user}}: hello")
    }

    @Test func nestedThinkingLeavesNoTagBehind() {
        let (text, rules) = Self.apply("<th<think>a</think>ink>b</think>c")
        #expect(text == "c")
        #expect(rules["reasoning_moved"] == 2)
        #expect(Self.apply("2 < 3 </think> x").text == "2 < 3 </think> x")
    }

    @Test func displayMarkupIsUndoneOneLevelDeepAndOnlyWhereItIsMarkup() {
        #expect(
            Self.apply("&#x27;a&#39; &amp;lt; <br/>b<audio src=\"x\" controls ></audio>", html: true).text
                == "'a' &lt;\nb")
    }

    @Test func normalisingTwiceChangesNothing() {
        let pieces = [
            "a", "Ilse", "Bruno", "Bruno Weber", " ", "  ", "\n", "\n\n\n", "\r\n", "\r", "\0", "\u{200B}", "\u{FEFF}",
            "\u{A0}", "\u{2000}", "e", "\u{301}", "\u{315}", "\u{300}", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{212A}",
            "\u{F900}", "\u{3000}", "<think>", "</think>", "<th", "ink>", "<", ">", "{{user}}", "{{char}}", "{{", "}}",
            "<USER>", "<BOT>", ":", ": ", "You", "[NAME_REDACTED]", "[", "]", "REDACTED", "sk-", "abcdefghijklmnopqrst",
            "0123456789", "@", ".", "example", ".com", "#", "1234", "+", "+1", "555-123-4567", "555", "-", "(", ")",
            "123", "4567", "1", "192.168.1.1", "<@", "123456789012345678", "李小龙", "C.C.", "*", "\"", "é", "ß", "_",
            "[EMAIL]", "[PHONE]", "~", "👩‍🚀", "'", "AKIA", "ABCDEFGHIJ234567", "hf_", "\t", "\u{85}", "\u{2028}",
        ].map { Array($0.utf8) }
        var random = Seeded(seed: 42)
        for _ in 0..<60_000 {
            var source: [UInt8] = []
            for _ in 0..<Int.random(in: 1...12, using: &random) { source += pieces.randomElement(using: &random) ?? [] }
            let speaker = [nil, 0, 1].randomElement(using: &random) ?? nil
            var findings = Findings()
            let once = Self.normaliser.normalised(source, speaker: speaker, findings: &findings).text
            var second = Findings()
            let twice = Self.normaliser.normalised(once, speaker: speaker, findings: &second).text
            guard once == twice else {
                let steps = [source, once, twice].map(\.text.debugDescription).joined(separator: " -> ")
                Issue.record("not idempotent: \(steps)")
                return
            }
        }
    }

    @Test func aUsersShortFirstNameIsMaskedAndAnArticleIsNot() {
        var names = NamePatterns()
        names.add(Array("Sam Brandt".utf8), macro: MacroRules.user, isUser: true)
        names.add(Array("The Keeper".utf8), macro: MacroRules.user, isUser: true)
        names.add(Array("Eli Stone".utf8), macro: MacroRules.character, isUser: false)
        let masked = names.masked(Array("Sam Brandt, Sam and Samuel met The Keeper. The end, Eli.".utf8))
        #expect(masked?.text.text == "{{user}}, {{user}} and Samuel met {{user}}. The end, Eli.")
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
