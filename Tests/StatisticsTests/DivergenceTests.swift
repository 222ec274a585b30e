import Statistics
import Testing

@Suite struct DivergenceTests {
    @Test("the divergence of two source mixes agrees with scipy")  // jensenshannon(p, q, base=2)²
    func value() {
        #expect(isNear(jensenShannon([10, 20, 70], [30, 30, 40]), 0.07489355896415409, 1e-12))
        #expect(isNear(totalVariation([10, 20, 70], [30, 30, 40]), 0.3, 1e-12))
    }

    @Test("the same mix is at distance 0, mixes without a common class at 1", arguments: [1, 1_000_000])
    func ends(scale: Int) {
        for distance in [jensenShannon, totalVariation] {
            #expect(distance([1, 2, 3], [1 * scale, 2 * scale, 3 * scale]) < 1e-12)
            #expect(isNear(distance([4 * scale, 0], [0, 9]), 1, 1e-12))
            #expect(distance([4], [0, 9]) == 1)
        }
    }

    @Test("neither the order of the sides nor that of the classes matters")
    func symmetry() {
        for distance in [jensenShannon, totalVariation] {
            let there = distance([5, 0, 2, 9], [1, 4, 4, 1])
            #expect(there > 0 && there < 1)
            #expect(isNear(distance([1, 4, 4, 1], [5, 0, 2, 9]), there, 1e-15))
            #expect(isNear(distance([9, 2, 0, 5], [1, 4, 4, 1]), there, 1e-15))
        }
    }

    @Test("an empty side is no different from any other")
    func empty() {
        for distance in [jensenShannon, totalVariation] {
            for nothing in [[], [0, 0], [-3]] {
                #expect(distance(nothing, [1, 2]) == 0)
                #expect(distance([1, 2], nothing) == 0)
            }
        }
    }
}
