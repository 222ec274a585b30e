import ArgumentParser

/// What `serve` is told on the command line; `doctor` looks at the same.
struct ServeOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOptions

    @Option(help: "Address to listen on (CHORUS_HOST). Default: 127.0.0.1")
    var host: String?

    @Option(help: "Port to listen on, 0 for any free one (CHORUS_PORT). Default: 8080")
    var port: String?

    @Option(help: "Connections to the database (CHORUS_CONNECTIONS). Default: 12")
    var connections: String?

    @Option(help: "File with the 32 bytes behind receipts (CHORUS_SERVER_KEY_FILE). Default: in the data folder")
    var serverKeyFile: String?

    @Option(help: "How much is logged: trace, debug, info, notice, warning, error (CHORUS_LOG_LEVEL). Default: notice")
    var logLevel: String?

    @Option(help: "How it is logged: text or json (CHORUS_LOG_FORMAT). Default: text at a terminal, otherwise json")
    var logFormat: String?

    @Option(
        help: """
            Addresses or ranges of proxies whose X-Forwarded-For is believed, with commas between them \
            (CHORUS_TRUSTED_PROXIES). Default: none
            """)
    var trustedProxies: String?

    @Option(help: "Time for load balancers to notice that it is about to stop (CHORUS_DRAIN_SECONDS). Default: 0")
    var drainSeconds: String?

    @Option(
        help: ArgumentHelp(
            "A limit such as head-bytes=8192 (CHORUS_LIMIT_HEAD_BYTES); --print-configuration shows all. Repeatable",
            valueName: "name=value"))
    var limit: [String] = []

    @Flag(help: "Bind cookies to https; for a service behind TLS (CHORUS_SECURE_COOKIES).")
    var secureCookies = false

    @Flag(help: "Serve what helps to work on the pages too: /styleguide (CHORUS_DEVELOPMENT).")
    var development = false

    @Option(
        help: "Words of the pages in another language: a catalogue, as of `chorus translation` (CHORUS_TRANSLATION).")
    var translation: String?

    @Flag(help: "Apply pending migrations first; without it a pending one is an error (CHORUS_MIGRATE).")
    var migrate = false

    @Flag(help: "Load the demo through the API when there is no experiment yet (CHORUS_DEMO).")
    var demo = false

    /// These, and the environment behind them.
    var settings: Settings { Settings(given) }

    /// Which limits were named.
    var limitNames: [String] { limits.map(\.name) }

    private var limits: [(name: String, value: String)] {
        limit.map { text in
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
        }
    }

    private var given: [String: String?] {
        var given = database.given.merging([
            "chorus.host": host, "chorus.port": port, "chorus.connections": connections,
            "chorus.server.key.file": serverKeyFile, "chorus.log.level": logLevel, "chorus.log.format": logFormat,
            "chorus.trusted.proxies": trustedProxies, "chorus.drain.seconds": drainSeconds,
            "chorus.translation": translation, "chorus.secure.cookies": secureCookies ? "true" : nil,
            "chorus.development": development ? "true" : nil, "chorus.migrate": migrate ? "true" : nil,
            "chorus.demo": demo ? "true" : nil,
        ]) { first, _ in first }
        for (name, value) in limits {
            // What is no number is no number, also when it is nothing.
            let setting = LimitSetting.all.first { $0.name.utf8.elementsEqual(name.utf8) }?.setting
            if let setting { given[setting] = value.isEmpty ? "nothing" : value }
        }
        return given
    }
}
