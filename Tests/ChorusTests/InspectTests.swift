import ChatLogs
import Foundation
import StrictJSON
import TestService
import Testing

@testable import chorus

@Suite struct InspectTests {
    /// A folder with a chat, one whose speakers are unknown, a card, and a hidden file.
    private func folder() throws -> TemporaryDataFolder {
        let folder = try TemporaryDataFolder()
        func write(_ bytes: [UInt8], _ name: String) throws {
            try Data(bytes).write(to: URL(filePath: folder.path + "/logs").appending(path: name))
        }
        try FileManager.default.createDirectory(atPath: folder.path + "/logs", withIntermediateDirectories: true)
        try write(Samples.tavern(), "a aria.jsonl")
        try write(Samples.unmapped, "b.jsonl")
        try write(Array(#"{"spec":"chara_card_v2","data":{"name":"Aria"}}"#.utf8), "c\u{1B}[31m.json")
        try write([1], ".hidden")
        return folder
    }

    @Test func aFolderIsReadFileByFileInOrderWithReasonsAndHints() async throws {
        let folder = try folder()
        let result = try await ProcessHandle.run(["inspect", "\(folder.path)/logs"], folder: folder)
        #expect(result.code == 1)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("FILE") == true)
        #expect(lines.contains { $0.contains("a aria.jsonl") && $0.hasSuffix("5      accepted") })
        #expect(lines.contains { $0.contains("b.jsonl") && $0.hasSuffix("needs_mapping") })
        #expect(lines.contains { $0.hasPrefix("    needs_mapping.user_speaker: ") })
        #expect(lines.contains("    speakers: Bruno (2), Ilse (2)"))
        #expect(lines.contains { $0.hasPrefix("    not_a_chat.card: ") })
        #expect(!result.output.contains("\u{1B}") && !result.output.contains(".hidden"))
    }

    @Test func namesThatAreToldMakeAChatUsable() async throws {
        let folder = try folder()
        let result = try await ProcessHandle.run(
            ["inspect", "--speaker-user", "Ilse", "\(folder.path)/logs/b.jsonl"], folder: folder)
        #expect(result.code == 0, "\(result.output)")
    }

    @Test func jsonIsAPreviewALine() async throws {
        let folder = try folder()
        let result = try await ProcessHandle.run(["inspect", "--json", "\(folder.path)/logs"], folder: folder)
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 3)
        let first = try JSONDocument(Array(try #require(lines.first).utf8), limits: .log).root
        #expect(first["documents"]?[0]?["episodes"]?[0]?["dialogue"]?.count == 5)
    }

    @Test func aFileThatIsNotThereIsSaidAndTheOthersAreRead() async throws {
        let folder = try folder()
        let result = try await ProcessHandle.run(
            ["inspect", "\(folder.path)/logs/none.json", "\(folder.path)/logs/a aria.jsonl"], folder: folder)
        #expect(result.code == 2)
        #expect(result.output.contains("none.json cannot be read"))
        #expect(result.output.contains("accepted"))
    }

    @Test func numbersInARowAreWrittenAsRanges() {
        #expect(InspectTable.ranges([1, 2, 3, 4, 7, 9, 10]) == "1-4, 7, 9-10")
        #expect(InspectTable.ranges([]).isEmpty)
    }
}
