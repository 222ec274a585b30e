/// The character card in a WebP picture: in the comment of its EXIF data, as text or as decimal bytes
/// (`123,34,…` is `{"…`). Other tags follow it without a mark.
struct WebPCard {
    /// The card's JSON; nil when there is none.
    private(set) var payload: [UInt8]?

    /// Walks the chunks.
    init(_ bytes: [UInt8]) {
        var index = 12
        while index + 8 <= bytes.count {
            let length = bytes.number(index + 4, 4)
            let end = min(bytes.count, index + 8 + length)
            if bytes.has(Array("EXIF".utf8), at: index) {
                payload = Self.card(in: Array(bytes[index + 8..<end]))
                return
            }
            index = end + length % 2
        }
    }

    private static func card(in exif: [UInt8]) -> [UInt8]? {
        for mark in ["123,34,", "123,32,", "123,10,", "123,13,"] {
            guard let start = exif.firstIndex(of: Array(mark.utf8)) else { continue }
            return decimalBytes(exif[start...])
        }
        for mark in ["{\"", "{ ", "{\n", "{\r"] {
            guard let start = exif.firstIndex(of: Array(mark.utf8)) else { continue }
            return JSONExtent.value(in: exif, from: start).map { Array($0) }
        }
        return nil
    }

    private static func decimalBytes(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let digits = text.prefix { $0.isASCIIDigit || $0 == 0x2C }
        return digits.split(separator: 0x2C).compactMap { digits in
            digits.count <= 3 ? UInt8(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } & 0xFF) : nil
        }
    }
}
