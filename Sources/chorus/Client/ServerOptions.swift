import ArgumentParser
import Foundation

/// Which service a command speaks to, and as whom.
struct ServerOptions: ParsableArguments {
    @Option(help: "Address of the service (CHORUS_SERVER). Default: http://127.0.0.1:8080")
    var server: String?

    @Option(help: "Access token (CHORUS_TOKEN). Other users can see it in the process list; a file keeps it to you.")
    var token: String?

    @Option(help: "File that holds the access token (CHORUS_TOKEN_FILE).")
    var tokenFile: String?

    /// A client for what the options and the environment name.
    func client(
        retries: RetryPolicy = RetryPolicy(),
        onRetry: @escaping @Sendable (ClientFailure, Duration) -> Void = { _, _ in }
    ) throws -> ChorusClient {
        let settings = Settings(["chorus.server": server])
        return ChorusClient(
            server: settings.text("chorus.server") ?? "http://127.0.0.1:8080", token: try secret(), retries: retries,
            onRetry: onRetry)
    }

    /// What the command line names wins over the environment, a token over a file.
    private func secret() throws -> String? {
        if let token { return token }
        let environment = Settings([:])
        if tokenFile == nil, let token = environment.text("chorus.token") { return token }
        guard let path = tokenFile ?? environment.text("chorus.token.file") else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("The token file \(path) cannot be read.")
        }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw ValidationError("The token file \(path) is empty.") }
        return text
    }
}
