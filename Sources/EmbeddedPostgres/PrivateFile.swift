import Glibc

/// Writes a small file that only its owner can read, whole or not at all.
func writeFile(_ path: String, _ text: String, temporary: String? = nil) throws {
    let temporary = temporary ?? path + ".tmp"
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let descriptor = try systemCall("write", path) { open(temporary, flags, 0o600) }
    defer { close(descriptor) }
    try writeAll(descriptor, text, path: path)
    try systemCall("flush", path) { fsync(descriptor) }
    try systemCall("write", path) { rename(temporary, path) }
}

func writeAll(_ descriptor: Int32, _ text: String, path: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = try systemCall("write", path) {
            rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        }
        rest = rest.dropFirst(count)
    }
}

/// The last `limit` bytes of a file, from `offset` at the earliest.
func readFile(_ path: String, limit: Int, from offset: Int = 0, seekable: Bool = true) throws -> String {
    let descriptor = try systemCall("read", path) { open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    defer { close(descriptor) }
    if seekable {
        let end = Int(lseek(descriptor, 0, SEEK_END))
        lseek(descriptor, max(offset, end - limit), SEEK_SET)
    }
    return try readAll(descriptor, path: path, limit: limit)
}

/// Everything that comes until the end, at most `limit` bytes. Invalid UTF-8 is replaced.
func readAll(_ descriptor: Int32, path: String, limit: Int) throws -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while bytes.count < limit {
        let count = try systemCall("read", path) { read(descriptor, &buffer, buffer.count) }
        if count == 0 { break }
        bytes += buffer.prefix(count)
    }
    return String(decoding: bytes.prefix(limit), as: UTF8.self)
}

/// Makes new and renamed entries of a folder survive a power failure.
func flushFolder(_ path: String) throws {
    let descriptor = try systemCall("open", path) { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { close(descriptor) }
    try systemCall("flush", path) { fsync(descriptor) }
}
