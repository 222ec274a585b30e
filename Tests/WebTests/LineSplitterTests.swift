import Testing

@testable import Web

@Suite("Lines of a body") struct LineSplitterTests {
    @Test("are the same however the body is cut into pieces", arguments: 1...9)
    func pieces(size: Int) {
        let text = Array("one\ntwo\r\n\n12345678\n123456789\nlast\r".utf8)
        var splitter = LineSplitter(limit: 8)
        var lines: [LineSplitter.Line] = []
        for start in stride(from: 0, to: text.count, by: size) {
            text[start..<min(start + size, text.count)].withUnsafeBytes { lines += splitter.take($0) }
        }
        if let last = splitter.finish() { lines.append(last) }
        #expect(lines.map(\.number) == Array(1...6))
        let found = lines.map { line in line.bytes.map { String(decoding: $0, as: UTF8.self) } }
        #expect(found == ["one", "two", "", "12345678", nil, "last"])
        #expect(splitter.finish() == nil)
    }

    @Test("are none where there is nothing, and nothing is kept of one that is too long")
    func edges() {
        var splitter = LineSplitter(limit: 8)
        #expect(splitter.finish() == nil)
        let long = [UInt8](repeating: 0x61, count: 1000)
        for _ in 0..<10 { #expect(long.withUnsafeBytes { splitter.take($0) }.isEmpty) }
        #expect(splitter.nextNumber == 1)
        let ended = [UInt8]("\nb\n".utf8).withUnsafeBytes { splitter.take($0) }
        #expect(ended.map(\.bytes) == [nil, [0x62]])
    }
}

@Suite("A bounded queue") struct BoundedQueueTests {
    @Test("keeps the order, and has the giver wait for the taker")
    func order() async throws {
        let queue = BoundedQueue<Int>(capacity: 3)
        let giving = Task {
            for number in 0..<1000 { #expect(await queue.give([number])) }
            await queue.finish()
        }
        var taken: [Int] = []
        while case let some = try await queue.take(atMost: 2), !some.isEmpty { taken += some }
        #expect(taken == Array(0..<1000))
        await giving.value
        #expect(await queue.give([1]) == false)
    }

    @Test("lets a waiting giver go when nobody takes any more, and a waiting taker know why nothing comes")
    func ends() async throws {
        struct Broken: Error {}
        let full = BoundedQueue<Int>(capacity: 1)
        #expect(await full.give([1]))
        let giving = Task { await full.give([2]) }
        await full.finish()
        #expect(await giving.value == false)

        let empty = BoundedQueue<Int>(capacity: 1)
        let taking = Task { try await empty.take(atMost: 1) }
        await empty.finish(Broken())
        await #expect(throws: Broken.self) { try await taking.value }
    }
}
