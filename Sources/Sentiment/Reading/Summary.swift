/// The opinions of a comment in a few numbers, which the model weighs beside its hashed words.
package struct Summary: Sendable, Equatable {
    package static let count = 14

    /// Praise, blame, both together in -1...1, emphasis, questions, absence of opinions, both at once, practical matters,
    /// evenness, blame that is denied or gone ("not bad"), praise that is denied, a contrast, a concession, how evenly
    /// praise and blame are matched; the rest is 0.
    package let values: SIMD16<Float>

    /// Sums up hits to which the modifiers were applied.
    init(_ hits: UnsafeBufferPointer<Hit>, _ clauses: UnsafeMutablePointer<Clause>, scan: Scan) {
        var tally = Tally()
        for hit in hits { tally.add(hit, clauses[Int(hit.clause)]) }
        let (praise, blame) = tally.sides
        let sum = praise - blame
        let valence = sum / (sum * sum + 15).squareRoot()
        var values = SIMD16<Float>()
        values[0] = praise / (praise + 3)
        values[1] = blame / (blame + 3)
        values[2] = valence
        values[3] = valence * Float(min(scan.exclamations, 4)) / 4
        values[4] = Float(min(scan.questions, 2)) / 2
        values[5] = praise + blame == 0 ? 1 : 0
        values[6] = min(praise, blame) / (praise + blame + 3)
        values[7] = Float(min(tally.practical, 3)) / 3
        values[8] = Float(min(tally.even, 2)) / 2
        values[9] = Float(min(tally.deniedBlame, 2)) / 2
        values[10] = Float(min(tally.deniedPraise, 2)) / 2
        values[11] = scan.hasContrast ? 1 : 0
        values[12] = scan.hasConcession ? 1 : 0
        values[13] = tally.match
        self.values = values
    }

    /// Praise against blame, in -1...1.
    package var valence: Float { values[2] }

    /// How evenly praise and blame are matched, from 0 for one of them alone to 1 for as much of both.
    var match: Float { values[13] }

    /// Something is said to be neither good nor bad.
    var isEven: Bool { values[8] != 0 }

    /// Something is granted with an "although".
    var hasConcession: Bool { values[12] != 0 }
}

/// The sums while hits are added to them.
private struct Tally {
    private var praise: Float = 0
    private var blame: Float = 0
    /// The same, but for what a contrast does to them: which side weighs more "but" says; whether there are two sides at
    /// all it says less.
    private var matchedPraise: Float = 0
    private var matchedBlame: Float = 0
    private var isSarcastic = false
    private(set) var practical = 0
    private(set) var even = 0
    private(set) var deniedBlame = 0
    private(set) var deniedPraise = 0

    /// Without branches, which nobody could foresee.
    mutating func add(_ hit: Hit, _ clause: Clause) {
        isSarcastic = isSarcastic || hit.traits.contains(.sarcasm)
        practical += hit.traits.contains(.practical) ? 1 : 0
        even += hit.traits.contains(.even) ? 1 : 0
        let felt = hit.traits.contains(.felt) ? hit.strength : 0
        let plain = felt * (clause.isQuestion ? 0.5 : 1)
        let matched = plain * clause.weight.squareRoot()
        let (good, bad) = (plain > 0 ? plain : 0, plain < 0 ? plain : 0)
        praise += good * clause.weight
        blame -= bad * clause.weight
        matchedPraise += matched > 0 ? matched : 0
        matchedBlame -= matched < 0 ? matched : 0
        deniedBlame += (plain > 0) && (hit.isNegated || hit.isFaded) ? 1 : 0
        deniedPraise += (plain < 0) && hit.isNegated ? 1 : 0
    }

    /// Praise under a mark of sarcasm is hardly any, and the mark is blame.
    var sides: (praise: Float, blame: Float) { isSarcastic ? (praise * 0.3, blame + 1) : (praise, blame) }

    var match: Float {
        let most = max(matchedPraise, matchedBlame)
        return most == 0 ? 0 : min(matchedPraise, matchedBlame) / most
    }
}
