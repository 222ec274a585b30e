import StrictJSON

/// Sends the demo through the public API. Sending it again changes nothing.
struct DemoLoader: Sendable {
    let client: ChorusClient
    /// Requests under way at once.
    var width = 8
    /// Told after each answer how many of how many there are.
    var progress: @Sendable (Int, Int) -> Void = { _, _ in }

    /// Registers, submits, rates, and reads the summaries.
    /// - Throws: `ClientFailure` when the service refuses what it should take; an upload with another fate than
    ///   expected is in the report instead
    @discardableResult
    func load() async throws -> DemoReport {
        let data = try DemoData.bundled()
        let ratings = data.ratings.reduce(0) { $0 + $1.count }
        let count = Counter(total: data.registrations.count + data.uploads.count + ratings, told: progress)
        for registration in data.registrations {
            _ = try await client.send(registration)
            await count.add()
        }
        let fates = try await together(data.uploads) { upload in
            let fate = try await fate(of: upload)
            await count.add()
            return fate
        }
        _ = try await together(data.ratings) { requests in
            for request in requests {
                _ = try await client.send(request)
                await count.add()
            }
        }
        let rows = try await together(data.parts) { part in
            let path = "/v1/experiments/\(data.experiment)/parts/\(part)/summary"
            return DemoReport.Row(try await client.send(ClientRequest(path: path)).root)
        }
        return DemoReport(rows: rows.compactMap { $0 }, ratings: ratings, fates: fates)
    }

    /// Whether the service holds the demo's experiment already.
    func isLoaded() async throws -> Bool {
        do {
            _ = try await client.send(ClientRequest(path: "/v1/experiments/\(try DemoData.bundled().experiment)"))
            return true
        } catch ClientFailure.refused(let refusal) where refusal.status == 404 {
            return false
        }
    }

    private func fate(of upload: DemoData.Upload) async throws -> DemoReport.Fate {
        do {
            let answer = try await client.send(upload.request).root
            let lists = answer["documents"]?.elements.compactMap { $0["episodes"]?.elements } ?? []
            let episodes = lists.joined().count(where: { $0["status"]?.string == "accepted" })
            return DemoReport.Fate(
                file: upload.file, expected: upload.expected, actual: answer["status"]?.string ?? "", reason: "",
                episodes: episodes)
        } catch ClientFailure.refused(let refusal) where refusal.status == 422 {
            return DemoReport.Fate(
                file: upload.file, expected: upload.expected, actual: "refused", reason: refusal.code, episodes: 0)
        }
    }

    /// Works on all items, `width` at once; results in the order of the items.
    private func together<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results: [(Int, Result)] = []
            for (index, item) in items.enumerated() {
                if index >= width, let done = try await group.next() { results.append(done) }
                group.addTask { (index, try await work(item)) }
            }
            for try await done in group { results.append(done) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

/// Counts answers of requests that are under way at once.
private actor Counter {
    private let total: Int
    private let told: @Sendable (Int, Int) -> Void
    private var count = 0

    init(total: Int, told: @escaping @Sendable (Int, Int) -> Void) {
        self.total = total
        self.told = told
    }

    func add() {
        count += 1
        told(count, total)
    }
}
