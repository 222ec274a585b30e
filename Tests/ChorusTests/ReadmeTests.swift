import Foundation
import Testing

@testable import chorus

/// The tour of the README, as it is printed there.
@Suite struct ReadmeTests {
    @Test func theTourWorksAsPrinted() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let section = try #require(readme.range(of: "## A tour"))
        let blocks = readme[section.upperBound...].components(separatedBy: "```")
        let script = try #require(blocks.dropFirst().first).dropFirst("sh\n".count)
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--demo"])
        let output = try run(
            String(script), in: root.path, work: folder.path, server: server.address, token: try #require(server.token))
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.count == 6, "\(output)")
        #expect(lines[0].contains(#""format":"tavern_jsonl""#) && lines[0].contains(#""status":"accepted""#))
        #expect(lines[1].contains(#""counted":true"#))
        #expect(lines[2].contains(#""raters":24"#), "\(lines[2])")
        #expect(lines[2].contains(#""counts":{"negative":14,"neutral":2,"positive":8}"#), "\(lines[2])")
        #expect(lines[3].contains(#""kind":"episode.accepted""#) && lines[3].contains(#""schema":"episode/1""#))
        #expect(lines[4].contains("withdrawn_at"))
        #expect(lines[5].contains(#""kind":"episode.withdrawn""#) && !lines[5].contains("episode/1"))
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }

    /// Runs the script with the demo's files at hand and everything that it writes in a folder of its own.
    private func run(
        _ script: String, in root: String, work: String, server: String, token: String
    ) throws -> String {
        let place = "\(work)/tour"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: "\(place)/Sources", withDestinationPath: "\(root)/Sources")
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-eu", "-c", script]
        shell.currentDirectoryURL = URL(fileURLWithPath: place)
        shell.environment = ProcessInfo.processInfo.environment.merging(["CHORUS": server, "TOKEN": token]) { $1 }
        let pipe = Pipe()
        shell.standardOutput = pipe
        try shell.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self)
    }
}
