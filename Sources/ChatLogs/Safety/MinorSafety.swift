/// Signs of one text for the safety rule.
struct SafetySigns: Sendable, Equatable {
    /// Words that are sexual beyond doubt.
    private(set) var hasExplicit = false
    /// Different words that are sexual in company, one bit each.
    private(set) var suggestive: UInt64 = 0
    /// A stated age below eighteen, or a word that says by itself that somebody is a minor.
    private(set) var hasMinor = false
    /// A child is named.
    private(set) var hasChild = false
    /// Children in general, or an age of another time.
    private(set) var hasChildren = false

    /// Whether the text is sexual.
    var isSexual: Bool { hasExplicit || suggestive.nonzeroBitCount > 1 }
    /// Whether a child is near, in whatever way.
    var hasAnyChild: Bool { hasMinor || hasChild || hasChildren }

    /// Takes a word into account; `afterLittle`: a word such as `little` stands right before it.
    mutating func note(_ entry: Lexicon.Entry, afterLittle: Bool) {
        let classes = entry.classes
        if classes.contains(.explicit) { hasExplicit = true }
        if classes.contains(.suggestive) { suggestive |= 1 << UInt64(entry.detail) }
        if classes.contains(.minor) { hasMinor = true }
        if classes.contains(.child) || classes.contains(.youngster) && afterLittle { hasChild = true }
        if classes.contains(.children) { hasChildren = true }
    }

    /// Takes an age into account.
    mutating func noteAge(_ kind: StatedAge.Kind?) {
        switch kind {
        case .present?: hasMinor = true
        case .past?: hasChildren = true
        case nil: break
        }
    }

    /// Adds the signs of another text.
    mutating func add(_ other: SafetySigns) {
        hasExplicit = hasExplicit || other.hasExplicit
        suggestive |= other.suggestive
        hasMinor = hasMinor || other.hasMinor
        hasChild = hasChild || other.hasChild
        hasChildren = hasChildren || other.hasChildren
    }
}

/// Holds sessions that may be sexual and involve a minor, for a review outside the ordinary one.
///
/// A session is held when it is sexual, in any turn (alternates, hidden turns and reasoning included) or in what
/// surrounds the dialogue (title, names, personas, scenario, notes, memory, system prompt and system turns,
/// examples), and
/// - somewhere an age below eighteen is stated of now, or a word says by itself that somebody is a minor; or
/// - what surrounds the dialogue names a child (`a teenager`, `little girl`); or
/// - a child, children or an age of another time is named in a turn that is sexual, by itself or together with
///   the two turns before it, or in one of those.
///
/// One explicit word makes a text sexual, or two different suggestive ones; in three turns in a row they add up. Digits in place of letters and words spelled letter by letter are seen. The rule errs on the side of holding:
/// what is held is kept and not deleted, nobody is shown it, and nothing is fed from it.
///
/// Its limits: English words only; no understanding of negation, irony or who is meant; misspellings, other languages,
/// ages told by birthdays or school years, and hints spread over many turns without a clear word are missed.
struct MinorSafety: Sendable {
    private var around = SafetySigns()
    private var before: (SafetySigns, SafetySigns) = (SafetySigns(), SafetySigns())
    private var isSexual = false
    private var hasMinor = false
    private var isNear = false

    /// Takes a text that surrounds the dialogue into account.
    mutating func add(around signs: SafetySigns) { around.add(signs) }

    /// Takes a turn with all its variants into account, in the order of turns.
    mutating func add(turn signs: SafetySigns) {
        var near = before.0
        near.add(before.1)
        near.add(signs)
        if near.isSexual {
            isSexual = true
            if near.hasAnyChild { isNear = true }
        }
        if signs.hasMinor { hasMinor = true }
        before = (before.1, signs)
    }

    /// Whether the session has to be held.
    var isHeld: Bool {
        isNear || (isSexual || around.isSexual) && (hasMinor || around.hasMinor || around.hasChild)
    }
}
