import Mustache

/// Text in a page: escapes byte by byte.
///
/// The library's own escaping compares characters, so that a quotation mark followed by a combining accent is another
/// character to it and passes as it is: a way out of any attribute. Bytes have no such neighbours.
struct PageText: MustacheContentType {
    /// Name of this content type in templates.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count + 16)
        var controls = DirectionControls()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0xE2, let control = controls.taken(bytes[index...]) {
                escaped += control
                index += DirectionControls.length
                continue
            }
            index += 1
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            case 0x0A, 0x0D:
                escaped += controls.end()
                escaped.append(byte)
            case 0x09: escaped.append(byte)
            case 0x00...0x1F, 0x7F: continue
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped + controls.end(), as: UTF8.self)
    }
}
