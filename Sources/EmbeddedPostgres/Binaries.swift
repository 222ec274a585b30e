import Glibc

/// A folder with PostgreSQL's server programs.
struct Binaries: Sendable, Equatable {
    /// Older ones lack what our SQL needs.
    static let oldestVersion = 15

    let folder: String
    let version: Int

    var postgres: String { folder + "/postgres" }
    var initdb: String { folder + "/initdb" }

    /// The programs named explicitly, or the first found that fit: those that `pg_config` names, those on PATH, then
    /// the newest of the distributions' folders. `dataVersion` is the version of existing data, which alone fits them.
    static func find(explicit: String?, dataVersion: Int?, data: String) async throws -> Binaries {
        if let explicit {
            guard let found = await at(explicit) else {
                throw EmbeddedPostgresError.binariesMissing(searched: [explicit], wanted: dataVersion)
            }
            if found.version < oldestVersion {
                throw EmbeddedPostgresError.versionTooOld(found.version, place: explicit)
            }
            if let dataVersion, dataVersion != found.version {
                throw EmbeddedPostgresError.versionMismatch(data: dataVersion, binaries: found.version, place: data)
            }
            return found
        }
        if let dataVersion, dataVersion < oldestVersion {
            throw EmbeddedPostgresError.versionTooOld(dataVersion, place: data)
        }
        var searched: [String] = []
        for candidate in await candidates() where !searched.contains(candidate) {
            searched.append(candidate)
            guard let found = await at(candidate) else { continue }
            if dataVersion.map({ $0 == found.version }) ?? (found.version >= oldestVersion) { return found }
        }
        throw EmbeddedPostgresError.binariesMissing(searched: searched, wanted: dataVersion)
    }

    private static func at(_ folder: String) async -> Binaries? {
        let found = Binaries(folder: folder, version: 0)
        guard access(found.initdb, X_OK) == 0, access(found.postgres, X_OK) == 0,
            let answer = try? await Command(program: found.postgres, arguments: ["--version"]).run(),
            let version = majorVersion(answer.output)
        else { return nil }
        return Binaries(folder: folder, version: version)
    }

    /// 15 from "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 18 from "… 18beta1".
    static func majorVersion(_ text: String) -> Int? {
        guard let mark = text.firstRange(of: "(PostgreSQL) ") else { return nil }
        return Int(text[mark.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }

    /// Folders in which PostgreSQL's programs may be, in the order in which they are looked at.
    static func candidates() async -> [String] {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        let searchPath = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        var folders: [String] = []
        if let tool = searchPath.map({ $0 + "/pg_config" }).first(where: { access($0, X_OK) == 0 }),
            let answer = try? await Command(program: tool, arguments: ["--bindir"]).run(), answer.exit == .code(0)
        {
            folders.append(String(answer.output.prefix { $0 != "\n" }))
        }
        folders += searchPath
        folders += versioned("/usr/lib/postgresql", prefix: "") + versioned("/usr", prefix: "pgsql-")
        return folders
    }

    /// Newest first: /usr/lib/postgresql/17/bin (Debian), /usr/pgsql-17/bin (Red Hat).
    private static func versioned(_ folder: String, prefix: String) -> [String] {
        let versions = ((try? names(in: folder)) ?? []).compactMap { name in
            name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil
        }
        return versions.sorted(by: >).map { "\(folder)/\(prefix)\($0)/bin" }
    }
}
