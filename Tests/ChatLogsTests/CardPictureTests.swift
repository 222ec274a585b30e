import ChatLogs
import Testing

@Suite struct CardPictureTests {
    static func json(_ name: String, spec: String = "chara_card_v2") -> String {
        #"{"spec":"\#(spec)","data":{"name":"\#(name)","description":"d","first_mes":"hi"}}"#
    }
    static let base64 = PictureBuilder.base64(json("Maren"))

    private func expectCard(_ bytes: [UInt8], _ name: String = "Maren", format: String = "png_card") {
        let reading = LogReader.read(bytes)
        #expect(reading.format == format)
        #expect(reading.reasons.map(\.code) == [.card])
        #expect(reading.card?.name == name)
        #expect(reading.card?.greeting == "hi")
    }

    private func expectDamaged(_ bytes: [UInt8], format: String = "png_card_broken") {
        let reading = LogReader.read(bytes)
        #expect(reading.format == format)
        #expect(reading.reasons.map(\.code) == [.card])
        #expect(reading.reasons.first?.detail.contains("damaged") == true)
        #expect(reading.card == nil)
    }

    @Test(arguments: ["chara", "Chara", "CCV3"])
    func aTextChunkHoldsACard(_ keyword: String) {
        expectCard(PictureBuilder.png(PictureBuilder.text(keyword, Self.base64)))
        expectCard(PictureBuilder.png(PictureBuilder.packedText(keyword, Self.base64)))
        expectCard(PictureBuilder.png(PictureBuilder.internationalText(keyword, Self.base64)))
        expectCard(PictureBuilder.png(PictureBuilder.internationalText(keyword, Self.base64, isPacked: true)))
    }

    @Test func theNewerCardWinsUnlessItIsDamaged() {
        let newer = PictureBuilder.text("ccv3", PictureBuilder.base64(Self.json("Newer", spec: "chara_card_v3")))
        let older = PictureBuilder.text("chara", Self.base64)
        expectCard(PictureBuilder.png(older, newer), "Newer")
        expectCard(PictureBuilder.png(newer, older), "Newer")
        expectCard(PictureBuilder.png(PictureBuilder.text("ccv3", Array("e30=!".utf8)), older))
    }

    @Test func aCardBeforeTheCutIsStillRead() {
        let picture = PictureBuilder.png(PictureBuilder.text("chara", Self.base64))
        expectCard(Array(picture.dropLast(20)))
        let reading = LogReader.read(Array(picture.prefix(60)))
        #expect(reading.format == "png_broken")
        #expect(reading.reasons.map(\.code) == [.unrecognisedFormat])
    }

    @Test func aDamagedCardSaysSo() {
        expectDamaged(PictureBuilder.png(PictureBuilder.text("chara", Array(Self.base64.dropLast(9)))))
        expectDamaged(PictureBuilder.png(PictureBuilder.text("chara", PictureBuilder.base64("{}"))))
        expectDamaged(PictureBuilder.png(PictureBuilder.chunk("zTXt", Array("chara\0\0rubbish".utf8))))
        expectDamaged(PictureBuilder.webP(comment: Array("123,34,112".utf8)), format: "webp_card_broken")
    }

    @Test func aPackedBombIsDamage() {
        let bomb = [UInt8](repeating: 0x41, count: 9 << 20)
        expectDamaged(PictureBuilder.png(PictureBuilder.packedText("chara", bomb)))
        expectDamaged(PictureBuilder.png(PictureBuilder.internationalText("chara", bomb, isPacked: true)))
    }

    @Test func otherChunksMayBeLargeOrMany() {
        let large = PictureBuilder.text("risuai", [UInt8](repeating: 0x41, count: 3_500_000))
        expectCard(PictureBuilder.png(large, PictureBuilder.text("chara", Self.base64)))
        let pixels = [UInt8]((0..<1000).flatMap { _ in PictureBuilder.chunk("IDAT", [1, 2]) })
        expectCard(PictureBuilder.png(pixels, PictureBuilder.text("chara", Self.base64)))
        let others = [UInt8]((0..<300).flatMap { _ in PictureBuilder.chunk("gAMA", [1, 2]) })
        #expect(
            LogReader.read(PictureBuilder.png(others, PictureBuilder.text("chara", Self.base64))).format
                == "png_no_card")
    }

    @Test func aLargeCardIsRead() {
        let text = String(repeating: "The sea is grey. ", count: 200_000)
        let json = #"{"name":"Maren","description":"\#(text)","first_mes":"hi"}"#
        expectCard(PictureBuilder.png(PictureBuilder.text("chara", PictureBuilder.base64(json))))
    }

    @Test func aWebPictureHoldsACardAsTextOrAsDecimalBytes() {
        let json = Array(Self.json("Märta").utf8)
        expectCard(PictureBuilder.webP(comment: json), "Märta", format: "webp_card")
        let decimal = Array(json.map(String.init).joined(separator: ",").utf8)
        expectCard(PictureBuilder.webP(comment: decimal), "Märta", format: "webp_card")
        #expect(LogReader.read(PictureBuilder.webP(comment: Array("a photo".utf8))).format == "webp_no_card")
    }

    @Test func everyTruncationOfAPictureIsReadOrRefused() {
        let pictures = [
            PictureBuilder.png(PictureBuilder.internationalText("chara", Self.base64, isPacked: true)),
            PictureBuilder.webP(comment: Array(Self.json("Maren").utf8)),
        ]
        for picture in pictures {
            for length in 0..<picture.count { #expect(!LogReader.read(Array(picture[..<length])).reasons.isEmpty) }
        }
    }
}
