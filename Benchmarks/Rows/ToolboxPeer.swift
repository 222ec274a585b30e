import Foundation

/// The Python toolbox that the project's logs were read with before, run on the same dump with its own Python where it
/// has one. It is not included: whoever has it says where. It reads Character.AI dumps only.
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
            _ = try run(.cleaning)
        } catch {
            print("(no toolbox: \(error))\n")
            removeFiles()
            return nil
        }
    }

    /// What the toolbox does with the dump.
    enum Work: String, CaseIterable {
        /// Parses and cleans.
        case cleaning
        /// Cuts into windows of 2048 tokens as well, and asks its five filters about each.
        case filters

        var title: String {
            switch self {
            case .cleaning: "toolbox (Python), parse and clean only"
            case .filters: "toolbox (Python), with windows and its five filters"
            }
        }

        /// How many times as fast we want to be.
        var target: Double { self == .cleaning ? 4 : 40 }
    }

    /// Lets the toolbox read the dump once; the answer is the seconds it took, without Python's start.
    func run(_ work: Work) throws -> Double {
        let process = Process()
        let ownPython = toolbox + "/venv/bin/python"
        let python = FileManager.default.isExecutableFile(atPath: ownPython) ? ownPython : "python3"
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", Self.script, work.rawValue]
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
        import importlib, random, sys, time, types
        from toolbox.modules.characterai_pdm import CharacterAiPDM
        if sys.argv[1] == "cleaning":
            start = time.process_time()
            count = sum(len(episode.turns) for episode in CharacterAiPDM())
        else:
            # Lengths are estimated, so that no tokenizer is used; the initialiser would download one.
            sys.modules["tokenizers"] = types.ModuleType("tokenizers")
            from toolbox.core.episode import SupervisedExampleGenerator
            windows = SupervisedExampleGenerator.__new__(SupervisedExampleGenerator)
            windows.target_length, windows.use_real_token_counts = 2048, False
            names = ["Length", "Duplicate", "SuspectUnicode", "Tomato", "Similarity"]
            modules = ["length", "duplicate", "suspect_unicode", "tomato", "similarity"]
            filters = [
                getattr(importlib.import_module(f"toolbox.filters.{module}_filter"), f"{name}Filter")()
                for module, name in zip(modules, names)
            ]
            random.seed(42)
            start = time.process_time()
            count = 0
            for episode in CharacterAiPDM():
                for window, _ in windows.process(episode):
                    count += 1
                    all(one.keep(window) for one in filters)
        assert count > 0
        print(time.process_time() - start)
        """
}
