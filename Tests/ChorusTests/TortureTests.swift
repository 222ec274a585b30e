import Foundation
import TestProgram
import Testing

/// The scripts of `Tests/Torture`, which also run by themselves: little of each here, more with the slow group, and all of
/// it with `make torture`.
@Suite(.serialized) struct TortureTests {
    @Test(arguments: [
        ["kills.py", "4", "25"], ["racers.py", "10", "10"], ["cuts.py", "60"], ["sigterm.py", "3"],
    ])
    func `nothing that was acknowledged is lost, and nothing is stored twice`(little: [String]) async throws {
        let amounts = [
            "kills.py": ["100", "100"], "racers.py": ["50", "200"], "cuts.py": ["1000"], "sigterm.py": ["50"],
        ]
        let much = try #require(amounts[little[0]])
        try await torture(SlowGroup.amount([little[0]] + much, otherwise: little))
    }

    @Test(
        .enabled(if: SlowGroup.isWanted),
        arguments: [["overload.py", "60"], ["slow_sockets.py", "600", "150"], ["disk_full.py"]])
    func `what is too much is refused, and the rest goes on`(script: [String]) async throws {
        try await torture(script)
    }

    private func torture(_ script: [String]) async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Torture").path
        let run = try await Program.run(
            ["env", "CHORUS_PROGRAM=\(ProcessHandle.program)", "PYTHONDONTWRITEBYTECODE=1", "python3"]
                + ["\(folder)/\(script[0])"] + script.dropFirst(), withErrors: true)
        print(run.output)
        #expect(run.code == 0, "\(run.output)")
    }
}
