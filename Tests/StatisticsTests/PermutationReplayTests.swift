import Statistics
import Testing

@Suite struct PermutationReplayTests {
    @Test("the generator is the published one")  // Vigna's splitmix64.c, seed 1234567
    func generator() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
        let uniforms = (0..<10_000).map { _ in random.uniform() }
        #expect(uniforms.allSatisfy { (0..<1).contains($0) })
        #expect(isNear(uniforms.reduce(0, +) / 10_000, 0.5, 0.01))
    }

    @Test("part 3 stands out in the demo, but so does some part in one replay of eight")
    func demo() {
        let replay = PermutationReplay(Golden.parts)
        #expect(replay.part == 2 && replay.replays == 10_000)
        // 100 000 shuffles with numpy: 0.118.
        #expect(isNear(replay.p, 0.118, 0.015))
    }

    @Test("two parts give Fisher's test, up to the scatter of the replays")
    func fisher() {
        for (k, l) in [(14, 6), (9, 8), (3, 12)] {
            let (first, second) = (Proportion(k, of: 23), Proportion(l, of: 23))
            let replay = PermutationReplay([first, second], replays: 20_000)
            #expect(isNear(replay.p, fisherExact(first, second), 0.012))
        }
    }

    @Test("the same seed gives the same bits, another one nearly the same p")
    func deterministic() {
        let once = PermutationReplay(Golden.parts, replays: 5000, seed: 7)
        #expect(once == PermutationReplay(Golden.parts, replays: 5000, seed: 7))
        let again = PermutationReplay(Golden.parts, replays: 5000, seed: 8)
        #expect(once.asLarge != again.asLarge && isNear(once.p, again.p, 0.03))
    }

    @Test("sentiments and scores are replayed as well as shares")
    func classes() {
        let shares = PermutationReplay(Golden.parts, seed: 3)
        let table = Golden.parts.map { [$0.rest, 0, $0.count] }
        let sentiments = PermutationReplay(table: table, values: [-1, 0, 1], seed: 3)
        #expect(isNear(shares.p, sentiments.p, 0.02))
        let scores = PermutationReplay(table: [[9, 5, 2, 1, 0], [0, 1, 2, 5, 9]], values: [1, 2, 3, 4, 5])
        #expect(scores.p < 0.001 && scores.asLarge == 0)
    }

    @Test("a part that is plainly different is found among many, and among millions")
    func change() {
        let parts = (0..<10).map { Proportion($0 == 4 ? 25 : 10, of: 30) }
        let replay = PermutationReplay(parts, replays: 2000)
        #expect(replay.part == 4 && replay.p < 0.01)
        let many = [Proportion(400_000, of: 1_000_000), Proportion(404_000, of: 1_000_000)]
        #expect(PermutationReplay(many, replays: 500).asLarge == 0)
        let same = [Proportion(400_000, of: 1_000_000), Proportion(400_300, of: 1_000_000)]
        #expect(PermutationReplay(same, replays: 500).p > 0.4)
    }

    @Test("nothing to compare gives 1")
    func nothing() {
        for parts in [
            [], [Golden.part2], [Proportion(0, of: 4), Proportion(0, of: 9)], [Golden.part2, Proportion(0, of: 0)],
        ] {
            let replay = PermutationReplay(parts)
            #expect(replay.p == 1 && replay.part == nil && replay.replays == 0)
        }
        #expect(PermutationReplay(Golden.parts, replays: -5).p == 1)
        #expect(PermutationReplay(table: [[1, 2], [3]], values: []).p == 1)
        #expect(PermutationReplay(table: [[1, -2], [3, 4, 5]], values: [0, 1], replays: 10).p <= 1)
        #expect(PermutationReplay(table: [[.max, .max], [.max, 1]], values: [0, 1], replays: 2).p < 0.5)
    }
}
