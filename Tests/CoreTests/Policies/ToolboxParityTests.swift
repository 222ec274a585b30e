import ChatLogs
import Core
import Foundation
import StrictJSON
import TestProgram
import Testing

/// Our rows under `pygmalion-2023-03` beside those of the original toolbox on the same dumps, one by one, lots included.
///
/// Runs where `CHORUS_TOOLBOX` names a checkout of it (see `Evaluation/toolbox/rows.py`) and `CHORUS_TOOLBOX_PYTHON` a
/// Python with what that needs: `make parity`.
@Suite struct ToolboxParityTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let scripts = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../../Evaluation/toolbox").standardizedFileURL

    @Test(.enabled(if: environment["CHORUS_TOOLBOX"] != nil, "CHORUS_TOOLBOX names no checkout of the toolbox"))
    func `our rows are the toolbox's`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parity-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let dumps = folder.appending(path: "dumps")
        _ = try await run(
            "dumps.py",
            [dumps.path] + (Self.environment["CHORUS_PARITY"] ?? "600 1").split(separator: " ").map(String.init))
        var ours = Dumps()
        for name in try FileManager.default.contentsOfDirectory(atPath: dumps.path).sorted() {
            try ours.add(Array(try Data(contentsOf: dumps.appending(path: name))), name: name)
        }
        let sessions = folder.appending(path: "sessions.json")
        try JSONSerialization.data(withJSONObject: ours.names.map { [$0.file, $0.session] }).write(to: sessions)
        var policy = try #require(Policy.presets["pygmalion-2023-03"])
        policy.seed = "parity"
        let theirs = try await run(
            "rows.py", [try #require(Self.environment["CHORUS_TOOLBOX"]), dumps.path, sessions.path, policy.seed])
        let rows = try theirs.split(separator: "\n").map { try body(String($0)) }
        let close = Set(rows.filter { $0["close"]?.bool == true }.compactMap { $0["identifier"]?.string })
        let expected = rows.filter { $0["kept"]?.bool == true }
            .map { row in ["identifier", "input", "output"].map { row[$0]?.string ?? "" } }
            .filter { !close.contains($0[0]) }
        let made = try await ours.rows(policy).filter { !close.contains($0[0]) }
        let judged = Dictionary(grouping: rows) { $0["by"]?.string ?? "kept" }.mapValues(\.count)
        print(
            "parity: \(ours.names.count) sessions, \(ours.refused) refused, \(rows.count) windows,",
            "\(expected.count) rows, \(close.count) left out for rounding, \(judged)")
        #expect(Set(expected.map { $0[0] }).subtracting(made.map { $0[0] }) == [], "rows that are not made")
        #expect(Set(made.map { $0[0] }).subtracting(expected.map { $0[0] }) == [], "rows too many")
        // Comparing strings takes composed and decomposed letters for the same: our texts are composed.
        let different = zip(made, expected).filter { $0 != $1 }.map(\.0[0])
        #expect(different == [], "rows with another text")
        #expect(expected.count > 100)
    }

    private func run(_ script: String, _ arguments: [String]) async throws -> String {
        let python = Self.environment["CHORUS_TOOLBOX_PYTHON"] ?? "python3"
        let outcome = try await Program.run([python, Self.scripts.appending(path: script).path] + arguments)
        #expect(outcome.code == 0)
        return outcome.output
    }
}
