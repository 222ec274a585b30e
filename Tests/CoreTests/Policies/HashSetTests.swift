import Testing

@testable import Core

@Suite struct HashSetTests {
    @Test func `each hash is new once, zero too, and more may come than were told`() {
        var set = HashSet(capacity: 1)
        let new = (UInt64(0)..<1000).map { set.insert($0) }
        #expect(new.allSatisfy { $0 })
        let again = (UInt64(0)..<1000).map { set.insert($0) || !set.contains($0) }
        #expect(!again.contains(true))
        #expect(!set.contains(1000))
        // The same place in the table.
        let one = UInt64(1) << 40
        let places = [set.insert(one), set.insert(one << 1), set.insert(one)]
        #expect(places == [true, true, false])
    }

    @Test func `lists of an index are looked at from the latest, so far back and no further`() {
        var index = HashIndex(capacity: 1)
        for number in 0..<1000 { index.add(number, at: UInt64(number % 3)) }
        #expect(index.contains(0) { $0 == 999 })
        #expect(!index.contains(1) { $0 == 999 })
        #expect(index.contains(0) { $0 == 999 - 3 * 255 })
        #expect(!index.contains(0) { $0 == 999 - 3 * 256 })
        #expect(!index.contains(7) { _ in true })
    }
}
