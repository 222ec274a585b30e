import CZlib

/// Gzip (RFC 1952) of text that comes in blocks, each deflated on a core of its own.
///
/// A block is deflated with the 32 KiB before it as dictionary and ends on a byte (a sync flush), so that the pieces
/// laid one after another are one deflate stream (RFC 1951): the way of pigz. The bytes depend on the text, the blocks'
/// size and the version of zlib, never on the number of cores; the header holds neither time nor name.
public struct Gzip: Sendable {
    /// Bytes of a block.
    public static let blockSize = 1 << 20
    /// As the `gzip` command compresses where nothing is said.
    private static let level: Int32 = 6
    /// How far back deflate looks.
    private static let reach = 32_768
    /// Magic, deflate, no flags, no time, no extra flags, an unknown system.
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    /// Of zlib, which decides what deflated bytes look like.
    static var version: String { zlibVersion().map { String(cString: $0) } ?? "" }

    /// CRC-32 of what came so far.
    private var crc: UInt = 0
    /// Bytes that came so far.
    private var length = 0
    /// What the next block may refer to.
    private var dictionary: [UInt8] = []
    /// The beginning of a block.
    private var rest: [UInt8] = []

    /// Nothing yet.
    public init() {}

    /// Takes text.
    /// - Returns: what can be written now
    /// - Throws: `GzipFailure`
    public mutating func append(_ text: [UInt8]) async throws -> [UInt8] {
        rest += text
        guard rest.count > Self.blockSize else { return [] }
        // One byte stays for the last block: an empty one would be another way to end.
        let whole = (rest.count - 1) / Self.blockSize * Self.blockSize
        let blocks = stride(from: 0, to: whole, by: Self.blockSize).map { Array(rest[$0..<$0 + Self.blockSize]) }
        rest.removeFirst(whole)
        return try await deflated(blocks, isEnd: false)
    }

    /// Takes no more.
    /// - Returns: the rest of what is to be written
    /// - Throws: `GzipFailure`
    public mutating func finish() async throws -> [UInt8] {
        let end = try await deflated([rest], isEnd: true)
        rest = []
        return end + Self.littleEndian(UInt32(truncatingIfNeeded: crc))
            + Self.littleEndian(UInt32(truncatingIfNeeded: length))
    }

    private mutating func deflated(_ blocks: [[UInt8]], isEnd: Bool) async throws -> [UInt8] {
        var dictionaries: [[UInt8]] = []
        for block in blocks {
            dictionaries.append(dictionary)
            // Only the last block is shorter than what deflate looks back on, and nothing comes after it.
            dictionary = Array(block[max(0, block.count - Self.reach)...])
        }
        let pieces = try await withThrowingTaskGroup(of: (Int, Piece).self) { [dictionaries] group in
            for (number, block) in blocks.enumerated() {
                let isLast = isEnd && number == blocks.count - 1
                group.addTask { (number, try Piece(of: block, after: dictionaries[number], isLast: isLast)) }
            }
            return try await group.reduce(into: [Piece?](repeating: nil, count: blocks.count)) { $0[$1.0] = $1.1 }
        }
        var output = length == 0 ? Self.header : []
        for (block, piece) in zip(blocks, pieces.compactMap { $0 }) {
            output += piece.bytes
            crc = length == 0 ? piece.crc : crc32_combine(crc, piece.crc, block.count)
            length += block.count
        }
        return output
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// A deflated block.
    private struct Piece {
        var bytes: [UInt8]
        var crc: UInt

        init(of block: [UInt8], after dictionary: [UInt8], isLast: Bool) throws(GzipFailure) {
            crc = block.withUnsafeBytes { crc32_z(0, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), $0.count) }
            bytes = try Self.deflated(block, after: dictionary, flush: isLast ? Z_FINISH : Z_SYNC_FLUSH)
        }

        private static func deflated(
            _ block: [UInt8], after dictionary: [UInt8], flush: Int32
        ) throws(GzipFailure) -> [UInt8] {
            var stream = z_stream()
            // zlib notes where the stream lies, so that it must not move between calls.
            let bytes = withUnsafeMutablePointer(to: &stream) { stream -> [UInt8]? in
                let size = Int32(MemoryLayout<z_stream>.size)
                // Negative window bits: no header of zlib's.
                let begun = deflateInit2_(
                    stream, Gzip.level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
                guard begun == Z_OK else { return nil }
                defer { deflateEnd(stream) }
                if !dictionary.isEmpty { _ = deflateSetDictionary(stream, dictionary, uInt(dictionary.count)) }
                // Room for the flush beside what zlib says of a whole stream.
                let most = Int(deflateBound(stream, uLong(block.count))) + 64
                return block.withUnsafeBufferPointer { source in
                    [UInt8](unsafeUninitializedCapacity: most) { target, count in
                        // zlib only reads the input; its C interface has no word for that.
                        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                        stream.pointee.avail_in = uInt(source.count)
                        stream.pointee.next_out = target.baseAddress
                        stream.pointee.avail_out = uInt(most)
                        deflate(stream, flush)
                        count = most - Int(stream.pointee.avail_out)
                    }
                }
            }
            guard let bytes else { throw GzipFailure() }
            return bytes
        }
    }
}

/// zlib could not begin: there is no memory for it, or it is another version than this program was built with.
public struct GzipFailure: Error {}
