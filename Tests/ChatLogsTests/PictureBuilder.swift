import Foundation

/// Pictures of one pixel with what is to be found in them.
enum PictureBuilder {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        Array(little(data.count, 4).reversed()) + Array(type.utf8) + data + [0, 0, 0, 0]
    }

    static func png(_ chunks: [UInt8]...) -> [UInt8] {
        signature + chunk("IHDR", little(0, 13)) + chunks.reduce([], +) + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
    }

    static func base64(_ text: String) -> [UInt8] { [UInt8](Data(text.utf8).base64EncodedData()) }

    static func text(_ keyword: String, _ text: [UInt8]) -> [UInt8] {
        chunk("tEXt", Array(keyword.utf8) + [0] + text)
    }

    static func packedText(_ keyword: String, _ text: [UInt8]) -> [UInt8] {
        chunk("zTXt", Array(keyword.utf8) + [0, 0] + Packed.zlib(text))
    }

    static func internationalText(_ keyword: String, _ text: [UInt8], isPacked: Bool = false) -> [UInt8] {
        let head = Array(keyword.utf8) + [0, isPacked ? 1 : 0, 0] + Array("en\0title\0".utf8)
        return chunk("iTXt", head + (isPacked ? Packed.zlib(text) : text))
    }

    /// A WebP picture whose EXIF data hold a comment and other tags after it.
    static func webP(comment: [UInt8]) -> [UInt8] {
        let exif = Array("Exif\0\0II*\0ASCII\0\0\0".utf8) + comment + [0, 1, 0x0F, 0x01, 2, 0]
        let pixels = Array("VP8 ".utf8) + little(3, 4) + [1, 2, 3, 0]
        let chunks = pixels + Array("EXIF".utf8) + little(exif.count, 4) + exif
        return Array("RIFF".utf8) + little(chunks.count + 4, 4) + Array("WEBP".utf8) + chunks
    }
}
