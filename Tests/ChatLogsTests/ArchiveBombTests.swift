import ProcessorTime
import Testing

@testable import ChatLogs

/// Archives that are made to cost more than they weigh.
@Suite struct ArchiveBombTests {
    private func codes(_ bytes: [UInt8]) -> [[ReasonCode]] {
        LogReader.readAll([("bomb.zip", bytes)]).map { $0.reading.reasons.map(\.code) }
    }

    @Test func theBoundGrowsWithTheArchive() {
        #expect(Archive.mostInflated(from: 0) == 1 << 20)
        #expect(Archive.mostInflated(from: 1 << 17) == 9 << 20)
        #expect(Archive.mostInflated(from: 1 << 20) == 32 << 20)
        #expect(Archive.mostInflated(from: 20 << 20) == 80 << 20)
        #expect(Archive.mostInflated(from: 64 << 20) == 256 << 20)
        #expect(Archive.mostInflated(from: 1 << 40) == 256 << 20)
    }

    @Test func aFileThatGrowsAThousandfoldIsABomb() {
        var zip = ZipBuilder(["good.txt": ArchiveTests.text])
        zip.entries.append(.init(name: "zeros.txt", content: [UInt8](repeating: 0x30, count: 40 << 20)))
        #expect(codes(zip.bytes) == [[.zipUnsafe]])
        // The directory may lie about the size; what comes out is counted.
        zip.entries[1].size = 100
        let lying = zip.bytes
        // A bound against inflating everything, not a measurement: it takes a few milliseconds.
        let time = processorTime { #expect(codes(lying) == [[.zipUnsafe]]) }
        #expect(time < .seconds(1))
    }

    @Test func aThousandFilesThatShareTheirBytesAreABomb() {
        var zip = ZipBuilder()
        zip.entries = [.init(name: "a.txt", content: [UInt8](repeating: 0x30, count: 1 << 20))]
        let one = zip.bytes
        let record = Array(one[(one.firstIndex(of: [0x50, 0x4B, 1, 2]) ?? 0)..<(one.count - 22)])
        let front = Array(one[..<(one.firstIndex(of: [0x50, 0x4B, 1, 2]) ?? 0)])
        let directory = repeated(record, 1000)
        #expect(codes(front + directory + end(count: 1000, directory.count, front.count)) == [[.zipUnsafe]])
    }

    @Test func archivesInAnArchiveAreNotOpened() {
        let inner = ZipBuilder(["chat.txt": ArchiveTests.text]).bytes
        var zip = ZipBuilder()
        zip.entries = (0..<16).map { .init(name: "lib \($0).zip", content: inner) }
        #expect(codes(zip.bytes) == [[ReasonCode]](repeating: [.zipUnsafe], count: 16))
    }

    @Test func aMillionEntriesAreRefusedAtOnce() {
        let record = [0x50, 0x4B, 1, 2] + little(0, 24) + little(1, 2) + little(0, 16) + [0x61]
        let directory = repeated(record, 1_000_000)
        let front: [UInt8] = [0x50, 0x4B, 3, 4]
        let time = processorTime {
            for count in [1_000_000 & 0xFFFF, 1] {
                #expect(codes(front + directory + end(count: count, directory.count, 4)) == [[.zipUnsafe]])
            }
        }
        #expect(time < .seconds(2))
    }

    @Test func aThousandAndOneEntriesAreTooMany() {
        var zip = ZipBuilder()
        zip.entries = (0..<1001).map { .init(name: "\($0).txt", content: [0x61], isDeflated: false) }
        #expect(codes(zip.bytes) == [[.zipUnsafe]])
        zip.entries.removeLast()
        #expect(codes(zip.bytes).count == 1000)
    }

    private func repeated(_ record: [UInt8], _ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(record.count * count)
        for _ in 0..<count { bytes += record }
        return bytes
    }

    private func end(count: Int, _ size: Int, _ start: Int) -> [UInt8] {
        [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(count, 2) + little(count, 2) + little(size, 4) + little(start, 4) + [
            0, 0,
        ]
    }
}
