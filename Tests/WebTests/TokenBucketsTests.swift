import Testing

@testable import Web

@Suite("Buckets of tokens") struct TokenBucketsTests {
    @Test("give what they hold at once, then at their rate, to each network its own")
    func rate() {
        let buckets = TokenBuckets(rate: 2, capacity: 3)
        let start = ContinuousClock.now
        for _ in 0..<3 { #expect(buckets.take([1], at: start) == nil) }
        #expect(buckets.take([1], at: start) == 0.5)
        #expect(buckets.take([2], at: start) == nil)
        #expect(buckets.take([1], at: start + .milliseconds(500)) == nil)
        #expect(buckets.take([1], at: start + .milliseconds(500)) != nil)
        #expect(buckets.take([1], at: start + .seconds(500), onlyLooks: true) == nil)
        for _ in 0..<3 { #expect(buckets.take([1], at: start + .seconds(500)) == nil) }
        #expect(buckets.take([1], at: start + .seconds(500), onlyLooks: true) == 0.5)
    }

    @Test("are none where there is no limit, and do not remember everybody")
    func bounds() {
        let free = TokenBuckets(rate: 0, capacity: 0)
        for _ in 0..<100 { #expect(free.take([1]) == nil) }
        let buckets = TokenBuckets(rate: 1, capacity: 1)
        let start = ContinuousClock.now
        for network in 0..<30_000 {
            #expect(buckets.take([UInt8(network >> 8), UInt8(network & 0xFF)], at: start) == nil)
        }
    }
}
