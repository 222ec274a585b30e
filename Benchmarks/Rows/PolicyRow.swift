import Core
import Foundation
import Postgres
import Storage
import StrictJSON

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension Row {
    /// A dry run reads numbers of every episode, and must stay a matter of a second.
    static let policy = Row(
        name: "policy", title: "dry runs of policies over HTTP, on the numbers of every episode",
        run: { options in
            let count = options.isSmoke ? 400 : 100_000
            return try await BenchService.with(migrations: BenchService.migrations) { service in
                try await ChatSeed.insert(options.isSmoke ? 20 : 200, bytes: 20_000, in: service.pool)
                try await ChatSeed.multiply(to: count, in: service.pool)
                return try await dryRuns(count, service, options)
            }
        })

    private static func dryRuns(
        _ count: Int, _ service: BenchService, _ options: BenchOptions
    ) async throws -> [Line] {
        let secret = TokenSecret()
        let token = Token(
            id: UUID(), name: "bench", scopes: [.curate], createdAt: Date(), expiresAt: nil, revokedAt: nil)
        try await service.pool.withConnection { db in try db.insert(token, secret: secret) }
        let policies = Policy.presets.values.sorted { $0.name < $1.name }
        var seconds = policies.map { _ in [Double]() }
        for _ in 0..<(options.isSmoke ? 1 : 5) {
            for (index, policy) in policies.enumerated() {
                let started = ContinuousClock.now
                let answer = try await answer(to: policy, service, secret)
                seconds[index].append(started.duration(to: .now) / .seconds(1))
                guard answer["seen"]?["episodes"]?.int == count else { throw BenchFailure("it has not seen all") }
            }
        }
        return zip(policies, seconds).map { policy, seconds in
            let median = seconds.sorted()[seconds.count / 2]
            let rate = Double(count) / median
            return Line(
                work: "dry run of \(policy.name) on \(count) episodes", unit: "episodes/s", ours: rate,
                reference: "a second", peer: Double(count), ratio: rate / Double(count), target: .ratio(1))
        }
    }

    private static func answer(
        to policy: Policy, _ service: BenchService, _ secret: TokenSecret
    ) async throws -> JSONValue {
        guard let url = URL(string: "http://127.0.0.1:\(service.port)/v1/policies/dry-run") else {
            throw BenchFailure("no address")
        }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("Bearer \(secret.text)", forHTTPHeaderField: "Authorization")
        request.httpBody = Data(policy.json.bytes())
        let (body, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw BenchFailure(String(decoding: body, as: UTF8.self))
        }
        return try JSONDocument(Array(body), limits: .own).root
    }
}
