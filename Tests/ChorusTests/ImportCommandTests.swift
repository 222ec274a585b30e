import Foundation
import Testing

@testable import chorus

@Suite struct ImportCommandTests {
    @Test func `exports are imported once, piece by piece, and what is wrong with them is named`() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        let token = try #require(server.token)
        try await Voices(server, token: token).register()
        func run(_ arguments: String...) async throws -> (code: Int32, output: String) {
            try await ProcessHandle.run(
                ["import"] + arguments + ["--experiment", "exp7", "--server", server.address, "--token", token],
                folder: folder)
        }
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "CoreTests/Imports/Fixtures").path
        for (source, file, count) in [
            ("hf-discussions", "hf-discussions.json", 3), ("discord", "discord.json", 2),
            ("reddit-json", "reddit.json", 3),
        ] {
            let first = try await run(source, "\(fixtures)/\(file)", "--part", "1", "--batch", "1")
            #expect(first.code == 0 && first.output.contains("\(count) imported, 0 were there"), "\(first.output)")
            let second = try await run(source, "\(fixtures)/\(file)", "--part", "1")
            #expect(second.output.contains("0 imported, \(count) were there"), "\(second.output)")
        }
        let table = try await run("csv", "\(fixtures)/ratings.csv", "--part", "1", "--batch", "2")
        #expect(table.output.contains("ratings.csv:6: `score` goes from 1 to 5."), "\(table.output)")
        #expect(table.output.contains("skipped 1: This part is not registered."), "\(table.output)")
        #expect(table.output.contains("2 imported, 0 were there, 6 skipped"), "\(table.output)")
        let strange = try await run("discord", "\(fixtures)/reddit.json")
        #expect(strange.code != 0 && strange.output.contains("not an export of this source"), "\(strange.output)")
        try await server.stop()
    }
}
