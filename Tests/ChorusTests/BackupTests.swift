import Foundation
import StrictJSON
import TestProgram
import Testing

@testable import chorus

/// Dumps of a private server, with the service beside them and without.
@Suite(.serialized) struct BackupTests {
    @Test func `what was withdrawn after a dump is gone after its restore, and consumers are told`() async throws {
        let folder = try TemporaryDataFolder()
        var server = try await ChorusProcess.serve(folder)
        let token = try #require(server.token)
        var voices = Voices(server, token: token)
        try await voices.register()
        let stays = try await voices.chat("lighthouse")
        let chat = try await voices.chat(Voices.needles[0])
        let comment = try await voices.comment(Voices.needles[1], rater: "lowtide")
        _ = try await voices.feed(reaching: 2)
        let first = "\(folder.path)/first"
        let dumped = try await ProcessHandle.db("dump", first, in: folder)
        #expect(dumped.code == 0, "\(dumped.output)")
        #expect(try await Self.needles(inDump: first) == Voices.needles, "what is searched for must have been there")

        for held in [chat, comment] { _ = try await voices.holder.send(held.request("DELETE")) }
        let (_, cursor) = try await voices.feed(reaching: 3)
        try await server.stop()
        try await refusals(folder, first)
        let restored = try await ProcessHandle.db("restore", first, "--replace", "--yes", in: folder)
        #expect(restored.code == 0, "\(restored.output)")
        #expect(restored.output.contains("withdrawn since the dump: 2, of which 2 were taken back again"))
        let verified = try await ProcessHandle.run(["verify", "--data", folder.path], folder: folder)
        #expect(verified.code == 0, "\(verified.output)")

        server = try await ChorusProcess.serve(folder, [])
        voices = Voices(server, token: token)
        let text = try await voices.everything(events: 3)
        #expect(text.contains("lighthouse") && text.contains("episode.withdrawn"))
        #expect(Voices.needles.filter { text.contains($0) } == [])
        for held in [chat, comment] {
            await #expect(throws: ClientFailure.self) { try await voices.holder.send(held.request("GET")) }
        }
        _ = try await voices.holder.send(stays.request("GET"))
        try await expectFork(cursor, voices.client)
        let second = "\(folder.path)/second"
        #expect(try await ProcessHandle.db("dump", second, in: folder).code == 0)
        #expect(try await Self.needles(inDump: second) == [])
        #expect(try Self.needles(inFilesOf: folder) == [])
        try await server.stop()
        try await anotherMachine(first: first, withdrawals: second + "/withdrawals.log", token: token)
    }

    /// A dump and a list of withdrawals are all that is left.
    private func anotherMachine(first: String, withdrawals: String, token: String) async throws {
        let folder = try TemporaryDataFolder()
        let restored = try await ProcessHandle.db("restore", first, "--withdrawals", withdrawals, in: folder)
        #expect(restored.code == 0, "\(restored.output)")
        let server = try await ChorusProcess.serve(folder, [])
        let text = try await Voices(server, token: token).everything(events: 3)
        #expect(text.contains("lighthouse"))
        #expect(Voices.needles.filter { text.contains($0) } == [])
        try await server.stop()
    }

