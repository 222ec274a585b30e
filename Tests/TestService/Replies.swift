import Foundation
import Locks

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Gathers the answers of a session's requests. A redirect is an answer to look at, not to follow: only a session's own
/// delegate is asked about that.
final class Replies: NSObject, URLSessionDataDelegate {
    private struct Waiting {
        let continuation: CheckedContinuation<(Data, HTTPURLResponse), any Error>
        var body = Data()
    }

    private let waiting = Guarded<[Int: Waiting]>([:])

    func reply(to request: URLRequest, through session: URLSession) async throws -> (Data, HTTPURLResponse) {
        try await withCheckedThrowingContinuation { continuation in
            let task = session.dataTask(with: request)
            waiting.withLock { $0[task.taskIdentifier] = Waiting(continuation: continuation) }
            task.resume()
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        waiting.withLock { $0[dataTask.taskIdentifier]?.body.append(data) }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let done = waiting.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        if let response = task.response as? HTTPURLResponse, error == nil {
            done.continuation.resume(returning: (done.body, response))
        } else {
            done.continuation.resume(throwing: error ?? URLError(.badServerResponse))
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) { completionHandler(nil) }
}
