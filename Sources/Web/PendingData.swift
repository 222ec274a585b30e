import Core
import Postgres
import Storage
import StrictJSON

/// What share of the data that waits for the next part a filter would keep.
///
/// A filter is tried once while the feed stands still, and once a minute while it moves: advice is read by everybody,
/// and each trial reads the numbers of every episode.
actor PendingData {
    /// How long an answer is good enough although the feed has moved.
    private static let patience = Duration.seconds(60)

    private struct Trial {
        let position: Int
        let at: ContinuousClock.Instant
        let share: Task<Double?, any Error>
    }

    private var trials: [String: Trial] = [:]

    /// The share of responses that is kept, 0...1; nil when there are none.
    /// - Parameters:
    ///   - position: of the feed
    ///   - trying: tries the filter on every accepted episode
    func share(
        keptBy filter: JSON, position: Int, trying: @escaping @Sendable (Policy) async throws -> PolicyRun
    ) async throws -> Double? {
        let body = JSON.object([("filters", .array([filter]))])
        let text = String(decoding: body.bytes(), as: UTF8.self)
        if let trial = trials[text],
            trial.position == position || trial.at.duration(to: .now) < Self.patience
        {
            return try await trial.share.value
        }
        let policy = try Policy(name: "advice", body: JSONDocument(body.bytes(), limits: .request).root)
        let share = Task {
            let total = try await trying(policy).total
            return total.seen.responses == 0
                ? nil : Double(total.kept.responses) / Double(total.seen.responses)
        }
        trials[text] = Trial(position: position, at: .now, share: share)
        do {
            return try await share.value
        } catch {
            trials[text] = nil
            throw error
        }
    }
}

extension Service {
    /// What could be done about complaints about a part, tried on the data that waits for the next one.
    func advice(on summary: PartSummary) async throws -> Advice {
        var advice = summary.advice
        for suggestion in advice.suggestions {
            advice.kept[suggestion.complaint] = try await pending.share(
                keptBy: suggestion.filter, position: summary.family.known.position
            ) { policy in try await run(policy) }
        }
        return advice
    }
}
