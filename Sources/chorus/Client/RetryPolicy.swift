/// How often, and after which pauses, a request is sent again.
struct RetryPolicy: Sendable {
    /// Requests in all; nil for no end.
    var attempts: Int? = 6
    /// Pause after the first failure, seconds; each further one doubles it.
    var first = 0.25
    /// Longest pause, seconds.
    var longest = 30.0

    /// For a job that outlives restarts of its service.
    static let forEver = RetryPolicy(attempts: nil)

    /// How long to wait before the next attempt; nil when there should be none.
    /// - Parameters:
    ///   - failures: how many attempts have failed, 1 after the first
    ///   - jitter: 0...1; keeps clients that failed together from coming back together
    func pause(after failure: ClientFailure, failures: Int, jitter: Double) -> Duration? {
        if let attempts, failures >= attempts { return nil }
        switch failure {
        case .strange: return nil
        case .refused(let refusal) where !refusal.isPassing: return nil
        case .refused(let refusal):
            if let seconds = refusal.retryAfter {
                // Never earlier than asked for, and not all at the same moment.
                return .seconds(min(Double(max(0, seconds)), longest) + jitter * first)
            }
        case .unreachable: break
        }
        var pause = first
        for _ in 1..<max(failures, 1) where pause < longest { pause *= 2 }
        return .seconds(min(pause, longest) * (0.5 + jitter / 2))
    }
}
