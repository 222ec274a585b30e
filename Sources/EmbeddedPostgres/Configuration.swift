/// The files that tell PostgreSQL how to behave and whom to let in. Written anew at each start.
struct Configuration {
    let place: Place
    let socket: SocketFolder
    let options: ServerOptions

    func write() throws {
        let users = userMap
        try place.user.withFileRights {
            try writeFile(place.settings, settings)
            try writeFile(place.access, access)
            try writeFile(place.users, users)
        }
    }

    /// The data folder's own configuration is not used.
    var arguments: [String] {
        [
            "-D", place.data, "-c", "config_file=\(place.settings)", "-c", "hba_file=\(place.access)",
            "-c", "ident_file=\(place.users)",
        ]
    }

    private var settings: String {
        let own =
            Self.fixed + durability + [
                ("unix_socket_directories", socket.path), ("max_connections", "\(options.maxConnections)"),
            ]
        let added = options.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let lines = (own + added).map { name, value in "\(name) = \(Self.quoted(value))\n" }
        let head = "# Written by Chorus at each start; changes are lost. ALTER SYSTEM wins over this file.\n"
        return head + lines.joined()
    }

    private static let fixed: [(String, String)] = [
        ("listen_addresses", ""), ("port", "5432"), ("unix_socket_permissions", "0700"), ("cluster_name", "chorus"),
        ("shared_buffers", "128MB"), ("jit", "off"),
        ("timezone", "UTC"), ("lc_messages", "C"), ("password_encryption", "scram-sha-256"),
        // Text that people submitted must not reach a log, which a withdrawal cannot clean: no statements, no
        // parameters, no errors of statements (the client gets those), no details such as "Key (text)=(...)".
        ("log_statement", "none"), ("log_min_messages", "log"), ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"), ("log_min_duration_statement", "-1"), ("log_parameter_max_length", "0"),
        ("log_parameter_max_length_on_error", "0"), ("log_lock_waits", "off"),
        ("logging_collector", "off"), ("log_destination", "stderr"), ("log_timezone", "UTC"),
        ("log_line_prefix", "%m [%p] "), ("log_checkpoints", "off"), ("log_autovacuum_min_duration", "-1"),
    ]

    private var durability: [(String, String)] {
        let value = options.durability == .full ? "on" : "off"
        return [("fsync", value), ("synchronous_commit", value), ("full_page_writes", value)]
    }

    private static func quoted(_ value: String) -> String {
        let escaped = value.flatMap { character -> [Character] in
            switch character {
            case "'": ["'", "'"]
            case "\\": ["\\", "\\"]
            case "\n", "\r", "\r\n", "\0": []
            default: [character]
            }
        }
        return "'" + String(escaped) + "'"
    }

    /// The kernel vouches for who is at the other end of the socket: nothing to keep secret, nothing to guess.
    private var access: String {
        """
        # Written by Chorus at each start; changes are lost.
        local all all peer map=chorus
        local replication all peer map=chorus

        """
    }

    /// Root and the server's own user may be the service (`chorus`) or the administrator (`postgres`).
    private var userMap: String {
        let names = Set([place.user.name, ServerUser(id: 0)?.name ?? "root"]).sorted()
        let lines = names.flatMap { name in
            ["chorus", "postgres"].map { role in "chorus \"\(name)\" \(role)\n" }
        }
        return "# Written by Chorus at each start; changes are lost.\n" + lines.joined()
    }
}
