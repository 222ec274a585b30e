import Foundation

/// What the command line asks for.
struct BenchOptions: Sendable {
    /// Names of the rows to run; empty for all.
    var rows: [String] = []
    /// How long each alternation goes on.
    var seconds = 5.0
    /// Whether to run every row once on little data, to see that it works; the figures mean nothing.
    var isSmoke = false
    /// File to write the figures to.
    var jsonPath: String?
    /// Folder of the original toolbox, a peer that is not ours to include.
    var toolbox: String?

    /// Why the command line was not understood, or the help that it asks for.
    struct Refusal: Error {
        var message: String
    }

    /// The settings that come from the process's environment.
    struct Environment {
        var toolbox: String?

        static var current: Environment {
            Environment(toolbox: ProcessInfo.processInfo.environment["CHORUS_TOOLBOX"])
        }
    }

    init(_ arguments: some Sequence<String>, environment: Environment) throws(Refusal) {
        toolbox = environment.toolbox
        var rest = Array(arguments)[...]
        while let flag = rest.popFirst() {
            switch flag {
            case "--smoke":
                isSmoke = true
                seconds = 0
            case "--row": rows.append(try Self.knownRow(try Self.value(of: flag, &rest)))
            case "--seconds":
                let text = try Self.value(of: flag, &rest)
                guard let value = Double(text), value >= 0 else { throw Refusal(message: "--seconds wants a number") }
                seconds = value
            case "--json": jsonPath = try Self.value(of: flag, &rest)
            case "--toolbox": toolbox = try Self.value(of: flag, &rest)
            default: throw Refusal(message: Self.help)
            }
        }
    }

    private static func value(of flag: String, _ rest: inout ArraySlice<String>) throws(Refusal) -> String {
        guard let value = rest.popFirst() else { throw Refusal(message: "\(flag) wants a value") }
        return value
    }

    private static func knownRow(_ name: String) throws(Refusal) -> String {
        guard Row.all.contains(where: { $0.name == name }) else {
            let names = Row.all.map(\.name).joined(separator: ", ")
            throw Refusal(message: "there is no row \(name); there are: \(names)")
        }
        return name
    }

    private static let help = """
        chorus-bench [--row NAME]... [--seconds N] [--smoke] [--json FILE] [--toolbox DIR]

        --row      run only this row; may be given several times
        --seconds  length of each alternation (5)
        --smoke    run everything once on little data
        --json     write the figures to a file as well
        --toolbox  folder of the original Python toolbox (or CHORUS_TOOLBOX)
        """
}
