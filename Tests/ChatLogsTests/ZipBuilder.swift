import CZlib

/// Writes zip archives, well-formed and otherwise.
struct ZipBuilder {
    struct Entry {
        var name: String
        var content: [UInt8] = []
        var isDeflated = true
        /// Bit 11: the name is UTF-8.
        var flags = 0x0800
        var method: Int?
        /// What the directory says in place of the truth.
        var size: Int?
        var checksum: UInt32?
    }

    var entries: [Entry] = []
    /// What the end of the directory says in place of the truth.
    var count: Int?

    init(_ files: KeyValuePairs<String, String> = [:]) {
        entries = files.map { Entry(name: $0.key, content: Array($0.value.utf8)) }
    }

    var bytes: [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let packed = entry.isDeflated ? Packed.deflated(entry.content) : entry.content
            let name = Array(entry.name.utf8)
            let sums = little(Int(entry.checksum ?? Packed.crc32(entry.content)), 4) + little(packed.count, 4)
            let common =
                little(entry.flags, 2) + little(entry.method ?? (entry.isDeflated ? 8 : 0), 2) + little(0, 4) + sums
                + little(entry.size ?? entry.content.count, 4) + little(name.count, 2) + little(0, 2)
            directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + common + little(0, 10) + little(archive.count, 4) + name
            archive += [0x50, 0x4B, 3, 4, 20, 0] + common + name + packed
        }
        let number = little(count ?? entries.count, 2)
        let end =
            [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number + number + little(directory.count, 4) + little(archive.count, 4)
        return archive + directory + end + [0, 0]
    }
}

/// A number in little-endian order; widths over 8 are filled with zeros.
func little(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
}

/// zlib from the writing side.
enum Packed {
    /// A zlib stream.
    static func zlib(_ content: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(content.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        compress2(&output, &length, content, uLong(content.count), 9)
        return Array(output.prefix(Int(length)))
    }

    /// The deflated data alone: without the header of two bytes and the checksum of four.
    static func deflated(_ content: [UInt8]) -> [UInt8] { Array(zlib(content).dropFirst(2).dropLast(4)) }

    static func crc32(_ content: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: CZlib.crc32(0, content, uInt(content.count)))
    }
}
