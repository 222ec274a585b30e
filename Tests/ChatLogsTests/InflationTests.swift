import Testing

@testable import ChatLogs

@Suite struct InflationTests {
    static let text = Array(String(repeating: "the lamp is lit, the stairs are dark; ", count: 5000).utf8)

    private func fault(_ body: () throws -> [UInt8]) -> Inflation.Fault? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? Inflation.Fault
        }
    }

    @Test func bothWrappersGiveTheTextBack() throws {
        let zlib = Packed.zlib(Self.text)
        #expect(try Inflation.inflated(zlib[...], .zlib, atMost: 1 << 20) == Self.text)
        #expect(try Inflation.inflated(Packed.deflated(Self.text)[...], .none, atMost: 1 << 20) == Self.text)
        #expect(try Inflation.inflated((zlib + [1, 2, 3])[...], .zlib, atMost: 1 << 20) == Self.text)
        #expect(try Inflation.inflated(Packed.zlib([])[...], .zlib, atMost: 0) == [])
    }

    @Test func theLimitIsExact() throws {
        let zlib = Packed.zlib(Self.text)
        #expect(try Inflation.inflated(zlib[...], .zlib, atMost: Self.text.count) == Self.text)
        #expect(fault { try Inflation.inflated(zlib[...], .zlib, atMost: Self.text.count - 1) } == .tooLarge)
    }

    @Test func everyTruncationIsBroken() {
        let zlib = Packed.zlib(Array("a short text, and a short text".utf8))
        for length in 0..<zlib.count {
            #expect(fault { try Inflation.inflated(zlib[..<length], .zlib, atMost: 1000) } == .broken)
        }
    }

    @Test func damageIsBroken() {
        var zlib = Packed.zlib(Self.text)
        zlib[zlib.count - 1] ^= 1
        #expect(fault { try Inflation.inflated(zlib[...], .zlib, atMost: 1 << 20) } == .broken)
        #expect(fault { try Inflation.inflated([0xFF, 0xFF, 0xFF][...], .none, atMost: 1 << 20) } == .broken)
        // A stream may ask for a dictionary, which nobody has.
        #expect(fault { try Inflation.inflated([0x78, 0xBB, 0, 0, 0, 1, 3, 0][...], .zlib, atMost: 9) } == .broken)
    }
}
