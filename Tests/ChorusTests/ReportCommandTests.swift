import Foundation
import StrictJSON
import Testing

@testable import chorus

@Suite struct ReportCommandTests {
    @Test func theLogbookTheSummaryAndTheComparisonArePrinted() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--demo"])
        defer { server.process.kill(SIGTERM) }
        func report(_ arguments: String...) async throws -> (code: Int32, output: String) {
            let all = ["report"] + arguments + ["--server", server.address]
            let result = try await ProcessHandle.run(all, folder: folder)
            return (result.code, result.output)
        }
        let logbook = try await report("exp7")
        #expect(logbook.code == 0 && logbook.output.hasPrefix("# 2023-03-03\n"))
        #expect(logbook.output.contains("#### Part 3/10") && logbook.output.contains("**Verdict:** suggestive."))
        let summary = try JSONDocument(
            Array(try await report("exp7", "--part", "3").output.utf8), limits: .request
        ).root
        #expect(summary["versus_previous"]?["verdict"]?.string == "suggestive")
        let comparison = try JSONDocument(
            Array(try await report("exp7", "--part", "4", "--against", "2").output.utf8), limits: .request
        ).root
        #expect(comparison["part"]?.int == 4 && comparison["other"]?.int == 2)
        #expect(try await report("exp8").code == 1)
        #expect(try await report("exp7", "--against", "2").code == 64)
    }
}
