import Statistics
import Testing

@Suite struct CorrectionsTests {
    /// Fifteen comparisons of two heart drugs, from Benjamini & Hochberg 1995, section 3.1.
    private let published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1,
    ]

    @Test("both corrections of four values")
    func golden() {
        let values = [0.01, 0.04, 0.03, 0.2]
        #expect(zip(holm(values), [0.04, 0.09, 0.09, 0.2]).allSatisfy { isNear($0, $1, 1e-12) })
        #expect(zip(benjaminiHochberg(values), [0.04, 0.16 / 3, 0.16 / 3, 0.2]).allSatisfy { isNear($0, $1, 1e-12) })
    }

    @Test("the published example: four discoveries, three with the family-wise error controlled")
    func table() {
        #expect(benjaminiHochberg(published).count { $0 <= 0.05 } == 4)
        #expect(holm(published).count { $0 <= 0.05 } == 3)
    }

    @Test("the order of the values does not matter, and only raises them")
    func properties() {
        let order = published.indices.sorted { ($0 * 7) % 15 < ($1 * 7) % 15 }
        for correction in [holm, benjaminiHochberg] {
            let adjusted = correction(published)
            #expect(correction(order.map { published[$0] }) == order.map { adjusted[$0] })
            #expect(zip(published, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
            #expect(zip(adjusted, adjusted.dropFirst()).allSatisfy { $0 <= $1 })
        }
        #expect(zip(benjaminiHochberg(published), holm(published)).allSatisfy { $0 <= $1 })
    }

    @Test("one value stays, none give none, and what is not a probability is made one")
    func edges() {
        for correction in [holm, benjaminiHochberg] {
            #expect(correction([]) == [])
            #expect(correction([0.03]) == [0.03])
            #expect(correction([.nan, 7, -1]) == [1, 1, 0])
        }
    }
}
