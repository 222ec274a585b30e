import ArgumentParser
import Configuration
import Foundation

/// Settings from the command line, then from the environment, then defaults; a value that cannot be read is an error,
/// never a default.
struct Settings {
    private let reader: ConfigReader

    /// - Parameter options: what was given on the command line, by setting name
    init(_ options: [String: String?]) {
        let given = options.compactMapValues { $0 }
        let values = Dictionary(
            uniqueKeysWithValues: given.map { name, value in
                (AbsoluteConfigKey(stringLiteral: name), ConfigValue(stringLiteral: value))
            })
        reader = ConfigReader(providers: [
            InMemoryProvider(name: "command line", values: values), EnvironmentVariablesProvider(),
        ])
    }

    /// The text of a setting such as `chorus.data`, which `CHORUS_DATA` gives too; empty is not given.
    func text(_ name: String) -> String? {
        reader.string(forKey: ConfigKey(stringLiteral: name)).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A whole number inside a range.
    func number(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws -> Int {
        guard let text = text(name) else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            throw ValidationError("\(name) must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// Yes or no.
    func flag(_ name: String) throws -> Bool {
        switch text(name)?.lowercased() {
        case nil, "false", "0", "no", "off": return false
        case "true", "1", "yes", "on": return true
        default: throw ValidationError("\(name) must be true or false.")
        }
    }
}