    /// Nothing of this changes anything.
    private func refusals(_ folder: TemporaryDataFolder, _ dump: String) async throws {
        let full = try await ProcessHandle.db("restore", dump, in: folder)
        #expect(full.code != 0 && full.output.contains("--replace"), "\(full.output)")
        let unasked = try await ProcessHandle.db("restore", dump, "--replace", in: folder)
        #expect(unasked.code != 0 && unasked.output.contains("Type the name"), "\(unasked.output)")
        let again = try await ProcessHandle.db("dump", dump, in: folder)
        #expect(again.code != 0 && again.output.contains("exists already"), "\(again.output)")
        let nothing = try await ProcessHandle.db("restore", folder.path, "--replace", "--yes", in: folder)
        #expect(nothing.code != 0 && nothing.output.contains("no dump"), "\(nothing.output)")

        let files = FileManager.default
        let damaged = "\(folder.path)/damaged"
        try files.copyItem(atPath: dump, toPath: damaged)
        var bytes = try Data(contentsOf: URL(filePath: "\(damaged)/database.dump"))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: "\(damaged)/database.dump"))
        let broken = try await ProcessHandle.db("restore", damaged, "--replace", "--yes", in: folder)
        #expect(broken.code != 0 && broken.output.contains("damaged"), "\(broken.output)")

        let newer = "\(folder.path)/newer"
        try files.copyItem(atPath: dump, toPath: newer)
        let manifest = try String(contentsOfFile: "\(newer)/manifest.json", encoding: .utf8)
        try manifest.replacing("\"migrations\":[", with: "\"migrations\":[\"00\",")
            .write(toFile: "\(newer)/manifest.json", atomically: true, encoding: .utf8)
        let future = try await ProcessHandle.db("restore", newer, "--replace", "--yes", in: folder)
        #expect(future.code != 0 && future.output.contains("Install the newer chorus"), "\(future.output)")
        for path in [damaged, newer] { try files.removeItem(atPath: path) }
    }

    @Test func `a drill beside the running service says what a restore would bring, and leaves nothing`() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--demo"])
        let busy = try await ProcessHandle.db("restore", folder.path, in: folder)
        #expect(busy.code != 0 && busy.output.contains("already runs"), "\(busy.output)")
        let drill = try await ProcessHandle.db("drill", in: folder)
        print(drill.output)
        #expect(drill.code == 0 && drill.output.contains("The dump can be restored."), "\(drill.output)")
        let left = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/dumps")) ?? []
        #expect(left == [])
        // A drill that was killed in the middle leaves a database behind, and the next one takes it away.
        let names = try await Self.databases(folder)
        #expect(names.filter { $0.hasPrefix("chorus_scratch") } == [])
        try await server.stop()
    }

    @Test(arguments: 1...3) func `a mirror is made anew after a restore, wherever the feed has grown to since`(
        regrown: Int
    ) async throws {
        let folder = try TemporaryDataFolder()
        var server = try await ChorusProcess.serve(folder)
        let token = try #require(server.token)
        var voices = Voices(server, token: token)
        for number in 0..<3 { _ = try await voices.chat("common\(number)") }
        _ = try await voices.feed(reaching: 3)
        #expect(try await ProcessHandle.db("dump", "\(folder.path)/dump", in: folder).code == 0)
        for number in 0..<2 { _ = try await voices.chat("lost\(number)") }
        _ = try await voices.feed(reaching: 5)
        #expect(try await pull(folder, server, token).code == 0)
        try await server.stop()
        let restored = try await ProcessHandle.db("restore", "\(folder.path)/dump", "--replace", "--yes", in: folder)
        #expect(restored.code == 0, "\(restored.output)")

        server = try await ChorusProcess.serve(folder, [])
        voices = Voices(server, token: token)
        // One less than was lost, as much, and more.
        for number in 0..<regrown { _ = try await voices.chat("regrown\(number)") }
        _ = try await voices.feed(reaching: 3 + regrown)
        let pulled = try await pull(folder, server, token)
        #expect(pulled.code == 3, "\(pulled.output)")
        let mirror = try String(contentsOfFile: "\(folder.path)/mirror/episodes.jsonl", encoding: .utf8)
        #expect(mirror.split(separator: "\n").count == 3 + regrown)
        #expect(!mirror.contains("lost0") && !mirror.contains("lost1"))
        #expect(try await pull(folder, server, token).code == 0)
        try await server.stop()
    }

    private func pull(
        _ folder: TemporaryDataFolder, _ server: ChorusProcess, _ token: String
    ) async throws -> (code: Int32, output: String) {
        try await ProcessHandle.run(
            ["pull", "--into", "\(folder.path)/mirror", "--server", server.address, "--token", token], folder: folder)
    }

    private func expectFork(_ cursor: String, _ client: ChorusClient) async throws {
        do {
            _ = try await client.download(ClientRequest(path: "/v1/feed", query: [("cursor", cursor)]))
            Issue.record("a cursor from before the restore was taken")
        } catch ClientFailure.refused(let refusal) {
            #expect(refusal.code == "cursor_forked")
            let resume = try #require(refusal.resumeCursor)
            let (file, _) = try await client.download(ClientRequest(path: "/v1/feed", query: [("cursor", resume)]))
            try? FileManager.default.removeItem(at: file)
        }
    }

    /// Needles in what a dump says when it is unpacked.
    private static func needles(inDump path: String) async throws -> [String] {
        let text = try await Program.run([try await program("pg_restore"), "-f", "-", "\(path)/database.dump"]).output
        #expect(text.contains("lighthouse"))
        return Voices.needles.filter { text.contains($0) }
    }

    /// Needles in logs, journals and manifests of a data folder; the first dump and the server's own files aside.
    private static func needles(inFilesOf folder: TemporaryDataFolder) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            !$0.hasPrefix("first/") && !$0.hasPrefix("postgres/data")
        }
        let text = names.compactMap { FileManager.default.contents(atPath: "\(folder.path)/\($0)") }
            .map { String(decoding: $0, as: UTF8.self) }.joined()
        return Voices.needles.filter { text.contains($0) }
    }

    private static func program(_ name: String) async throws -> String {
        let folder = try await Program.run(["pg_config", "--bindir"]).output
        return folder.trimmingCharacters(in: .whitespacesAndNewlines) + "/" + name
    }

    private static func databases(_ folder: TemporaryDataFolder) async throws -> [String] {
        let status = try await ProcessHandle.db("status", in: folder)
        let line = try #require(status.output.split(separator: "\n").first { $0.hasPrefix("connect") })
        let url = line.dropFirst("connect".count).trimmingCharacters(in: .whitespaces)
        let list = try await Program.run([try await program("psql"), url, "-AtXc", "select datname from pg_database"])
        return list.output.split(separator: "\n").map(String.init)
    }
}
