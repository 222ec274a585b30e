import ArgumentParser
import Foundation

/// Mirrors the feed into a folder.
struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mirror the feed into a folder, every change exactly once.",
        discussion: """
            INTO/episodes.jsonl holds every live episode, one JSON object a line, in the order of the feed. \
            Revisions replace, withdrawals and rejections remove. INTO/state.json holds the cursor and names \
            the files of the mirror.

            A pull may be killed at any moment; the next one goes on where the last page was complete. What was \
            withdrawn has left episodes.jsonl before state.json says that the withdrawal was seen: while many \
            pages are pulled, the file is missing for a time rather than wrong. Only one pull at a time works in \
            a folder.

            Exit codes: 0 the mirror is up to date; 1 it is not, and is as it was after the last whole page; \
            3 the feed was rewound (a restore, another service): the mirror was pulled anew and is up to date; \
            64 wrong usage.
            """)

    @OptionGroup var service: ServerOptions

    @Option(help: "Folder of the mirror; made when it is missing.")
    var into: String

    @Option(help: "Name of this job, for the service's log and state.json.")
    var consumer: String?

    @Option(help: "Mirror this experiment only.")
    var experiment: String?

    @Option(help: "Events a page, 1 to 1000.")
    var limit = 500

    @Flag(help: "Go on for ever: wait for changes, and for the service when it is away.")
    var follow = false

    @Option(help: "Seconds to wait for something new, 0 to 30. Default: 0; with --follow 25.")
    var wait: Int?

    func validate() throws {
        guard 1...1000 ~= limit else { throw ValidationError("--limit goes from 1 to 1000.") }
        guard 0...30 ~= wait ?? 0 else { throw ValidationError("--wait goes from 0 to 30.") }
        guard (consumer ?? "").utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
            throw ValidationError("--consumer takes printable ASCII.")
        }
    }

    func run() async throws {
        let line = StatusLine()
        let client = try service.client(retries: follow ? .forEver : RetryPolicy()) { failure, pause in
            let seconds = String(format: "%.1f", pause / .seconds(1))
            line.note("\(failure); next try in \(seconds) s")
        }
        let mirror = try Mirror(at: into, server: client.server, experiment: experiment, consumer: consumer)
        // A page is received beside the mirror: the system's temporary folder may be small, or memory.
        setenv("TMPDIR", mirror.folder.incoming, 1)
        let job = PullJob(
            client: client, mirror: mirror, limit: limit, wait: wait ?? (follow ? 25 : 0), isFollowing: follow,
            progress: { line.show($0.text) })
        let tally = try await job.run()
        line.end()
        print("\(into) is at \(tally.text)")
        if tally.isForked {
            line.note("the feed was rewound; the mirror was pulled anew")
            throw ExitCode(3)
        }
    }
}
