import ArgumentParser
import EmbeddedPostgres
import Foundation
import Postgres
import Storage
import StrictJSON
import Web

/// Looks at everything that `serve` needs, and says how to put right what is wrong.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check database, schema, durability, disk, clock, permissions, port and proxies; say what to do.",
        discussion: """
            It takes the settings of `serve` and changes nothing; a private PostgreSQL that does not run is started for \
            the time of the checks. Exit code 0: nothing fails, though something may be warned of; 1: something fails.
            """)

    @OptionGroup var options: ServeOptions

    @Flag(help: "Print JSON, for programs.")
    var json = false

    func run() async throws {
        let findings = await findings()
        print(json ? String(decoding: findings.json.bytes(), as: UTF8.self) : findings.text)
        if findings.state == .fail { throw ExitCode(1) }
    }

    private func findings() async -> [Finding] {
        let settings = options.settings
        var findings: [Finding] = []
        let configuration: ServeConfiguration?
        do {
            configuration = try ServeConfiguration(settings, options.database, limitNames: options.limitNames)
            findings.append(.ok("settings", "all can be read"))
        } catch {
            configuration = nil
            findings.append(
                .fail("settings", "\(error)", fix: "Correct them; `chorus serve --print-configuration` shows all."))
        }
        let machine = MachineChecks(folder: options.database.folder(settings))
        findings += [
            machine.dataFolder(), machine.serverKey(named: settings.text("chorus.server.key.file")), machine.disk(),
        ]
        if let configuration {
            findings.append(await machine.port(configuration.listening))
            findings.append(machine.files(connections: configuration.limits.connections.connections))
            findings.append(Self.proxies(configuration))
            if let translation = configuration.translation { findings.append(Self.translation(translation)) }
        }
        return findings + (await database(settings, connections: configuration?.connections ?? 12))
    }

    private func database(_ settings: Settings, connections: Int) async -> [Finding] {
        do {
            if settings.text("database.url") == nil {
                let status = try PrivateServer.status(of: options.database.cluster(settings))
                guard status.state != .absent else {
                    return [
                        .warn("database", "there is none yet", fix: "`chorus serve --migrate` makes a private one.")
                    ]
                }
            }
            let opened = try await OpenDatabase.open(options.database, settings)
            let findings = await DatabaseChecks(connections: connections).findings(try opened.pool(connections: 1)) {
                try options.database.files(settings)
            }
            await opened.close()
            return findings
        } catch {
            return [DatabaseChecks.unreachable(error)]
        }
    }

    /// Whether the pages say everything in their language.
    static func translation(_ translation: Translation) -> Finding {
        guard let catalogue = try? Catalogue() else {
            return .fail(
                "translation", "the templates cannot be read", fix: "Install the program anew, with its folders.")
        }
        let gaps = catalogue.gaps(in: translation)
        guard !gaps.isEmpty else {
            return .ok("translation", "all \(catalogue.count) sentences are in \(translation.language)")
        }
        return .warn(
            "translation",
            "of \(catalogue.count) sentences \(gaps.missing.count) are missing and \(gaps.faulty.count) cannot be used in "
                + "\(translation.language), and are shown in English; \(gaps.stale.count) are on no page any more",
            fix: "`chorus translation FILE` lists them, and prints the file as it should be filled in.")
    }

    /// Whether many clients would seem to be one.
    static func proxies(_ configuration: ServeConfiguration) -> Finding {
        let host = configuration.listening.host
        let isLocal = ["127.0.0.1", "::1", "localhost"].contains(host)
        if configuration.trustsEverybody {
            return .fail(
                "proxies", "everybody is a trusted proxy, so anybody can claim any address",
                fix: "Name your proxies only in CHORUS_TRUSTED_PROXIES.")
        }
        guard configuration.trustsNobody else { return .ok("proxies", "X-Forwarded-For is believed of those named") }
        return isLocal
            ? .ok("proxies", "none; a proxy on this machine counts as this machine, whose clients are not limited")
            : .warn(
                "proxies", "none is trusted: behind one, all clients seem to have its address and share its limits",
                fix: "Behind a proxy, name its address in CHORUS_TRUSTED_PROXIES; without one this is right.")
    }
}
