import StrictJSON

/// Tells the service how far a mirror has come, for its list of consumers. The mirror does not depend on it: a report that
/// fails is made up for by the next one.
struct CursorReport {
    /// Sends each report once.
    let client: ChorusClient
    /// Name of the consumer.
    let consumer: String
    /// Told of the first failure.
    let onFailure: (any Error) -> Void
    private var told: String?
    private var next = ContinuousClock.now
    private var hasFailed = false

    /// Shortest time between two reports, but for the last one.
    private static let pause = Duration.seconds(10)

    init(client: ChorusClient, consumer: String, onFailure: @escaping (any Error) -> Void) {
        self.client = client
        self.consumer = consumer
        self.onFailure = onFailure
    }

    /// Reports where a mirror is after a commit, unless that was reported, or something else just now.
    /// - Parameter isLast: whether the pull ends here
    mutating func tell(_ state: MirrorState, isLast: Bool) async {
        guard let cursor = state.cursor, cursor != told, isLast || ContinuousClock.now >= next else { return }
        let body: [JSON.Member] = [("cursor", .string(cursor))] + state.selection.members.filter { $0.value != .null }
        var request = ClientRequest.json("PUT", "/v1/consumers/\(ClientRequest.encoded(consumer))", .object(body))
        request.timeout = 5
        do {
            _ = try await client.send(request)
            told = cursor
        } catch {
            if !hasFailed, !(error is CancellationError) { onFailure(error) }
            hasFailed = true
        }
        next = .now + Self.pause
    }
}
