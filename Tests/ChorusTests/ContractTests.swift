import Foundation
import TestProgram
import Testing

@testable import chorus

/// The running service against its own OpenAPI document, by schemathesis from PyPI.
@Suite struct ContractTests {
    @Test func `no answer is a 5xx or another one than the document says, whatever is sent`() async throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.deletingLastPathComponent().appending(path: ".build/contract").path
        let list = tests.appending(path: "Contract/requirements.txt").path
        let environment = try await Program.run(
            ["sh", tests.appending(path: "Clients/environment.sh").path, folder, list], withErrors: true)
        guard environment.code != 75 else {
            print("Skipped: schemathesis. \(environment.output)")
            return
        }
        try #require(environment.code == 0, "\(environment.output)")
        let python = String(environment.output.split(separator: "\n").last ?? "")
        let data = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(data, ["--migrate", "--demo"])
        let run = try await Program.run(
            [
                "sh", tests.appending(path: "Contract/run.sh").path, python, server.address,
                try #require(server.token), SlowGroup.amount("30", otherwise: "2"),
                SlowGroup.amount("examples,coverage,fuzzing", otherwise: "examples,fuzzing"),
                // The slow group looks for new faults; a change is judged by the same cases as the one before.
                SlowGroup.amount("", otherwise: "3"),
            ], withErrors: true)
        let summary = try #require(run.output.range(of: "SUMMARY"), "\(run.output.suffix(4000))")
        print("schemathesis: \(run.output[summary.upperBound...].suffix(800))")
        #expect(run.code == 0, "\(run.output.suffix(20_000))")
        let cases = run.output.firstMatch(of: /(\d+) generated/).flatMap { Int($0.1) } ?? 0
        #expect(cases >= SlowGroup.amount(2000, otherwise: 100))
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }
}
