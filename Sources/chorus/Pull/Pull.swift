import ArgumentParser
import ChatLogs
import Core
import Foundation
import StrictJSON

/// Mirrors the feed into a folder.
struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mirror the feed into a folder, every change exactly once.",
        discussion: """
            INTO/episodes.jsonl holds every live episode, one JSON object a line, in the order of the feed. \
            Revisions replace, withdrawals and rejections remove. INTO/state.json holds the cursor and names \
            the files of the mirror. With another --format than episode, INTO/rows.jsonl holds the rows of every live \
            episode, one a line, and those of one episode follow each other.

            A pull may be killed at any moment; the next one goes on where the last page was complete. What was \
            withdrawn has left that file before state.json says that the withdrawal was seen: while many \
            pages are pulled, the file is missing for a time rather than wrong. Only one pull at a time works in \
            a folder.

            Exit codes: 0 the mirror is up to date; 1 it is not, and is as it was after the last whole page; \
            3 the feed was rewound (a restore, another service): the mirror was pulled anew and is up to date; \
            64 wrong usage.
            """)

    @OptionGroup var service: ServerOptions

    @Option(help: "Folder of the mirror; made when it is missing.")
    var into: String

    @Option(help: "Name of this job: the service lists under it how far the mirror is (chorus consumers).")
    var consumer: String?

    @Option(help: "Mirror this experiment only.")
    var experiment: String?

    @Option(help: "Mirror only what this policy keeps, NAME or NAME@VERSION; the version of the beginning stays.")
    var policy: String?

    @Option(help: "Rows instead of canonical episodes: \(RowFormat.all.map(\.name).joined(separator: ", ")).")
    var format = RowFormat.episode.name

    @Option(help: "Mirror only what has this consent beyond training: public.")
    var consent: String?

    @Option(help: "Events a page, 1 to 1000.")
    var limit = 500

    @Flag(help: "Go on for ever: wait for changes, and for the service when it is away.")
    var follow = false

    @Option(help: "Seconds to wait for something new, 0 to 30. Default: 0; with --follow 25.")
    var wait: Int?

    func validate() throws {
        guard 1...1000 ~= limit else { throw ValidationError("--limit goes from 1 to 1000.") }
        guard 0...30 ~= wait ?? 0 else { throw ValidationError("--wait goes from 0 to 30.") }
        guard consumer.map(Slug.isValid) ?? true else { throw ValidationError("--consumer takes \(Slug.rule)") }
        guard consent.map({ FeedSelection.Consent(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("--consent takes: public.")
        }
        guard RowFormat.named(format) != nil else {
            throw ValidationError("--format takes one of: \(RowFormat.all.map(\.name).joined(separator: ", ")).")
        }
    }

    func run() async throws {
        let line = StatusLine()
        let client = try service.client(retries: follow ? .forEver : RetryPolicy()) { failure, pause in
            let seconds = String(format: "%.1f", pause / .seconds(1))
            line.note("\(failure); next try in \(seconds) s")
        }
        let mirror = try Mirror(
            at: into, server: client.server,
            selection: MirrorSelection(
                experiment: experiment, policy: policy, format: format, consent: consent),
            consumer: consumer)
        try await pinPolicy(of: mirror, client)
        // A page is received beside the mirror: the system's temporary folder may be small, or memory.
        setenv("TMPDIR", mirror.folder.incoming, 1)
        var job = PullJob(
            client: client, mirror: mirror, limit: limit, wait: wait ?? (follow ? 25 : 0), isFollowing: follow,
            progress: { line.show($0.text) })
        if let consumer {
            job.report = CursorReport(client: try service.client(retries: RetryPolicy(attempts: 1)), consumer: consumer)
            {
                line.note("the service was not told how far the mirror is: \($0)")
            }
        }
        let tally = try await job.run()
        line.end()
        print("\(into) is at \(tally.text)")
        if tally.isForked {
            line.note("the feed was rewound; the mirror was pulled anew")
            throw ExitCode(3)
        }
    }

    /// A policy without a version means the latest now, and stays that one.
    private func pinPolicy(of mirror: Mirror, _ client: ChorusClient) async throws {
        guard let name = mirror.state.selection.policy, !name.contains("@") else { return }
        let answer = try await client.send(ClientRequest(path: "/v1/policies/\(ClientRequest.encoded(name))"))
        guard let version = answer.root["version"]?.int else {
            throw ClientFailure.strange("a policy without a version")
        }
        try mirror.pin(policy: "\(name)@\(version)")
    }
}
