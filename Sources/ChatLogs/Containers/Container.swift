/// A file that is no text: recognised by its first bytes and refused with what it is.
struct Container {
    /// Stable name of what it is.
    var name: String
    /// The name for people.
    var title: String
    /// Why it is refused.
    var reason: Reason
    /// The character in it.
    var card: CharacterCard?
    /// The files in it, for `LogReader.readAll`.
    var members: [Archive.Member] = []

    /// Looks at the first bytes; nil when the file may be text.
    init?(_ bytes: [UInt8]) {
        if bytes.has([0x89, 0x50, 0x4E, 0x47], at: 0) {
            self = Self.png(bytes)
        } else if bytes.has(Array("RIFF".utf8), at: 0), bytes.has(Array("WEBP".utf8), at: 8) {
            self = Self.webP(bytes)
        } else if Self.isArchive(bytes) {
            self = Self.archive(bytes)
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

    /// Whether a file is a zip archive.
    static func isArchive(_ bytes: [UInt8]) -> Bool {
        bytes.has([0x50, 0x4B, 0x03, 0x04], at: 0) || bytes.has([0x50, 0x4B, 0x05, 0x06], at: 0)
    }

    private init(_ name: String, _ title: String, _ code: ReasonCode, _ detail: String, hint: String? = nil) {
        self.name = name
        self.title = title
        reason = Reason(code, detail, hint: hint)
    }

    private static let others: [(magic: [UInt8], name: String, title: String)] = [
        ([0x1F, 0x8B], "gzip", "a gzip archive"), (Array("Rar!".utf8), "rar", "a RAR archive"),
        ([0x37, 0x7A, 0xBC, 0xAF], "seven_zip", "a 7z archive"), (Array("%PDF".utf8), "pdf", "a PDF document"),
        ([0xFF, 0xD8, 0xFF], "jpeg", "a JPEG picture"), (Array("GIF8".utf8), "gif", "a GIF picture"),
        (Array("{\\rtf".utf8), "rtf", "a rich text document"),
    ]

    /// A PNG picture: a card when a text chunk says so.
    private static func png(_ bytes: [UInt8]) -> Container {
        let found = PNGCard(bytes)
        if found.isPresent { return card(found.payload, "png_card", "a character card (PNG)") }
        if found.isCutOff {
            return Container("png_broken", "a PNG picture", .unrecognisedFormat, "the picture is cut off")
        }
        return Container("png_no_card", "a PNG picture", .unrecognisedFormat, "the file is a picture")
    }

    /// A WebP picture: a card when its EXIF comment holds JSON.
    private static func webP(_ bytes: [UInt8]) -> Container {
        if let payload = WebPCard(bytes).payload { return card(payload, "webp_card", "a character card (WebP)") }
        return Container("webp_no_card", "a WebP picture", .unrecognisedFormat, "the file is a picture")
    }

    private static func card(_ payload: [UInt8]?, _ name: String, _ title: String) -> Container {
        guard let card = payload.flatMap({ CharacterCard(file: $0) }) else {
            return Container(
                name + "_broken", title, .card, "the picture holds a character card that is damaged or cut off",
                hint: "Export the character again, and send it together with a chat.")
        }
        var container = Container(name, title, .card, "the picture holds a character card")
        container.card = card
        return container
    }

    /// A zip archive: files to be read one by one, or a character with its pictures.
    private static func archive(_ bytes: [UInt8]) -> Container {
        do throws(Reason) {
            switch try Archive.content(of: bytes) {
            case .character(let card):
                let detail = "the archive holds a character card" + (card == nil ? " that is damaged" : "")
                var container = Container("zip", "a character card (CHARX)", .card, detail)
                container.card = card
                return container
            case .files(let members):
                var container = Container(
                    "zip", "a zip archive", .unrecognisedFormat, "the file is an archive and no chat",
                    hint: "Unpack it and send the chat files in it.")
                container.members = members
                return container
            }
        } catch {
            var container = Container("zip", "a zip archive", error.code, error.detail)
            container.reason = error
            return container
        }
    }
}
