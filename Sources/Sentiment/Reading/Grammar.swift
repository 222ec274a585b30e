/// Applies the grammar of opinions to the hits of a comment: negation, emphasis, "too", wishes, what is gone or fixed.
///
/// The constants of negation and emphasis are those of VADER (Hutto & Gilbert 2014).
struct Grammar {
    /// What is left of an opinion under "not", and its sign turned round.
    static let negation: Float = -0.74
    /// Words that a negator reaches over.
    static let window: Int32 = 5
    /// The same of "wish" and "could be".
    static let wishWindow: Int32 = 9

    private let hits: UnsafeMutableBufferPointer<Hit>
    /// Where the words stood that wait for an opinion; all end with the clause, the first two with the segment.
    private var negator: (end: Int32, segment: Int32)?
    private var booster: (end: Int32, segment: Int32, strength: Float, isComparative: Bool)?
    private var excess: Int32?
    private var wish: Int32?
    private var standard: (end: Int32, isOrigin: Bool)?
    /// The segment of which another model is the subject.
    private var rival: Int32?
    private var clause: Int32 = 0
    private var segment: Int32 = 0

    /// Changes the strengths of the hits where they stand.
    static func apply(to hits: UnsafeMutableBufferPointer<Hit>) {
        var grammar = Grammar(hits: hits)
        for index in hits.indices { grammar.read(index) }
    }

    private init(hits: UnsafeMutableBufferPointer<Hit>) {
        self.hits = hits
    }

    private mutating func read(_ index: Int) {
        let hit = hits[index]
        cross(into: hit)
        switch hit.meaning.role {
        case .opinion: judge(index)
        case .negator:
            negator = negator?.end == hit.start ? nil : (hit.end, hit.segment)
        case .halt: negator = negator != nil ? nil : hit.meaning.strength < 0 ? (hit.end, hit.segment) : nil
        case .lessening: lessen(index)
        case .booster: boost(hit)
        case .excess: excess = hit.end
        case .wish: wish = hit.end
        case .standard: standard = (hit.end, false)
        case .rival: readRival(index)
        case .origin: standard = (hit.end, true)
        case .target: if standard?.isOrigin == true { standard = nil }
        case .fading: fade(index, isRepair: false)
        case .repair: fade(index, isRepair: true)
        case .subject, .pronoun, .field, .elsewhere, .practical, .sarcasm, .contrast, .concession, .beginning: break
        case .even, .filler, .english, .foreign, .unknown: break
        }
    }

    /// Forgets what ends with a clause or a segment.
    private mutating func cross(into hit: Hit) {
        if hit.clause != clause {
            (negator, booster, excess, wish, standard) = (nil, nil, nil, nil, nil)
        } else if hit.segment != segment {
            booster = nil
            excess = nil
            standard = standard?.isOrigin == true ? standard : nil
        }
        clause = hit.clause
        segment = hit.segment
    }

    private mutating func lessen(_ index: Int) {
        let hit = hits[index]
        let goesOn = hits[(index + 1)...].prefix(3).contains {
            $0.isOpinion && $0.segment == hit.segment && $0.start - hit.end < Self.window
        }
        // "Less repetition" is about what follows, and so is "it reduces the quality", of which nothing else is known.
        let next = index + 1 < hits.count ? hits[index + 1] : nil
        let hasObject = next.map { $0.meaning.role == .subject && $0.start - hit.end <= 1 && $0.segment == hit.segment }
        if goesOn || hasObject == true { negator = (hit.end, hit.segment) } else { fade(index, isRepair: false) }
    }

    private mutating func boost(_ hit: Hit) {
        let before = booster.map { $0.end == hit.start ? $0.strength : 0 } ?? 0
        booster = (hit.end, hit.segment, before + hit.meaning.strength, hit.traits.contains(.comparative))
    }

    /// A rival is the subject where nothing of meaning stands before it in its segment: "the old one was more creative",
    /// but not "compared to the old one it is more creative".
    private mutating func readRival(_ index: Int) {
        if index == 0 || hits[index - 1].segment != hits[index].segment { rival = hits[index].segment }
    }

    private mutating func judge(_ index: Int) {
        let hit = hits[index]
        if isElsewhere(hit) || (hit.isQuoted && !hit.isOutput) {
            hits[index].isIgnored = true
            hits[index].strength = 0
            return
        }
        var strength = hit.strength
        var isComparative = hit.traits.contains(.comparative)
        if let booster, hit.start - booster.end <= 2, strength != 0 {
            strength += strength > 0 ? booster.strength : -booster.strength
            isComparative = isComparative || booster.isComparative
        }
        if isComparative, rival == hit.segment {
            strength *= Self.negation
            hits[index].isBehind = true
        }
        if let excess, hit.start - excess <= 1, strength >= 0 {
            strength = -max(1, strength)
            hits[index].isExcess = true
        }
        if isNegated(index) {
            hits[index].isNegated = true
            strength = strength == 0 && hit.start - (negator?.end ?? 0) <= 1 ? -0.7 : strength * Self.negation
        }
        if let wish, hit.start - wish <= Self.wishWindow, strength > 0 || (strength == 0 && hit.meaning.aspect != nil) {
            strength = -max(0.7, 0.8 * strength)
        }
        hits[index].strength = strength
    }

    /// Behind "than" stand the next words, behind "went from" all up to "to".
    private func isElsewhere(_ hit: Hit) -> Bool {
        standard.map { $0.isOrigin || hit.start - $0.end <= 3 } ?? false
    }

    /// A negator reaches the next words of its segment, and a list that goes on in the same tone:
    /// "no loops, no rambling or slop".
    private func isNegated(_ index: Int) -> Bool {
        let hit = hits[index]
        guard let negator else { return false }
        if negator.segment == hit.segment, hit.start - negator.end < Self.window { return true }
        guard index > 0, !hit.beginsNegated else { return false }
        let before = hits[index - 1]
        return before.isNegated && before.clause == hit.clause && hit.start - before.end <= 2
            && (before.meaning.strength < 0) == (hit.meaning.strength < 0) && before.meaning.strength < 0
    }

    /// Turns round the opinions that stand before "gone" or "fixed", in the clause or at the end of the one before it.
    private mutating func fade(_ index: Int, isRepair: Bool) {
        let word = hits[index]
        let isUndone = negator.map { word.start - $0.end < 3 && $0.segment == word.segment } ?? false
        guard !isUndone else { return }
        var end = word.start
        var found = false
        for before in hits[..<index].indices.reversed() {
            let hit = hits[before]
            guard hit.sentence == word.sentence, end - hit.end <= (found ? 2 : 8) else { break }
            guard hit.isOpinion, !hit.isIgnored, hit.strength != 0 || hit.meaning.aspect != nil else { continue }
            if isRepair && hit.strength > 0 { break }
            if hit.isBehind { break }
            hits[before].strength = hit.strength == 0 ? (isRepair ? 1.5 : -0.7) : hit.strength * Self.negation
            if isRepair { hits[before].strength = max(1.5, hits[before].strength) }
            hits[before].isFaded = true
            end = hit.start
            found = true
        }
        if isRepair && !found { hits[index].strength = 1.5 }
    }
}
