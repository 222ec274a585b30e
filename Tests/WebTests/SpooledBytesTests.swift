import Core
import Foundation
import NIOCore
import Testing

@testable import Web

@Suite("What is spooled") struct SpooledBytesTests {
    @Test("comes back as it was, from memory and from a file that has no name", arguments: [0, 10, 1000, 200_000])
    func bytes(count: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let spooled = SpooledBytes(folder: folder.path, memoryBytes: 100)
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        var left = bytes[...]
        while !left.isEmpty {
            try spooled.append(.init(bytes: left.prefix(700)))
            left = left.dropFirst(700)
        }
        #expect(spooled.count == count)
        #expect(try spooled.bytes() == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("has room, or is refused with what the system lacks")
    func noRoom() throws {
        let spooled = SpooledBytes(folder: "/dev/full/nowhere", memoryBytes: 10)
        #expect(throws: Problem.self) { try spooled.append(.init(repeating: 1, count: 100)) }
    }
}
