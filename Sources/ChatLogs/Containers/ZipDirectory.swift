/// The central directory of a zip archive: what is in it and where. Names are labels; nothing is written anywhere.
struct ZipDirectory {
    /// One file or folder.
    struct Entry {
        /// The name, as it is stored.
        var name: [UInt8]
        var flags: Int
        var method: Int
        var checksum: UInt32
        /// Bytes in the archive.
        var packedSize: Int
        /// Bytes that should come out.
        var size: Int
        /// Where its local header is.
        var header: Int

        /// The folders and the name of the file.
        var components: [ArraySlice<UInt8>] { name.split { $0 == 0x2F || $0 == 0x5C } }

        /// Whether it is a folder.
        var isFolder: Bool { name.last == 0x2F || name.last == 0x5C }

        /// Whether the name leads out of the archive: from the root, from a drive, or upwards.
        fileprivate var leadsOut: Bool {
            let first = name.first
            let hasDrive = name.count > 1 && name[1] == 0x3A && name[0].isASCIILetter
            return first == 0x2F || first == 0x5C || hasDrive || components.contains { $0.elementsEqual("..".utf8) }
        }
    }

    /// Most entries of an archive that is opened.
    static let mostEntries = 1000

    /// The entries in their order.
    private(set) var entries: [Entry] = []
    private let bytes: [UInt8]

    /// Reads the directory.
    /// - Throws: why the archive cannot or must not be opened
    init(_ bytes: [UInt8]) throws(Reason) {
        self.bytes = bytes
        guard let end = Self.endRecord(bytes) else {
            throw Reason(.unrecognisedFormat, "the zip archive is cut off", hint: Self.hint)
        }
        let (count, size, start) = (bytes.number(end + 10, 2), bytes.number(end + 12, 4), bytes.number(end + 16, 4))
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF { throw Self.zip64 }
        guard count <= Self.mostEntries else { throw Self.tooMany }
        var index = start
        // The records are walked, not their announced number: that may be a lie.
        while bytes.has([0x50, 0x4B, 0x01, 0x02], at: index), index + 46 <= end {
            let next = index + 46 + bytes.number(index + 28, 2)
            guard next <= end else { break }
            guard entries.count < Self.mostEntries else { throw Self.tooMany }
            let entry = Entry(
                name: Array(bytes[index + 46..<next]), flags: bytes.number(index + 8, 2),
                method: bytes.number(index + 10, 2), checksum: UInt32(bytes.number(index + 16, 4)),
                packedSize: bytes.number(index + 20, 4), size: bytes.number(index + 24, 4),
                header: bytes.number(index + 42, 4))
            if entry.leadsOut { throw Reason(.zipUnsafe, "an entry's name leads out of the archive") }
            entries.append(entry)
            index = next + bytes.number(index + 30, 2) + bytes.number(index + 32, 2)
        }
        guard entries.count >= count else {
            throw Reason(.unrecognisedFormat, "the zip archive's list of files is broken", hint: Self.hint)
        }
    }

    /// What an entry holds.
    /// - Parameter limit: most bytes that may come out
    /// - Throws: `zip_unsafe` when more would come out, and otherwise why the entry cannot be read
    func content(of entry: Entry, atMost limit: Int) throws(Reason) -> [UInt8] {
        if entry.flags & 1 != 0 { throw Self.unreadable("the file in the archive is encrypted") }
        if [entry.size, entry.packedSize, entry.header].contains(0xFFFF_FFFF) { throw Self.zip64 }
        let names = entry.header + 26
        guard bytes.has([0x50, 0x4B, 0x03, 0x04], at: entry.header), names + 4 <= bytes.count else { throw Self.broken }
        let start = names + 4 + bytes.number(names, 2) + bytes.number(names + 2, 2)
        guard start + entry.packedSize <= bytes.count else { throw Self.broken }
        let packed = bytes[start..<start + entry.packedSize]
        guard entry.size <= limit else { throw Self.bomb }
        let content: [UInt8]
        switch entry.method {
        case 0: content = Array(packed.prefix(limit))
        case 8: content = try Self.inflated(packed, atMost: limit)
        default:
            throw Self.unreadable("the file in the archive is packed with method \(entry.method), not with deflate")
        }
        guard content.count == entry.size, Inflation.crc32(content) == entry.checksum else { throw Self.broken }
        return content
    }

    private static func inflated(_ packed: ArraySlice<UInt8>, atMost limit: Int) throws(Reason) -> [UInt8] {
        do throws(Inflation.Fault) {
            return try Inflation.inflated(packed, .none, atMost: limit)
        } catch {
            throw error == .tooLarge ? bomb : broken
        }
    }

    /// Where the record at the end of the directory is: a comment of at most 65535 bytes may follow it.
    private static func endRecord(_ bytes: [UInt8]) -> Int? {
        var index = bytes.count - 22
        let first = max(0, index - 0xFFFF)
        while index >= first {
            if bytes.has([0x50, 0x4B, 0x05, 0x06], at: index) { return index }
            index -= 1
        }
        return nil
    }

    private static let hint = "Unpack it and send the chat files in it."
    private static let bomb = Reason(.zipUnsafe, "far more comes out of the archive than its size explains")
    private static let tooMany = Reason(.zipUnsafe, "the archive has more than \(mostEntries) entries")
    private static let broken = unreadable("the file in the archive is damaged")
    private static let zip64 = unreadable("the archive is in the zip64 form for huge files, which is not read")

    private static func unreadable(_ detail: String) -> Reason { Reason(.unrecognisedFormat, detail, hint: hint) }
}

extension Reason: Error {}

extension [UInt8] {
    /// The little-endian number of `width` bytes (at most 4) at a place; bytes beyond the end count as 0.
    func number(_ index: Int, _ width: Int) -> Int {
        (0..<width).reduce(0) { index + $1 < count ? $0 | Int(self[index + $1]) << (8 * $1) : $0 }
    }
}
