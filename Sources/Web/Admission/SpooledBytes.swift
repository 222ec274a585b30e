import Core
import Glibc
import NIOCore

/// A body that has arrived: in memory while it is small, otherwise in a file without a name, which goes when this goes.
final class SpooledBody {
    private let folder: String
    private let memoryBytes: Int
    private var memory = ByteBuffer()
    private var file: Int32?
    private(set) var count = 0

    /// - Parameters:
    ///   - folder: where the file is made
    ///   - memoryBytes: what is kept in memory before there is one
    init(folder: String, memoryBytes: Int) {
        self.folder = folder
        self.memoryBytes = memoryBytes
    }

    deinit { if let file { close(file) } }

    /// Takes what came next.
    func append(_ chunk: ByteBuffer) throws {
        var chunk = chunk
        count += chunk.readableBytes
        memory.writeBuffer(&chunk)
        if memory.readableBytes > memoryBytes { try writeOut() }
    }

    /// Gives it all, piece by piece, from its beginning.
    func read(_ take: (ByteBuffer) throws -> Void) throws {
        guard let file else { return try take(memory) }
        try writeOut()
        guard lseek(file, 0, SEEK_SET) == 0 else { throw Self.failure(errno) }
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw Self.failure(errno) }
            guard count > 0 else { return }
            try take(ByteBuffer(bytes: piece[..<count]))
        }
    }

    /// All of it.
    func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        try read { bytes.append(contentsOf: $0.readableBytesView) }
        return bytes
    }

    private func writeOut() throws {
        let file = try file ?? open()
        self.file = file
        try memory.withUnsafeReadableBytes { bytes in
            var left = bytes[...]
            while !left.isEmpty {
                let piece = UnsafeRawBufferPointer(rebasing: left)
                let count = Glibc.write(file, piece.baseAddress, piece.count)
                guard count > 0 else { throw Self.failure(errno) }
                left = left.dropFirst(count)
            }
        }
        memory.clear()
    }

    private func open() throws -> Int32 {
        var path = Array("\(folder)/upload.XXXXXX".utf8CString)
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
