import Foundation

/// `psql` run by a given user, to its end.
struct Client {
    let output: String

    init(_ connectionString: String, user: String) throws {
        let process = Process()
        let words = try become(user) + ["psql", "-X", connectionString, "-c", "select 1"]
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
