import Core
import Crypto
import Foundation
import Testing

@Suite struct FeedTests {
    private let epoch = UUID(uuidString: "0b5f6f3e-8f52-4d0c-9d63-6f2f1f0a7a11") ?? UUID()
    private let episode = UUID(uuidString: "018f3c1e-7b2a-7c4d-8e5f-0123456789ab") ?? UUID()

    private func hex(_ bytes: [UInt8]) -> String { Hex.encode(bytes) }

    /// Computed with Python's hashlib from the documented form, beginning with SHA-256 of the epoch's 16 bytes.
    static let links = [
        "054226a582330039795b08bea4a24c178cf8031f16d18fce5bd46e0e907af636",
        "328eb27fa1b6840440eddc1d8e4953afb4cef6230ca2f93e0fe82f1c443cb921",
        "c5f6a6060e389fdd6318a21ef536a2cc6259fab625baaaf642c1b5c1e189b4d1",
        "199d531189f482fe82ee37316cd899a250915b4581c3be429675a42b3b6a3da9",
    ]

    private var chain: [[UInt8]] {
        let events = [
            FeedEvent(position: 1, kind: .accepted, episode: episode, revision: 1),
            FeedEvent(position: 2, kind: .revised, episode: episode, revision: 2),
            FeedEvent(position: 3, kind: .withdrawn, episode: episode, revision: 3),
        ]
        let first = withUnsafeBytes(of: epoch.uuid) { Array(SHA256.hash(data: Data($0))) }
        return events.reduce(into: [first]) { links, event in links.append(event.chain(after: links.last ?? [])) }
    }

    @Test func `the chain of links is the documented one`() {
        #expect(chain.map(hex) == Self.links)
    }

    @Test func `every field of an event is in its link`() {
        let event = FeedEvent(position: 12, kind: .accepted, episode: episode, revision: 3)
        var others = [event, event, event, event, event]
        others[0].position = 1
        others[1].kind = .rejected
        others[2].episode = epoch
        others[3].revision = 4
        let previous = [UInt8](repeating: 7, count: 32)
        let links = others.map { $0.chain(after: previous) } + [event.chain(after: chain[0])]
        #expect(Set(links).count == 6)
        #expect(links[4].count == 32)
        // The parts cannot run into each other.
        let left = FeedEvent(position: 1, kind: .accepted, episode: episode, revision: 23)
        let right = FeedEvent(position: 12, kind: .accepted, episode: episode, revision: 3)
        #expect(left.chain(after: previous) != right.chain(after: previous))
    }

    @Test func `a cursor is its documented text, both ways`() throws {
        let cursor = Cursor(epoch: epoch, position: 3, chain: chain[3])
        #expect(cursor.text == "C19vPo9STQydY28vHwp6EQAAAAAAAAADGZ1TEYn0gv4")
        #expect(cursor.text.utf8.count == 43)
        #expect(Cursor(cursor.text) == cursor)
        for position in [0, 1, 255, 256, Int.max] {
            let cursor = Cursor(epoch: UUID(), position: position, chain: chain[1])
            #expect(Cursor(cursor.text) == cursor)
        }
    }

    @Test func `a changed cursor is another one or none`() {
        let cursor = Cursor(epoch: epoch, position: 3, chain: chain[3])
        let text = Array(cursor.text.utf8)
        for index in text.indices {
            for other in "AZaz09-_".utf8 where other != text[index] {
                var changed = text
                changed[index] = other
                #expect(Cursor(String(decoding: changed, as: UTF8.self)) != cursor)
            }
        }
    }

    static let foreign = [
        "", "0", "3", "C19vPo9STQydY28vHwp6EQAAAAAAAAADGZ1TEYn0gv", "C19vPo9STQydY28vHwp6EQAAAAAAAAADGZ1TEYn0gv4A",
        "C19vPo9STQydY28vHwp6EQAAAAAAAAADGZ1TEYn0gv5", "C19vPo9STQydY28vHwp6EQAAAAAAAAADGZ1TEYn0gv4=",
        "C19vPo9STQydY28vHwp6EYAAAAAAAAADGZ1TEYn0gv4", "C19vPo9STQydY28vHwp6EQAAAAAAAAADGZ1TEYn0gv+",
        " C19vPo9STQydY28vHwp6EQAAAAAAAAADGZ1TEYn0gv", "' or 1=1 --",
    ]

    @Test(arguments: foreign) func `a text that was never ours is no cursor`(_ text: String) {
        #expect(Cursor(text) == nil)
    }
}
