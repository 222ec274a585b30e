/// The character card in a PNG picture: in a text chunk named `ccv3` or `chara`. Pixels are never decoded.
struct PNGCard {
    /// The card's JSON or what is left of it, of the best chunk; nil when the text cannot be unpacked.
    private(set) var payload: [UInt8]?
    /// Whether a chunk has the name of a card.
    private(set) var isPresent = false
    /// Whether the file ends before the picture does.
    private(set) var isCutOff = true

    /// Most chunks that are looked at; the pixels, in any number of pieces, are not counted.
    static let mostChunks = 256
    /// Most bytes that come out of a packed text chunk.
    static let mostInflated = 8 << 20

    /// Walks the chunks.
    init(_ bytes: [UInt8]) {
        var index = 8
        var chunks = 0
        var isBest = false
        while index + 8 <= bytes.count {
            let length = (0..<4).reduce(0) { $0 << 8 | Int(bytes[index + $1]) }
            let type = bytes[index + 4..<index + 8]
            let data = index + 8
            guard length <= bytes.count - data else { return }
            index = data + length + 4
            if type.elementsEqual("IDAT".utf8) { continue }
            chunks += 1
            if chunks > Self.mostChunks || type.elementsEqual("IEND".utf8) {
                isCutOff = false
                return
            }
            guard !isBest, let chunk = Self.text(type, bytes[data..<data + length]) else { continue }
            isPresent = true
            // A newer card beside an older one wins, unless it is damaged.
            if payload == nil || chunk.isNewer, let unpacked = chunk.payload() {
                payload = unpacked
                isBest = chunk.isNewer
            }
        }
    }

    /// A text chunk with the name of a card.
    private struct Chunk {
        var isNewer: Bool
        var isPacked: Bool
        var data: ArraySlice<UInt8>

        /// The JSON, out of base64.
        func payload() -> [UInt8]? {
            guard isPacked else { return Base64.decoded(data) }
            guard let text = try? Inflation.inflated(data, .zlib, atMost: PNGCard.mostInflated) else { return nil }
            return Base64.decoded(text[...])
        }
    }

    private static func text(_ type: ArraySlice<UInt8>, _ data: ArraySlice<UInt8>) -> Chunk? {
        guard let end = data.prefix(80).firstIndex(of: 0) else { return nil }
        let keyword = data[..<end].map(\.lowercasedASCII)
        let isNewer = keyword == Array("ccv3".utf8)
        guard isNewer || keyword == Array("chara".utf8) else { return nil }
        let rest = data[(end + 1)...]
        if type.elementsEqual("tEXt".utf8) { return Chunk(isNewer: isNewer, isPacked: false, data: rest) }
        if type.elementsEqual("zTXt".utf8) { return Chunk(isNewer: isNewer, isPacked: true, data: rest.dropFirst()) }
        guard type.elementsEqual("iTXt".utf8), let isPacked = rest.first.map({ $0 != 0 }) else { return nil }
        // Method, language and translated keyword come before the text.
        guard let language = rest.dropFirst(2).firstIndex(of: 0),
            let translated = rest[(language + 1)...].firstIndex(of: 0)
        else { return nil }
        return Chunk(isNewer: isNewer, isPacked: isPacked, data: rest[(translated + 1)...])
    }
}
