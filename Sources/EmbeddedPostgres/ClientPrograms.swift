import Foundation
import Glibc

/// PostgreSQL's programs that dump and restore a database.
public struct ClientPrograms: Sendable, Equatable {
    /// Which one.
    public enum Program: String, Sendable, CaseIterable {
        case dump = "pg_dump"
        case restore = "pg_restore"
    }

    let folder: String
    /// Major version.
    public let version: Int

    /// Those that can read a server's data: of its own version where there are such, otherwise of the next newer one.
    ///
    /// - Throws: ``EmbeddedPostgresError``; `programsMissing` when there are none.
    public static func find(server: Int) async throws -> ClientPrograms {
        var searched: [String] = []
        var best: ClientPrograms?
        for candidate in await Binaries.candidates() where !searched.contains(candidate) {
            searched.append(candidate)
            guard let found = await at(candidate), found.version >= server else { continue }
            if found.version < best?.version ?? .max { best = found }
        }
        guard let best else { throw EmbeddedPostgresError.programsMissing(searched: searched, wanted: server) }
        return best
    }

    private static func at(_ folder: String) async -> ClientPrograms? {
        let paths = Program.allCases.map { "\(folder)/\($0.rawValue)" }
        guard paths.allSatisfy({ access($0, X_OK) == 0 }),
            let answer = try? await Command(program: paths[0], arguments: ["--version"]).run(),
            let version = Binaries.majorVersion(answer.output)
        else { return nil }
        return ClientPrograms(folder: folder, version: version)
    }

    /// Runs one of them to its end; it ends with us.
    ///
    /// - Parameters:
    ///   - variables: how to connect, see ``Postgres/ConnectionOptions/programEnvironment()``
    ///   - onLine: told every line that it prints, which may quote data
    /// - Throws: ``EmbeddedPostgresError``; `programFailed` with its last messages.
    public func run(
        _ program: Program, _ arguments: [String], variables: [String: String],
        onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        // What a person set up for libpq holds here too: password file, certificates.
        let inherited = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("PG") || $0.key == "HOME" }
        let all = inherited.merging(variables) { _, given in given }
        var command = Command(program: "\(folder)/\(program.rawValue)", arguments: arguments)
        command.variables = all.map { "\($0.key)=\($0.value)" }
        let (exit, last) = try await command.run(onLine: onLine)
        guard exit == .code(0) else {
            throw EmbeddedPostgresError.programFailed(
                program.rawValue, output: (last + ["(\(exit))"]).joined(separator: "\n"))
        }
    }
}

extension Command {
    /// Runs to the end without input.
    /// - Returns: how it ended, and the last lines that it printed
    fileprivate func run(
        onLine: @escaping @Sendable (String) -> Void
    ) async throws -> (exit: ChildProcess.Exit, last: [String]) {
        let (reader, writer) = try pipe()
        defer { close(reader) }
        let child: ChildProcess
        do {
            defer { close(writer) }
            let input = try systemCall("open", "/dev/null") { open("/dev/null", O_RDONLY | O_CLOEXEC) }
            defer { close(input) }
            child = try await ChildProcess.spawn(self, input: input, output: writer)
        }
        let program = program
        let last = try await onOwnThread { try readLines(reader, path: program, onLine) }
        return (await child.exit(), last)
    }
}

/// - Returns: the last lines
private func readLines(_ descriptor: Int32, path: String, _ onLine: (String) -> Void) throws -> [String] {
    var last: [String] = []
    var rest: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
        let count = try systemCall("read", path) { read(descriptor, &buffer, buffer.count) }
        rest += buffer.prefix(count)
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? (count == 0 && !rest.isEmpty ? rest.count : nil) {
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest.removeFirst(min(end + 1, rest.count))
            onLine(line)
            last = last.suffix(7) + [line]
        }
        if count == 0 { return last }
    }
}
