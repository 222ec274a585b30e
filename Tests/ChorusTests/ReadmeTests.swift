import Foundation
import Testing

@testable import chorus

/// What the README and the documents tell people to type, as it is printed there.
@Suite struct ReadmeTests {
    @Test func theTourWorksAsPrinted() async throws {
        let script = try script(of: "README.md", under: "## A tour")
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--demo"])
        let output = try run(
            script, in: root.path, work: folder.path, server: server.address, token: try #require(server.token))
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

    @Test func theJobOfTheFeedPageWorksAsPrinted() async throws {
        let script = try script(of: "docs/feed.md", under: "## With curl")
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--demo"])
        let token = try #require(server.token)
        for round in 0..<2 {
            let output = try run(script, in: root.path, work: folder.path, server: server.address, token: token)
            #expect(output.contains(#""name":"nightly""#) && output.contains(#""lag":0,"#), "\(output)")
            let log = try String(contentsOfFile: "\(folder.path)/tour/log.ndjson", encoding: .utf8)
            #expect(log.contains(#""rows":[{"messages":"#), "\(round)")
            // The second time there is nothing new.
            let lines = log.split(separator: "\n")
            #expect(Set(lines).count == lines.count)
        }
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }

    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The first block of code after a heading.
    private func script(of document: String, under heading: String) throws -> String {
        let text = try String(contentsOf: root.appendingPathComponent(document), encoding: .utf8)
        let section = try #require(text.range(of: heading))
        let blocks = text[section.upperBound...].components(separatedBy: "```")
        return String(try #require(blocks.dropFirst().first).dropFirst("sh\n".count))
    }

    /// Runs the script with the demo's files at hand and everything that it writes in a folder of its own.
    private func run(
        _ script: String, in root: String, work: String, server: String, token: String
    ) throws -> String {
        let place = "\(work)/tour"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: "\(place)/Sources") {
            try FileManager.default.createSymbolicLink(
                atPath: "\(place)/Sources", withDestinationPath: "\(root)/Sources")
        }
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
