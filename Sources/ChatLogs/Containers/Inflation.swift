import CZlib

/// Decompression with a bound on what may come out. Broken streams are errors, never traps.
enum Inflation {
    /// What stands around the deflated data.
    enum Wrapper {
        /// Nothing, as in zip archives.
        case none
        /// The header and checksum of zlib, as in PNG pictures.
        case zlib

        /// zlib's `windowBits`: negative for data without a header; 15 is the largest window.
        fileprivate var windowBits: Int32 { self == .none ? -15 : 15 }
    }

    /// Why nothing came out.
    enum Fault: Error {
        /// The stream is damaged or ends too early.
        case broken
        /// More would come out than is allowed.
        case tooLarge
    }

    /// Inflates one stream; what follows it is ignored.
    /// - Parameter limit: most bytes that may come out; they are counted as they come, whatever the input promises
    static func inflated(
        _ input: ArraySlice<UInt8>, _ wrapper: Wrapper, atMost limit: Int
    ) throws(Fault) -> [UInt8] {
        var output: [UInt8] = []
        let fault = input.withUnsafeBytes { source in
            withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { chunk in
                run(source, through: chunk, wrapper) { bytes in
                    guard output.count + bytes.count <= limit else { return false }
                    output.append(contentsOf: bytes)
                    return true
                }
            }
        }
        if let fault { throw fault }
        return output
    }

    /// The checksum that zip archives keep for each entry.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { buffer in
            UInt32(
                truncatingIfNeeded: crc32_z(0, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), buffer.count))
        }
    }

    /// Feeds a whole stream through zlib; `take` says whether more may come.
    private static func run(
        _ source: UnsafeRawBufferPointer, through chunk: UnsafeMutableRawBufferPointer, _ wrapper: Wrapper,
        take: (UnsafeRawBufferPointer) -> Bool
    ) -> Fault? {
        var stream = z_stream()
        // zlib notes where the stream lies, so that it must not move between calls.
        return withUnsafeMutablePointer(to: &stream) { stream in
            let size = Int32(MemoryLayout<z_stream>.size)
            guard inflateInit2_(stream, wrapper.windowBits, ZLIB_VERSION, size) == Z_OK else { return .broken }
            defer { inflateEnd(stream) }
            // zlib only reads the input; its C interface has no word for that.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = uInt(clamping: source.count)
            while true {
                stream.pointee.next_out = chunk.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_out = uInt(clamping: chunk.count)
                let result = inflate(stream, Z_NO_FLUSH)
                guard result == Z_OK || result == Z_STREAM_END else { return .broken }
                let made = chunk.count - Int(stream.pointee.avail_out)
                guard take(UnsafeRawBufferPointer(rebasing: chunk[..<made])) else { return .tooLarge }
                if result == Z_STREAM_END { return nil }
                // A stream that ends early makes no progress any more: zlib says so with Z_BUF_ERROR at the next call.
            }
        }
    }
}
