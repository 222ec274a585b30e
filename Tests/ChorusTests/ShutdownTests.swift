import Foundation
import Glibc
import Synchronization
import Testing

@testable import chorus

/// SIGTERM under load: whatever was answered with 201 is stored, and the program ends soon.
@Suite(.serialized) struct ShutdownTests {
    /// How often it is stopped; `CHORUS_SHUTDOWNS=50 swift test --filter ShutdownTests` looks longer.
    private static let cycles = ProcessInfo.processInfo.environment["CHORUS_SHUTDOWNS"].flatMap { Int($0) } ?? 2

    @Test func nothingThatWasAcknowledgedIsLostWhenItIsStoppedUnderLoad() async throws {
        let folder = try TemporaryDataFolder()
        var acknowledged: [(id: String, receipt: String)] = []
        var longest = Duration.zero
        for cycle in 0..<Self.cycles {
            let server = try await ChorusProcess.serve(folder)
            let world = try await ServedExperiment(server, isNew: cycle == 0)
            let load = Load(world, cycle: cycle)
            async let answered = load.run(clients: 8)
            while load.count < 100 { try await Task.sleep(for: .milliseconds(5)) }
            let start = ContinuousClock.now
            server.process.kill(SIGTERM)
            #expect(try await server.process.waitForExit() == 0)
            longest = max(longest, start.duration(to: .now))
            load.stop()
            acknowledged += await answered
            #expect(folder.servers().isEmpty)
        }
        #expect(longest < .seconds(30))
        let server = try await ChorusProcess.serve(folder)
        let world = try await ServedExperiment(server, isNew: false)
        var lost = 0
        for (id, receipt) in acknowledged {
            let answer = try await world.get("/v1/ratings/\(id)", authorization: "Receipt \(receipt)")
            if answer.status != 200 { lost += 1 }
        }
        print(
            "shutdowns: \(Self.cycles), \(acknowledged.count) acknowledged, \(lost) lost, the longest took \(longest)")
        #expect(lost == 0)
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }
}

/// Clients that rate until they are stopped or nobody answers.
private final class Load: Sendable {
    private let world: ServedExperiment
    private let cycle: Int
    private let state = Mutex((acknowledged: 0, isOver: false))

    init(_ world: ServedExperiment, cycle: Int) {
        self.world = world
        self.cycle = cycle
    }

    var count: Int { state.withLock { $0.acknowledged } }

    func stop() { state.withLock { $0.isOver = true } }

    /// - Returns: what was acknowledged
    func run(clients: Int) async -> [(id: String, receipt: String)] {
        await withTaskGroup(of: [(id: String, receipt: String)].self) { group in
            for client in 0..<clients {
                group.addTask { [self] in
                    var all: [(id: String, receipt: String)] = []
                    var number = 0
                    while !state.withLock({ $0.isOver }) {
                        number += 1
                        let answer = try? await world.rate("rater \(cycle)-\(client)-\(number)")
                        guard let answer, answer.status == 201, let id = answer["id"], let receipt = answer["receipt"]
                        else { continue }
                        all.append((id, receipt))
                        state.withLock { $0.acknowledged += 1 }
                    }
                    return all
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }
}
