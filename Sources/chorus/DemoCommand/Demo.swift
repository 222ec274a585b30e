import ArgumentParser

/// Fills a service with the demo.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill a service with an experiment of four parts, chat logs and ratings, and show the summaries.",
        discussion: """
            Everything goes through the public API with a token of scope maintain. Running it again changes nothing.

            Exit codes: 0 everything went as expected; 1 something did not, and is named; 64 wrong usage.
            """)

    @OptionGroup var service: ServerOptions

    @Flag(help: "Do nothing when the demo's experiment is there already.")
    var once = false

    func run() async throws {
        let line = StatusLine()
        let loader = DemoLoader(client: try service.client()) { done, total in line.show("demo: \(done) of \(total)") }
        if once, try await loader.isLoaded() {
            print("The demo is there already.")
            return
        }
        let report: DemoReport
        do {
            report = try await loader.load()
            line.end()
        } catch {
            line.end()
            throw error
        }
        print(report.text)
        if !report.unexpected.isEmpty { throw ExitCode(1) }
    }
}
