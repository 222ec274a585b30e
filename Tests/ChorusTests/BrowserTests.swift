import Foundation
import StrictJSON
import TestProgram
import TestService
import Testing

@testable import chorus

/// The pages in a real browser, over the demo. What it saw is left in `.build/browser`: a picture of every page in both
/// widths and colour schemes.
@Suite(.timeLimit(.minutes(15))) struct BrowserTests {
    @Test func everyPageIsAccessibleAndFitsItsWindow() async throws {
        try await Self.run("pages.py", marker: "looked at ")
    }

    @Test func everyScenarioWorksWithScriptsAndWithout() async throws {
        try await Self.run("scenarios.py", marker: "passed ")
    }

    @Test func hostileTextsStayTexts() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try Data(JSON.array(Payloads.all.map(JSON.string)).bytes()).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await Self.run("hostile.py", marker: "looked at ", file.path)
    }

    /// Runs one of the programs of `Tests/Browser` against a service of its own, and records what it found wrong.
    /// - Parameters:
    ///   - marker: how its lines begin that say that something went well
    ///   - others: arguments that it takes beside the usual ones
    private static func run(_ program: String, marker: String, _ others: String...) async throws {
        guard let python = try await python() else { return }
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--demo", "--development"])
        defer { server.process.kill(SIGTERM) }
        let pictures = project + "/.build/browser/" + program.replacing(".py", with: "")
        try? FileManager.default.removeItem(atPath: pictures)
        let outcome = try await Program.run(
            [python, "-B", project + "/Tests/Browser/" + program, server.address, try #require(server.token), pictures]
                + others, withErrors: true)
        let lines = outcome.output.split(separator: "\n")
        for line in lines where line.hasPrefix("FAILED ") { Issue.record("\(line.dropFirst(7))") }
        if !lines.contains(where: { $0.hasPrefix("FAILED ") }) {
            #expect(outcome.code == 0 && lines.contains { $0.hasPrefix(marker) }, "\(outcome.output)")
        }
    }

    /// A Python that drives Chromium; nil, after saying why, where neither can be had.
    private static func python() async throws -> String? {
        let browser = try await Program.run(
            [
                "sh", "-c",
                "command -v chromium && command -v chromedriver || ! apt-cache show chromium chromium-driver",
            ],
            withErrors: true)
        guard browser.code == 0 else {
            Issue.record("There is no Chromium. Run `sh Deployment/install-dependencies.sh test`.")
            return nil
        }
        guard browser.output.contains("/chromedriver\n") else {
            print("Skipped: the pages in a browser. There is no Chromium, and no package of it can be reached.")
            return nil
        }
        let environment = try await environment.value
        guard environment.code != 75 else {
            print("Skipped: the pages in a browser. \(environment.output)")
            return nil
        }
        try #require(environment.code == 0, "\(environment.output)")
        return String(environment.output.split(separator: "\n").last ?? "")
    }

    /// Made once, for all tests.
    private static let environment = Task {
        try await Program.run(
            ["sh", project + "/Tests/Clients/environment.sh", project + "/.build/browser-python"]
                + [project + "/Tests/Browser/requirements.txt", "--no-deps"], withErrors: true)
    }

    private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
}
