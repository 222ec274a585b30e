/// Brings the texts of one session into the one form that training data has.
///
/// The rules run in the order of `Rule`. Applying the whole again changes nothing; each rule is a function from bytes
/// to bytes that says how often it applied.
struct Normaliser: Sendable {
    /// The names of everybody in the session.
    var names = NamePatterns()
    /// For each participant, what may stand before a colon at the beginning of its turns.
    var ownNames: [[[UInt8]]] = []

    /// A text after all rules.
    struct Result {
        var text: [UInt8]
        var profile: TextProfile
        var reasoning: [UInt8]?
    }

    /// Normalises a text of a speaker (nil when nobody in particular speaks), adding to the findings.
    func normalised(
        _ source: [UInt8], speaker: Int?, isHTML: Bool = false, findings: inout Findings
    ) -> Result {
        var work = Work(text: source, findings: findings)
        let reasoning = work.unifyCharacters(isHTML: isHTML)
        work.maskShapes()
        work.maskNames(names)
        work.maskNumbers()
        if let speaker, ownNames.indices.contains(speaker) {
            work.apply(.leadingName) { LeadingNameRule.stripped($0, names: ownNames[speaker]) }
        }
        work.unifyLayout()
        findings = work.findings
        let profile = work.currentProfile
        guard let reasoning else { return Result(text: work.text, profile: profile) }
        var ignored = Findings()
        let inner = normalised(reasoning, speaker: nil, findings: &ignored).text
        return Result(text: work.text, profile: profile, reasoning: inner.isEmpty ? nil : inner)
    }

    /// Normalises a text that is not a turn.
    func normalised(_ source: [UInt8]) -> String {
        var ignored = Findings()
        return normalised(source, speaker: nil, findings: &ignored).text.text
    }
}

/// A text on its way through the rules.
private struct Work {
    var text: [UInt8]
    var findings: Findings
    private var profile: TextProfile
    private var isProfileOld = false

    init(text: [UInt8], findings: Findings) {
        self.text = text
        self.findings = findings
        profile = TextProfile(text)
    }

    mutating func apply(_ rule: Rule, _ body: ([UInt8]) -> (text: [UInt8], count: Int)?) {
        guard let (changed, count) = body(text) else { return }
        text = changed
        isProfileOld = true
        findings.add(rule, count)
    }

    /// The profile of the text as it is now.
    var currentProfile: TextProfile { isProfileOld ? TextProfile(text) : profile }

    /// One spelling of line ends, characters and spaces; returns what the model thought.
    mutating func unifyCharacters(isHTML: Bool) -> [UInt8]? {
        if profile.contains(.control) {
            apply(.lineEndings, CharacterRules.lineEndings)
            apply(.nul, CharacterRules.nul)
        }
        if profile.contains(.spacing) { apply(.zeroWidth, CharacterRules.zeroWidth) }
        if isHTML, !profile.isDisjoint(with: [.ampersand, .angle]) {
            apply(.displayMarkup, DisplayMarkupRule.removed)
            // Entities may stand for any of the characters above.
            apply(.lineEndings, CharacterRules.lineEndings)
            apply(.zeroWidth, CharacterRules.zeroWidth)
        }
        var reasoning: [UInt8]?
        if profile.contains(.angle), let moved = ReasoningRule.moved(text) {
            (text, reasoning) = (moved.text, moved.reasoning)
            findings.add(.reasoning, moved.count)
            isProfileOld = true
        }
        refreshProfile()
        if profile.contains(.composing) { apply(.composition, CanonicalComposition.composed) }
        if profile.contains(.spacing) {
            apply(.spaces, CharacterRules.spaces)
            refreshProfile()
        }
        return reasoning
    }

    private mutating func refreshProfile() {
        profile = currentProfile
        isProfileOld = false
    }

    /// Secrets, and personal data whose shape may hold a name.
    mutating func maskShapes() {
        if !profile.isDisjoint(with: [.joiner, .digit]) { apply(.secret, SecretRule.masked) }
        if profile.contains(.at) { apply(.email, PersonalDataRules.email) }
        if !profile.isDisjoint(with: [.at, .hash]), profile.contains(.digit) {
            apply(.discordID, PersonalDataRules.discordID)
        }
    }

    /// Placeholders and names to macros.
    mutating func maskNames(_ names: NamePatterns) {
        if profile.contains(.bracket) { apply(.redactionToken, MacroRules.redactionTokens) }
        if !profile.isDisjoint(with: [.angle, .brace]) { apply(.macro, MacroRules.unified) }
        guard let masked = names.masked(text) else { return }
        text = masked.text
        // What a name had beside letters may be gone: then a rule looks for it in vain.
        profile.formUnion(names.maskProfile)
        findings.add(.userName, masked.users)
        findings.add(.characterName, masked.characters)
    }

    /// Personal data made of numbers. After the names: what touches a number decides whether it is one.
    mutating func maskNumbers() {
        guard profile.contains(.digit) else { return }
        apply(.ipAddress, PersonalDataRules.ipAddress)
        apply(.phone, PhoneRule.masked)
    }

    /// White space between and around lines.
    mutating func unifyLayout() {
        if profile.contains(.newline) || profile.contains(.control) {
            apply(.trailingSpace, LayoutRules.trailingSpace)
            apply(.blankLines, LayoutRules.blankLines)
        }
        apply(.outerSpace, LayoutRules.outerSpace)
    }
}
