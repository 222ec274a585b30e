import Foundation
import Testing

@testable import chorus

@Suite struct TranslationCommandTests {
    @Test func aTranslationIsPrintedToBeFilledInCheckedAndServed() async throws {
        let folder = try TemporaryDataFolder()
        let empty = try await ProcessHandle.run(["translation"], folder: folder)
        #expect(empty.code == 0 && empty.output.hasPrefix("{\n  \"language\": \"en\","))
        #expect(empty.output.contains("\"Donate a chat\": \"\""))

        let file = folder.path + "-de.json"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let filled = """
            {"language":"de","templates":{"layout":{"Donate a chat":"Einen Chat spenden","Gone":"Fort"}},
            "sentences":{"net sentiment":"Stimmung","{count} raters":"{number} Stimmen","Gone":"Fort"}}
            """
        try Data(filled.utf8).write(to: URL(filePath: file))
        let part = try await ProcessHandle.run(["translation", file], folder: folder)
        #expect(part.code == 1)
        for line in [
            "\"Donate a chat\": \"Einen Chat spenden\"", "stale: layout: Gone", "missing: layout: Receipts",
            "\"net sentiment\": \"Stimmung\"", "stale: sentences: Gone", "missing: sentences: 1 rater",
            "faulty: sentences: {count} raters: the English sentence has no {number}",
        ] {
            #expect(part.output.contains(line), "\(line)")
        }

        let doctor = try await ProcessHandle.run(
            ["doctor", "--data", folder.path, "--port", "0", "--translation", file], folder: folder)
        #expect(doctor.output.contains("warn  translation"), "\(doctor.output)")

        let server = try await ChorusProcess.serve(folder, ["--migrate", "--translation", file])
        let page = try await ChorusClient(server: server.address, token: nil).download(ClientRequest(path: "/receipts"))
        let text = try String(contentsOf: page.file, encoding: .utf8)
        #expect(text.contains("<html lang=\"de\">") && text.contains("Einen Chat spenden") && text.contains("Receipts"))
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }

    @Test func aFileThatIsNoCatalogueIsRefused() async throws {
        let folder = try TemporaryDataFolder()
        let absent = try await ProcessHandle.run(["translation", "/nowhere/de.json"], folder: folder)
        #expect(absent.code == 2 && absent.output.contains("/nowhere/de.json cannot be read."))
        let refused = try await ProcessHandle.run(
            ["serve", "--data", folder.path, "--port", "0", "--translation", "/nowhere/de.json"], folder: folder)
        #expect(refused.code != 0 && refused.output.contains("CHORUS_TRANSLATION: /nowhere/de.json cannot be read."))
    }
}
