import ArgumentParser
import Configuration
import Foundation

/// Settings from the command line, then from the environment, then defaults; a value that cannot be read is an error,
/// never a default.
struct Settings {
    /// Where a value comes from.
    enum Source: String {
        case option
        case environment
        case fallback = "default"
    }

    private let reader: ConfigReader
    private let given: Set<String>

    /// - Parameter options: what was given on the command line, by setting name
    init(_ options: [String: String?]) {
        let given = options.compactMapValues { $0 }
        let values = Dictionary(
            uniqueKeysWithValues: given.map { name, value in
                (AbsoluteConfigKey(stringLiteral: name), ConfigValue(stringLiteral: value))
            })
        self.given = Set(given.filter { !$0.value.isEmpty }.keys)
        reader = ConfigReader(providers: [
            InMemoryProvider(name: "command line", values: values), EnvironmentVariablesProvider(),
        ])
    }

    /// The text of a setting such as `chorus.data`, which `CHORUS_DATA` gives too; empty is not given.
    func text(_ name: String) -> String? {
        reader.string(forKey: ConfigKey(stringLiteral: name)).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Where the value of a setting comes from.
    func source(_ name: String) -> Source {
        text(name) == nil ? .fallback : given.contains(name) ? .option : .environment
    }

    /// The environment variable of a setting.
    static func variable(_ name: String) -> String { name.replacing(".", with: "_").uppercased() }
}
