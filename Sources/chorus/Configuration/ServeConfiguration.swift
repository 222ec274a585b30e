import ArgumentParser
import Core
import Foundation
import Logging
import Web

/// Everything that `serve` is told, checked as a whole.
struct ServeConfiguration {
    let listening: Listening
    let limits: Limits
    let trustedProxies: TrustedProxies
    let connections: Int
    let logLevel: Logger.Level
    let logFormat: LogFormat
    let serverKeyFile: String?
    let drain: Duration
    let secureCookies: Bool
    let isDevelopment: Bool
    let translation: Translation?
    let migrates: Bool
    let loadsDemo: Bool
    /// As it is shown: without secrets.
    let entries: [SettingsReader.Entry]

    /// How lines of the log look.
    enum LogFormat: String, CaseIterable {
        /// For people.
        case text
        /// For programs, one object a line.
        case json
    }

    /// - Parameter limitNames: of the limits on the command line
    /// - Throws: `ValidationError` with every fault
    init(_ settings: Settings, _ database: DatabaseOptions, limitNames: [String]) throws {
        var reader = SettingsReader(settings)
        reader.database()
        _ = reader.text("chorus.data", default: database.folder(settings))
        _ = reader.text("chorus.withdrawals", none: "withdrawals.log in the data folder")
        _ = reader.text("chorus.migrations", none: "beside the program")
        let host = reader.text("chorus.host", default: "127.0.0.1")
        let port = reader.number("chorus.port", in: 0...65_535, default: 8080)
        connections = reader.number("chorus.connections", in: 2...200, default: 12)
        serverKeyFile = reader.text("chorus.server.key.file", none: "server.key in the data folder")
        trustedProxies =
            reader.read(
                "chorus.trusted.proxies", default: "",
                must: "be addresses or ranges such as 10.0.0.0/8, with commas between them"
            ) { TrustedProxies($0) } ?? TrustedProxies()
        secureCookies = reader.flag("chorus.secure.cookies")
        isDevelopment = reader.flag("chorus.development")
        let file = reader.text("chorus.translation", none: "none: English")
        do {
            translation = try file.map { try Translation(file: $0) }
        } catch {
            translation = nil
            reader.fault("CHORUS_TRANSLATION: \(file ?? "") \(error).")
        }
        migrates = reader.flag("chorus.migrate")
        loadsDemo = reader.flag("chorus.demo")
        logLevel =
            reader.read("chorus.log.level", default: "notice", must: "be one of \(Self.list(Logger.Level.self))") {
                Logger.Level(rawValue: $0)
            } ?? .notice
        let format = isatty(STDERR_FILENO) == 1 ? LogFormat.text : .json
        logFormat =
            reader.read("chorus.log.format", default: format.rawValue, must: "be one of \(Self.list(LogFormat.self))") {
                LogFormat(rawValue: $0)
            } ?? format
        drain = .seconds(reader.number("chorus.drain.seconds", in: 0...15, default: 0))
        limits = reader.limits()
        reader.refuseUnknownLimits(limitNames, environment: ProcessInfo.processInfo.environment)
        listening = Listening(host: host, port: port, limits: limits.connections)
        entries = reader.entries
        try reader.finish()
    }

    private static func list<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) -> String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// Whether there is no proxy whose word is taken.
    var trustsNobody: Bool { trustedProxies == TrustedProxies() }

    /// Whether anybody's word about where requests come from is taken.
    var trustsEverybody: Bool {
        ["1.1.1.1", "2606:4700::1"].compactMap { NetworkAddress($0) }.contains { trustedProxies.contains($0) }
    }

    /// Where the service writes what happens.
    var logger: Logger {
        var logger = Logger(label: "chorus") { label in
            switch logFormat {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: JSONLogHandler()
            }
        }
        logger.logLevel = logLevel
        return logger
    }

    /// Tells whoever started it how far it is.
    func progress(_ line: String, _ logger: Logger) {
        switch logFormat {
        case .text: Announcement.progress(line)
        case .json: logger.notice("\(line)")
        }
    }

    /// A line for each setting: variable, value, where it comes from.
    var text: String {
        let width = entries.map(\.variable.utf8.count).max() ?? 0
        return entries.map { entry in
            let space = String(repeating: " ", count: width - entry.variable.utf8.count)
            return "\(entry.variable)\(space)  \(entry.value)  (\(entry.source.rawValue))"
        }.joined(separator: "\n")
    }

    /// The same for the log.
    var metadata: Logger.Metadata {
        Dictionary(uniqueKeysWithValues: entries.map { ($0.variable.lowercased(), .string($0.value)) })
    }
}
