import Core
import Foundation
import Postgres
import Storage
import StrictJSON

extension Row {
    /// A dry run reads numbers of every episode, and must stay a matter of a second.
    static let policy = Row(
        name: "policy", title: "dry runs of policies, on the numbers of every episode",
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
        let policies = Policy.presets.values.sorted { $0.name < $1.name }
        var seconds = policies.map { _ in [Double]() }
        for _ in 0..<(options.isSmoke ? 1 : 5) {
            for (index, policy) in policies.enumerated() {
                let started = ContinuousClock.now
                let figures = try await service.pool.withConnection { db in try db.figures(for: policy) }
                let run = await PolicyRun.run(policy, on: figures)
                _ = run.json().bytes()
                seconds[index].append(started.duration(to: .now) / .seconds(1))
                guard run.total.seen.episodes > 0 else { throw BenchFailure("the dry run saw nothing") }
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
}
