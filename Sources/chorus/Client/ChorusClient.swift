import Foundation
import FoundationNetworking
import StrictJSON

/// Speaks to a Chorus service: JSON requests, problems as errors, retries.
///
/// A request is sent again after a lost connection, 429 and 503. That is safe for everything that the service offers:
/// reading and replacing can be repeated, and whoever creates gives an `Idempotency-Key`.
struct ChorusClient: Sendable {
    /// Address of the service, without a slash at its end.
    let server: String
    private let token: String?
    private let retries: RetryPolicy
    private let session: URLSession
    private let onRetry: @Sendable (ClientFailure, Duration) -> Void

    /// - Parameters:
    ///   - server: such as `http://127.0.0.1:8080`
    ///   - token: `chorus_…`; nil for what everybody may do
    ///   - onRetry: told before each pause
    init(
        server: String, token: String?, retries: RetryPolicy = RetryPolicy(),
        onRetry: @escaping @Sendable (ClientFailure, Duration) -> Void = { _, _ in }
    ) {
        var server = server
        while server.hasSuffix("/") { server.removeLast() }
        self.server = server
        self.token = token
        self.retries = retries
        self.onRetry = onRetry
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 8
        // Longer than the longest poll of the feed.
        configuration.timeoutIntervalForRequest = 75
        configuration.httpShouldSetCookies = false
        session = URLSession(configuration: configuration, delegate: NoRedirects(), delegateQueue: nil)
    }

    /// Sends a request and reads its JSON answer.
    /// - Throws: `ClientFailure` for everything but 2xx with JSON
    func send(_ request: ClientRequest) async throws -> JSONDocument {
        try await retrying {
            let wire = try wire(request)
            let (data, response) = try await transport { try await session.data(for: wire) }
            try check(response) { Array(data) }
            do throws(JSONFault) {
                return try JSONDocument(Array(data), limits: Self.answers)
            } catch {
                throw ClientFailure.strange("an answer that is not JSON (\(error.code.rawValue))")
            }
        }
    }

    /// Sends a request and leaves its answer in a file of the temporary folder; the caller removes it.
    ///
    /// libcurl's thread writes the file as bytes arrive, so the memory does not grow with the answer. (A data delegate
    /// would not do: its queue takes bytes as fast as they come, 570 MB of a 500 MB answer with a slow reader.)
    /// - Returns: the file, and a reader of the answer's headers
    func download(_ request: ClientRequest) async throws -> (file: URL, header: (String) -> String?) {
        try await retrying {
            let wire = try wire(request)
            let (file, response) = try await transport { try await session.download(for: wire) }
            do {
                try check(response) {
                    let handle = try? FileHandle(forReadingFrom: file)
                    return Array((try? handle?.read(upToCount: 1 << 20)) ?? Data())
                }
            } catch {
                try? FileManager.default.removeItem(at: file)
                throw error
            }
            return (file, { name in (response as? HTTPURLResponse)?.value(forHTTPHeaderField: name) })
        }
    }

    /// Our own service wrote these: its numbers, names and marks are as they are.
    private static let answers: JSONLimits = {
        var limits = JSONLimits.log
        limits.combiningRun = .max
        limits.keyBytes = .max
        return limits
    }()

    private func wire(_ request: ClientRequest) throws(ClientFailure) -> URLRequest {
        guard server.hasPrefix("http://") || server.hasPrefix("https://"),
            let wire = request.urlRequest(server: server, token: token)
        else { throw .strange("\(server) is no address that starts with http:// or https://") }
        return wire
    }

    private func transport<Body>(_ work: () async throws -> (Body, URLResponse)) async throws -> (Body, URLResponse) {
        do {
            return try await work()
        } catch {
            if Task.isCancelled { throw CancellationError() }
            let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw ClientFailure.unreachable("\(server): \((underlying ?? error as NSError).localizedDescription)")
        }
    }

    private func check(_ response: URLResponse, body: () -> [UInt8]) throws(ClientFailure) {
        guard let response = response as? HTTPURLResponse else { throw .strange("an answer without a status") }
        guard !(200...299).contains(response.statusCode) else { return }
        let retryAfter = response.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) }
        throw .refused(Refusal(status: response.statusCode, retryAfter: retryAfter, body: body()))
    }

    private func retrying<Result>(_ work: () async throws -> Result) async throws -> Result {
        var failures = 0
        while true {
            do {
                return try await work()
            } catch let failure as ClientFailure {
                failures += 1
                guard let pause = retries.pause(after: failure, failures: failures, jitter: .random(in: 0...1)) else {
                    throw failure
                }
                onRetry(failure, pause)
                try await Task.sleep(for: pause)
            }
        }
    }
}

/// Redirects are answers here, and refused as such: following one would hand the token to whatever address it names.
private final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) { completionHandler(nil) }
}
