/// A zip archive of chats, opened.
struct Archive {
    /// A file in it.
    struct Member {
        /// Its name with folders, as a label.
        var name: String
        /// Its content; empty when it cannot be read.
        var bytes: [UInt8] = []
        /// Why it cannot be read.
        var refusal: Reason?
    }

    /// What the archive is.
    enum Content {
        /// A character with its pictures (CHARX); nil when the character cannot be understood.
        case character(CharacterCard?)
        /// Files that may be chats or characters.
        case files([Member])
    }

    /// Opens an archive.
    /// - Throws: why it cannot or must not be opened, or that nothing in it may be a chat
    static func content(of bytes: [UInt8]) throws(Reason) -> Content {
        let directory = try ZipDirectory(bytes)
        let files = directory.entries.filter { !$0.isFolder }
        var wanted = chosen(from: files.filter { !isByproduct($0) })
        let card = wanted.first { $0.name == Array("card.json".utf8) }
        if card != nil { wanted.removeAll(where: isAsset) }
        guard !wanted.isEmpty else { throw nothing(files.count) }
        var left = mostInflated(from: bytes.count)
        var members: [Member] = []
        for entry in wanted {
            var member = Member(name: label(of: entry))
            do throws(Reason) {
                member.bytes = try directory.content(of: entry, atMost: left)
            } catch {
                // A bomb in one place makes the whole archive suspect.
                if error.code == .zipUnsafe { throw error }
                member.refusal = error
            }
            left -= member.bytes.count
            if isPictureWithoutCard(member.bytes) { continue }
            members.append(member)
        }
        if card != nil, members.count == 1, members[0].refusal == nil {
            return .character(CharacterCard(file: members[0].bytes))
        }
        guard !members.isEmpty else { throw nothing(files.count) }
        return .files(members)
    }

    /// Most bytes that may come out of an archive: four times its size, 256 MiB at most. Small archives may grow more,
    /// since dumps of Character.AI shrink to a tenth, but to no more than 64 times and 32 MiB.
    static func mostInflated(from size: Int) -> Int {
        min(256 << 20, max(4 * size, min(32 << 20, 1 << 20 + 64 * size)))
    }

    /// Of the exports that are known to hold other things, the one file that is a chat: a ChatGPT export also holds the
    /// account's name and address, which are never unpacked.
    private static func chosen(from files: [ZipDirectory.Entry]) -> [ZipDirectory.Entry] {
        for name in ["conversations.json", "story.json"] {
            let found = files.filter { entry in
                entry.components.count <= 2 && entry.components.last?.elementsEqual(name.utf8) ?? false
            }
            if !found.isEmpty { return found }
        }
        return files
    }

    /// Whether a file is what operating systems and browsers leave in archives, or sound, film, type or style.
    private static func isByproduct(_ entry: ZipDirectory.Entry) -> Bool {
        let components = entry.components
        guard let last = components.last, !components.contains(where: { $0.first == 0x2E }) else { return true }
        let name = String(decoding: last, as: UTF8.self).lowercased()
        return components.contains { $0.elementsEqual("__MACOSX".utf8) } || name == "thumbs.db" || name == "desktop.ini"
            || otherKinds.contains(
                name.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? "")
    }

    /// What stands beside `card.json` in a CHARX archive.
    private static func isAsset(_ entry: ZipDirectory.Entry) -> Bool {
        let folder = entry.components.first ?? []
        return entry.components.count > 1 && (folder.elementsEqual("assets".utf8) || folder.starts(with: "x_".utf8))
            || entry.name == Array("module.risum".utf8)
    }

    /// The name with folders, or the file's alone when that would be too long.
    private static func label(of entry: ZipDirectory.Entry) -> String {
        let isShort = entry.name.count <= FileLabel.mostBytes
        return FileLabel.text(isShort ? entry.name[...] : entry.components.last ?? []) ?? "?"
    }

    private static func isPictureWithoutCard(_ bytes: [UInt8]) -> Bool {
        // An archive in an archive is not opened, not even to look for a picture.
        guard !Container.isArchive(bytes), let container = Container(bytes) else { return false }
        return ["png_no_card", "webp_no_card", "jpeg", "gif"].contains(container.name)
    }

    private static func nothing(_ files: Int) -> Reason {
        Reason(
            .unrecognisedFormat,
            files == 0
                ? "the archive is empty" : "none of the archive's \(files) file\(files == 1 ? "" : "s") may be a chat")
    }

    private static let otherKinds: Set<String> = [
        "jpg", "jpeg", "gif", "bmp", "avif", "svg", "mp3", "wav", "ogg", "flac", "m4a", "mp4", "webm", "mov", "ttf",
        "woff",
        "woff2", "css", "js", "ico",
    ]
}
