import Glibc

/// When a process began, in clock ticks since the machine did; with the id it names a process for good.
/// Nil when there is no such process.
func processBirth(_ process: pid_t) -> UInt64? {
    guard let text = try? readFile("/proc/\(process)/stat", limit: 4096, seekable: false),
        let end = text.lastIndex(of: ")")
    else { return nil }
    // Field 22; the second field is the name in parentheses, which may itself hold spaces and parentheses.
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 19 ? UInt64(fields[19]) : nil
}

/// PostgreSQL's processes that work in a data folder: the postmaster, and every child of it even after it is gone.
///
/// The working directory and the program tell for certain, which the id in `postmaster.pid` does not: after a crash it
/// may belong to any other process.
func serverProcesses(in data: String, of user: ServerUser) throws -> [pid_t] {
    try user.withFileRights {
        guard let folder = fileStatus(data) else { return [] }
        return try names(in: "/proc").compactMap { pid_t($0) }.filter { process in
            guard let work = fileStatus("/proc/\(process)/cwd"), work.isSameFile(as: folder) else { return false }
            return runsPostgres(process)
        }
    }
}

private func runsPostgres(_ process: pid_t) -> Bool {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/\(process)/exe", &buffer, buffer.count)
    guard count > 0 else { return false }
    let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let program = path.split(separator: "/").last ?? ""
    // After an upgrade of the package the kernel adds this to the name of the old file.
    return program == "postgres" || program == "postgres (deleted)"
}
