import ArgumentParser
import Postgres

/// Reads settings one after the other and remembers what is wrong with them, so that all of it is told at once.
struct SettingsReader {
    /// One setting, as it is in effect.
    struct Entry {
        /// Its environment variable.
        let variable: String
        /// Its value, without secrets.
        let value: String
        let source: Settings.Source
    }

    private let settings: Settings
    /// Every setting that was read.
    private(set) var entries: [Entry] = []
    private(set) var faults: [String] = []

    init(_ settings: Settings) { self.settings = settings }

    /// Text as it is; nil when it is not given.
    /// - Parameter none: what is shown then
    mutating func text(_ name: String, none: String) -> String? {
        let text = settings.text(name)
        note(name, text ?? none)
        return text
    }

    /// Text, or what it is without being given.
    mutating func text(_ name: String, default fallback: String) -> String {
        let text = settings.text(name) ?? fallback
        note(name, text)
        return text
    }

    /// A whole number inside a range.
    mutating func number(_ name: String, in range: ClosedRange<Int>, default fallback: Int) -> Int {
        let must = "be a number from \(range.lowerBound) to \(range.upperBound)"
        return read(name, default: "\(fallback)", must: must) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        } ?? fallback
    }

    /// Yes or no.
    mutating func flag(_ name: String) -> Bool {
        read(name, default: "false", must: "be true or false") { text in
            switch text.lowercased() {
            case "false", "0", "no", "off": false
            case "true", "1", "yes", "on": true
            default: nil
            }
        } ?? false
    }

    /// Whatever `parse` makes of it.
    /// - Parameter must: what is said when that is nothing
    mutating func read<Value>(
        _ name: String, default fallback: String, must: String, _ parse: (String) -> Value?
    ) -> Value? {
        let text = settings.text(name) ?? fallback
        note(name, text)
        if let value = parse(text) { return value }
        fault("\(Settings.variable(name)) must \(must).")
        return nil
    }

    /// The database, without its password.
    mutating func database() {
        let url = settings.text("database.url")
        note("database.url", url.map { ConnectionOptions($0).summary ?? "(unreadable)" } ?? "none: a private server")
        if let url, ConnectionOptions(url).summary == nil {
            fault("DATABASE_URL must be a connection string of PostgreSQL.")
        }
    }

    mutating func fault(_ fault: String) { faults.append(fault) }

    /// - Throws: every fault that was found
    func finish() throws {
        guard !faults.isEmpty else { return }
        throw ValidationError(faults.joined(separator: "\n"))
    }

    private mutating func note(_ name: String, _ value: String) {
        entries.append(Entry(variable: Settings.variable(name), value: value, source: settings.source(name)))
    }
}
