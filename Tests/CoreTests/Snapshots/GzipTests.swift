import Core
import TestProgram
import Testing

@Suite("Gzip in blocks") struct GzipTests {
    private static let block = Gzip.blockSize

    /// Text with repetitions, longer than what deflate looks back on.
    private static func text(_ count: Int) -> [UInt8] {
        var state: UInt64 = 7
        return (0..<count).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return index % 97 < 60 ? UInt8(97 + index % 17) : UInt8(truncatingIfNeeded: state >> 40) & 0x7F
        }
    }

    private static func gzip(_ text: [UInt8], chunk: Int) async throws -> [UInt8] {
        var gzip = Gzip()
        var output: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: chunk) {
            output += try await gzip.append(Array(text[start..<min(start + chunk, text.count)]))
        }
        return output + (try await gzip.finish())
    }

    @Test(
        "is one stream that everybody reads",
        arguments: [0, 1, 1000, block - 1, block, block + 1, 2 * block, 3 * block + 12_345])
    func roundTrip(count: Int) async throws {
        let text = Self.text(count)
        let packed = try await Self.gzip(text, chunk: 100_000)
        let unpacked = try await Program.gzip("-dc", input: packed)
        #expect(unpacked.code == 0 && unpacked.bytes == text)
        // Nothing in the header tells when or where it was made.
        #expect(packed.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
    }

    @Test("has the same bytes however the text comes")
    func chunks() async throws {
        let text = Self.text(2 * Self.block + 777)
        let whole = try await Self.gzip(text, chunk: text.count)
        for chunk in [4099, Self.block, Self.block + 1] { #expect(try await Self.gzip(text, chunk: chunk) == whole) }
    }

    @Test("is hardly larger than in one block")
    func size() async throws {
        let line = Array("{\"input\":\"<START>\\nYou: hi\\nAria: hello there, traveller\",\"reward\":1.0}\n".utf8)
        let text = (0..<60_000).flatMap { number in line + Array("\(number * 7919)\n".utf8) }
        let blocks = try await Self.gzip(text, chunk: text.count).count
        let one = try await Program.gzip("-6", "-c", input: text).bytes.count
        #expect(Double(blocks) < Double(one) * 1.02)
    }
}
