import Core
import Glibc
import Locks
import NIOCore

/// Bytes that wait: in memory while they are few, otherwise in a file without a name, which goes when this goes.
final class SpooledBytes: Sendable {
    private struct State {
        var memory = ByteBuffer()
        var file: Int32?
        var count = 0
    }

    /// Most bytes of a piece.
    private static let pieceBytes = 1 << 16

    private let folder: String
    private let memoryBytes: Int
    private let state = Guarded(State())

    /// - Parameters:
    ///   - folder: where the file is made
    ///   - memoryBytes: what is kept in memory before there is one
    init(folder: String, memoryBytes: Int) {
        self.folder = folder
        self.memoryBytes = memoryBytes
    }

    deinit {
        let file = state.withLock { $0.file }
        if let file { close(file) }
    }

    /// How many there are.
    var count: Int { state.withLock { $0.count } }

    /// Takes what comes next.
    /// - Throws: `Problem` where the disk has no room, or there are too many files
    func append(_ chunk: ByteBuffer) throws {
        try state.withLock { state in
            state.count += chunk.readableBytes
            if let file = state.file { return try Self.write(chunk, to: file) }
            state.memory.writeImmutableBuffer(chunk)
            guard state.memory.readableBytes > memoryBytes else { return }
            let file = try open()
            state.file = file
            try Self.write(state.memory, to: file)
            state.memory = ByteBuffer()
        }
    }

    /// Some of the bytes from an offset on; none at the end.
    func piece(at offset: Int) throws -> ByteBuffer {
        try state.withLock { state in
            guard let file = state.file else {
                let count = min(Self.pieceBytes, state.memory.readableBytes - offset)
                return state.memory.getSlice(at: state.memory.readerIndex + offset, length: max(0, count))
                    ?? ByteBuffer()
            }
            var piece = ByteBuffer()
            try piece.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.pieceBytes) { space in
                let count = pread(file, space.baseAddress, Self.pieceBytes, off_t(offset))
                guard count >= 0 else { throw Self.failure(errno) }
                return count
            }
            return piece
        }
    }

    /// Gives it all, piece by piece, from its beginning.
    func read(_ take: (ByteBuffer) throws -> Void) throws {
        var offset = 0
        while case let piece = try piece(at: offset), piece.readableBytes > 0 {
            offset += piece.readableBytes
            try take(piece)
        }
    }

    /// All of it.
    func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        try read { bytes.append(contentsOf: $0.readableBytesView) }
        return bytes
    }

    private static func write(_ chunk: ByteBuffer, to file: Int32) throws {
        try chunk.withUnsafeReadableBytes { bytes in
            var left = bytes[...]
            while !left.isEmpty {
                let piece = UnsafeRawBufferPointer(rebasing: left)
                let count = Glibc.write(file, piece.baseAddress, piece.count)
                guard count > 0 else { throw failure(errno) }
                left = left.dropFirst(count)
            }
        }
    }

    private func open() throws -> Int32 {
        var path = Array("\(folder)/spool.XXXXXX".utf8CString)
        let file = path.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard file >= 0 else { throw Self.failure(errno) }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        // Nobody finds it, and nothing is left of it whatever happens to this process.
        _ = path.withUnsafeBufferPointer { $0.baseAddress.map { unlink($0) } }
        return file
    }

    private static func failure(_ code: Int32) -> Problem {
        switch code {
        case ENOSPC, EDQUOT: .diskFull
        case EMFILE, ENFILE: .overloaded(retryAfter: 2)
        default: .internalError
        }
    }
}
