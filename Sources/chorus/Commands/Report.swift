import ArgumentParser
import Foundation

/// Prints what the community says, for the logbook.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a draft of an experiment's logbook, or the summary of one part.",
        discussion: """
            For example: chorus report exp7 > 2023-03-03.md
            With --part the summary of that part is printed as JSON; with --against as well, its comparison with \
            another part.

            Exit codes: 0 printed; 1 the service refused or cannot be reached; 64 wrong usage.
            """)

    @OptionGroup var service: ServerOptions

    @Argument(help: "Slug of the experiment.")
    var experiment: String

    @Option(help: "Number of a part.")
    var part: Int?

    @Option(help: "Number of the part that it is compared with.")
    var against: Int?

    func validate() throws {
        guard against == nil || part != nil else { throw ValidationError("--against needs --part.") }
    }

    func run() async throws {
        let line = StatusLine()
        let client = try service.client { failure, _ in line.note("\(failure); trying again") }
        let (file, _) = try await client.download(ClientRequest(path: path))
        defer { try? FileManager.default.removeItem(at: file) }
        FileHandle.standardOutput.write(try Data(contentsOf: file))
        if part != nil { print() }
    }

    private var path: String {
        let base = "/v1/experiments/\(ClientRequest.encoded(experiment))"
        guard let part else { return base + "/logbook.md" }
        return against.map { "\(base)/parts/\(part)/compare/\($0)" } ?? "\(base)/parts/\(part)/summary"
    }
}
