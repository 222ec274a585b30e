/// A file that is no text: recognised by its first bytes and refused with what it is.
struct Container {
    /// Stable name of what it is.
    var name: String
    /// The name for people.
    var title: String
    /// Why it is refused.
    var reason: Reason

    /// Looks at the first bytes; nil when the file may be text.
    init?(_ bytes: [UInt8]) {
        if bytes.has([0x89, 0x50, 0x4E, 0x47], at: 0) {
            self = Self.png(bytes)
        } else if bytes.has(Array("RIFF".utf8), at: 0), bytes.has(Array("WEBP".utf8), at: 8) {
            self = Self.webP(bytes)
        } else if bytes.has([0x50, 0x4B, 0x03, 0x04], at: 0) || bytes.has([0x50, 0x4B, 0x05, 0x06], at: 0) {
            self = ZipListing(bytes).container
        } else if bytes.has(Array("SQLite format 3\0".utf8), at: 0) {
            self.init(
                "sqlite", "an SQLite database", .unrecognisedFormat,
                "an SQLite database, perhaps of Discord History Tracker, cannot be read yet",
                hint: "Export the chat as JSON or text.")
        } else if let known = Self.others.first(where: { bytes.has($0.magic, at: 0) }) {
            self.init(known.name, known.title, .unrecognisedFormat, "the file is \(known.title), not a chat")
        } else {
            return nil
        }
    }

    init(_ name: String, _ title: String, _ code: ReasonCode, _ detail: String, hint: String? = nil) {
        self.name = name
        self.title = title
        reason = Reason(code, detail, hint: hint)
    }

    private static let others: [(magic: [UInt8], name: String, title: String)] = [
        ([0x1F, 0x8B], "gzip", "a gzip archive"), (Array("Rar!".utf8), "rar", "a RAR archive"),
        ([0x37, 0x7A, 0xBC, 0xAF], "seven_zip", "a 7z archive"), (Array("%PDF".utf8), "pdf", "a PDF document"),
        ([0xFF, 0xD8, 0xFF], "jpeg", "a JPEG picture"), (Array("GIF8".utf8), "gif", "a GIF picture"),
    ]

    /// A PNG picture: a card when a text chunk says so. The keyword is compared in lower case.
    private static func png(_ bytes: [UInt8]) -> Container {
        var index = 8
        while index + 8 <= bytes.count {
            let length = bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
            let type = Array(bytes[index + 4..<index + 8])
            let data = index + 8
            if data + length > bytes.count { break }
            if type.text == "tEXt" || type.text == "iTXt" || type.text == "zTXt" {
                for keyword in ["chara\0", "ccv3\0"] where bytes.hasIgnoringCase(Array(keyword.utf8), at: data) {
                    let payload = length - keyword.utf8.count
                    // Base64 comes in groups of four; anything else was cut.
                    let name = type.text == "tEXt" && payload % 4 != 0 ? "png_card_broken" : "png_card"
                    return Container(name, "a character card (PNG)", .card, "the picture holds a character card")
                }
            }
            if type.text == "IEND" {
                return Container("png_no_card", "a PNG picture", .unrecognisedFormat, "the file is a picture")
            }
            index = data + length + 4
        }
        return Container("png_broken", "a PNG picture", .unrecognisedFormat, "the picture is cut off")
    }

    /// A WebP picture: a card when its EXIF comment holds JSON, as text or as decimal bytes (`123,34,…` is `{"…`).
    private static func webP(_ bytes: [UInt8]) -> Container {
        var index = 12
        while index + 8 <= bytes.count {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[index + 4 + $1]) << (8 * $1) }
            let end = min(bytes.count, index + 8 + length)
            if bytes.has(Array("EXIF".utf8), at: index) {
                let comment = Array(bytes[index + 8..<end])
                let marks = ["123,34,", "123,32,", "{\"name\"", "{\"public_id\"", "{\"spec\"", "{\"char_name\""]
                if marks.contains(where: { comment.firstIndex(of: Array($0.utf8)) != nil }) {
                    return Container(
                        "webp_card", "a character card (WebP)", .card, "the picture holds a character card")
                }
                break
            }
            index = end + length % 2
        }
        return Container("webp_no_card", "a WebP picture", .unrecognisedFormat, "the file is a picture")
    }
}

/// The names in a zip archive, from its local headers. Nothing is unpacked.
struct ZipListing {
    /// Names of entries, the first thousand.
    private(set) var names: [[UInt8]] = []

    /// Lists an archive; stops at what it does not understand.
    init(_ bytes: [UInt8]) {
        // The central directory lists all entries; its records begin with this signature.
        let signature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
        var index = bytes.firstIndex(of: signature) ?? bytes.count
        while index + 46 <= bytes.count, bytes.has(signature, at: index), names.count < 1000 {
            func field(_ offset: Int) -> Int { Int(bytes[index + offset]) | Int(bytes[index + offset + 1]) << 8 }
            let end = index + 46 + field(28)
            guard end <= bytes.count else { break }
            names.append(Array(bytes[index + 46..<end]))
            index = end + field(30) + field(32)
        }
    }

    /// What the archive is.
    var container: Container {
        func holds(_ name: String) -> Bool { names.contains { $0 == Array(name.utf8) } }
        if holds("card.json") {
            return Container("zip", "a character card (CHARX)", .card, "the archive holds a character card")
        }
        let unsafe = names.contains { name in
            name.first == 0x2F || name.split { $0 == 0x2F || $0 == 0x5C }.contains { $0.elementsEqual("..".utf8) }
        }
        if unsafe { return Container("zip", "a zip archive", .zipUnsafe, "an entry's name leads out of the archive") }
        if holds("conversations.json") {
            return Container(
                "zip", "a ChatGPT export", .unrecognisedFormat,
                "this looks like a ChatGPT export, which cannot be read yet")
        }
        return Container(
            "zip", "a zip archive", .unrecognisedFormat, "zip archives cannot be read yet",
            hint: "Unpack it and send the chat files in it.")
    }
}
