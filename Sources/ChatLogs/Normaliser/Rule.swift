/// Everything the normaliser does to a text or remarks about it, by stable name, in the order of application.
public enum Rule: String, Sendable, CaseIterable {
    // Always: the same text, written one way.
    /// CRLF and CR became LF.
    case lineEndings = "line_endings"
    /// NUL was removed; PostgreSQL cannot store it.
    case nul = "nul_removed"
    /// Zero-width and control characters were removed: U+FEFF, U+200B, U+200E, U+009D.
    case zeroWidth = "zero_width_removed"
    /// Display markup of the source was undone: entities, `<br>`, `<audio>`.
    case displayMarkup = "display_markup_removed"
    /// `<think>` blocks were moved to the turn's reasoning.
    case reasoning = "reasoning_moved"
    /// Places were brought into normalisation form C.
    case composition = "nfc"
    /// U+00A0, U+2000 and U+2002 became plain spaces.
    case spaces = "spaces_unified"

    // Secrets and personal data: replaced by a mark.
    /// Something in the shape of an API key.
    case secret
    /// An e-mail address.
    case email
    /// A Discord mention or `name#1234`.
    case discordID = "discord_id"
    /// A token such as `[NAME_REDACTED]`, written by the exporter where the user's name was.
    case redactionToken = "redaction_token"
    /// A macro in another spelling, such as `<USER>`.
    case macro = "macro_unified"
    /// The user's name became `{{user}}`.
    case userName = "user_name"
    /// A character's name became its macro.
    case characterName = "character_name"
    /// An IPv4 address.
    case ipAddress = "ip_address"
    /// A telephone number.
    case phone

    // Form of the turn.
    /// The turn began with its own speaker's name.
    case leadingName = "leading_name_stripped"
    /// White space at the ends of lines was removed.
    case trailingSpace = "trailing_space"
    /// More than one blank line in a row became one.
    case blankLines = "blank_lines"
    /// White space around the text was removed.
    case outerSpace = "outer_space"

    // Flags: nothing is changed.
    /// Training markup inside the text.
    case controlToken = "control_token"
    /// A macro that the front end should have replaced.
    case macroLeak = "macro_leak"
    /// Three or more combining marks in a row.
    case zalgo
    /// An odd number of `*`.
    case unbalancedAsterisk = "unbalanced_asterisk"
    /// An odd number of `"`, or curly quotes that do not pair.
    case unbalancedQuote = "unbalanced_quote"
    /// A model turn that stops in the middle of a sentence.
    case truncatedTurn = "truncated_turn"
    /// The text speaks for several people.
    case multiSpeaker = "multi_speaker_in_turn"
    /// The same text in the same role came before.
    case duplicateTurn = "duplicate_turn"
    /// A model turn shares a run of seven words, or its first 30 characters, with an earlier one.
    case repeatedRun = "repeated_ngram"
    /// More than half of a model turn is one run of words again and again.
    case loopedText = "looped_text"
    /// A turn in which somebody only hit the keyboard.
    case keyboardMash = "keyboard_mash"
    /// A model turn that begins with a refusal or speaks of itself as a model.
    case refusal
    /// The turn has no text.
    case emptyTurn = "empty_turn"
    /// The whole turn is in parentheses: out of character for some, narration for others.
    case wholeParenthesis = "whole_parenthesis"
    /// The encoding had to be guessed or repaired.
    case encodingSuspect = "encoding_suspect"

    /// What a rule does.
    public enum Kind: Sendable {
        /// Rewrites without loss of meaning.
        case action
        /// Replaces personal data or a secret.
        case redaction
        /// Only remarks.
        case flag
    }

    /// What this rule does. Stripping a leading name is also shown as a flag, because curators filter on it.
    public var kind: Kind {
        switch self {
        case .secret, .email, .discordID, .ipAddress, .phone, .redactionToken, .userName, .characterName: .redaction
        case .leadingName, .controlToken, .macroLeak, .zalgo, .unbalancedAsterisk, .unbalancedQuote, .truncatedTurn,
            .multiSpeaker, .duplicateTurn, .repeatedRun, .loopedText, .keyboardMash, .refusal, .emptyTurn,
            .wholeParenthesis, .encodingSuspect:
            .flag
        default: .action
        }
    }
}

/// Collects what the rules did to one turn.
struct Findings: Sendable {
    private var found: [(rule: Rule, count: Int, span: Range<Int>?)] = []

    /// Adds occurrences of a rule; the first span given is kept.
    mutating func add(_ rule: Rule, _ count: Int = 1, span: Range<Int>? = nil) {
        guard count > 0 else { return }
        if let index = found.firstIndex(where: { $0.rule == rule }) {
            found[index].count += count
        } else {
            if found.isEmpty { found.reserveCapacity(4) }
            found.append((rule, count, span))
        }
    }

    /// Adds the redactions among others.
    mutating func addRedactions(of others: Findings) {
        for other in others.found where other.rule.kind == .redaction { add(other.rule, other.count) }
    }

    /// Whether a rule applied.
    func has(_ rule: Rule) -> Bool { found.contains { $0.rule == rule } }

    /// What was done and seen, in the order in which it was.
    var list: [Finding] { found.map { Finding(rule: $0.rule.rawValue, count: $0.count, span: $0.span) } }

    /// The flags among them.
    var flags: [String] { found.filter { $0.rule.kind == .flag }.map(\.rule.rawValue) }

    /// Sums over turns, in order of the rules.
    static func sums(_ turns: [Turn]) -> [Finding] {
        var sums: [Finding] = []
        for index in turns.indices {
            for finding in turns[index].findings {
                if let place = sums.firstIndex(where: { $0.rule == finding.rule }) {
                    sums[place].count += finding.count
                } else {
                    sums.append(Finding(rule: finding.rule, count: finding.count))
                }
            }
        }
        return Rule.allCases.compactMap { rule in sums.first { $0.rule == rule.rawValue } }
    }
}
