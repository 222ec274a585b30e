import Foundation

/// Another program, run to its end.
enum Program {
    /// Why a program's work does not count.
    struct Failure: Error, CustomStringConvertible {
        var command: String
        var status: Int32
        var description: String { "\(command) ended with status \(status)" }
    }

    /// What it prints.
    @discardableResult
    static func output(of program: String, _ arguments: [String], input: URL? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program.hasPrefix("/") ? program : "/usr/bin/env")
        process.arguments = (program.hasPrefix("/") ? [] : [program]) + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        if let input { process.standardInput = try FileHandle(forReadingFrom: input) }
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                command: ([program] + arguments.prefix(3)).joined(separator: " "), status: process.terminationStatus)
        }
        return String(decoding: answer, as: UTF8.self)
    }
}

/// A Python with packages from PyPI, in a virtual environment that stays, so that only the first run needs the network.
struct VirtualEnvironment {
    let python: String

    /// - Parameters:
    ///   - module: what can be imported once the packages are there
    ///   - packages: with their versions
    init(_ name: String, module: String, packages: [String], below folder: URL) throws {
        let venv = folder.appending(path: name)
        python = venv.appending(path: "bin/python").path
        if !FileManager.default.isExecutableFile(atPath: python) {
            try Program.output(of: "python3", ["-m", "venv", venv.path])
        }
        if (try? Program.output(of: python, ["-c", "import \(module)"])) == nil {
            try Program.output(of: python, ["-m", "pip", "install", "--quiet"] + packages)
        }
    }
}
