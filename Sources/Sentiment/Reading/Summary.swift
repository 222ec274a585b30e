/// The opinions of a comment in a few numbers, which the model weighs beside its hashed words.
package struct Summary: Sendable, Equatable {
    package static let count = 13

    /// Praise, blame, both together in -1...1, emphasis, questions, absence of opinions, both at once, practical matters,
    /// evenness, blame that is denied or gone ("not bad"), praise that is, a contrast, a concession; the rest is 0.
    package let values: SIMD16<Float>

    /// Sums up hits to which the modifiers were applied.
    init(_ hits: Span<Hit>, scan: borrowing Scan) {
        var praise: Float = 0
        var blame: Float = 0
        var sarcasm = false
        var practical = 0
        var even = 0
        var denied = (blame: 0, praise: 0)
        for index in hits.indices {
            let hit = hits[index]
            if hit.meaning.role == .sarcasm { sarcasm = true }
            if hit.meaning.role == .practical { practical += 1 }
            if hit.isEven { even += 1 }
            let clause = scan.clauses[Int(hit.clause)]
            let strength = hit.strength * clause.weight * (clause.isQuestion ? 0.5 : 1)
            guard hit.isOpinion || hit.meaning.role == .repair else { continue }
            if hit.isNegated || hit.isFaded {
                if strength > 0 { denied.blame += 1 }
                if strength < 0 { denied.praise += 1 }
            }
            if strength > 0 { praise += strength } else { blame -= strength }
        }
        if sarcasm {
            praise *= 0.3
            blame += 1
        }
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
        values[7] = Float(min(practical, 3)) / 3
        values[8] = Float(min(even, 2)) / 2
        values[9] = Float(min(denied.blame, 2)) / 2
        values[10] = Float(min(denied.praise, 2)) / 2
        values[11] = scan.hasContrast ? 1 : 0
        values[12] = scan.hasConcession ? 1 : 0
        self.values = values
    }

    /// Praise against blame, in -1...1.
    package var valence: Float { values[2] }
}
