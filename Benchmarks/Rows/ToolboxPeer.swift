import Foundation

/// The Python toolbox that the project's logs were read with before, run on the same dump. It is not included: whoever
/// has it says where. It reads Character.AI dumps only.
struct ToolboxPeer {
    private let toolbox: String
    private let folder: URL

    /// Writes the dump to where the toolbox finds it; nil, with the reason printed, where it cannot run.
    init?(_ options: BenchOptions, dump: [UInt8]) throws {
        guard let toolbox = options.toolbox else {
            print("(no toolbox: neither --toolbox nor CHORUS_TOOLBOX names its folder)\n")
            return nil
        }
        self.toolbox = toolbox
        folder = URL.temporaryDirectory.appending(path: "chorus-bench-\(UUID().uuidString)")
        for name in ["public", "private"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        try Data(dump).write(to: folder.appending(path: "public/dump.json"))
        do {
            _ = try run()
        } catch {
            print("(no toolbox: \(error))\n")
            removeFiles()
            return nil
        }
    }

    /// Lets the toolbox read the dump once; the answer is the seconds it took, without Python's start.
    func run() throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.script]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PYTHONPATH": toolbox, "WAIFU_DATA_PATH": folder.path]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: answer, as: UTF8.self)
        guard process.terminationStatus == 0, let seconds = Double(text.filter { !$0.isWhitespace }) else {
            throw Failure(status: process.terminationStatus)
        }
        return seconds
    }

    /// Removes what was written.
    func removeFiles() { try? FileManager.default.removeItem(at: folder) }

    private struct Failure: Error, CustomStringConvertible {
        var status: Int32
        var description: String { "python3 with the toolbox ended with status \(status)" }
    }

    private static let script = """
        import time
        from toolbox.modules.characterai_pdm import CharacterAiPDM
        start = time.process_time()
        turns = sum(len(episode.turns) for episode in CharacterAiPDM())
        assert turns > 0
        print(time.process_time() - start)
        """
}
