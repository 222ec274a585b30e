import Glibc

/// Where progress and logs go. It may be a file on a disk that is full: what cannot be written is lost, and the program goes
/// on. (`FileHandle` would end it.)
enum StandardError {
    /// Writes all of it.
    /// - Returns: whether that was possible
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32 = STDERR_FILENO) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }
}
