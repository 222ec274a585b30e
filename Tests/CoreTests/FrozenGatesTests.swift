import Core
import Crypto
import Foundation
import StrictJSON
import Testing

@Suite struct FrozenGatesTests {
    private let stop = #"{"metric":"net_sentiment","above":0,"raters":40,"otherwise":"stop"}"#
    private let other = #"{"metric":"net_sentiment","above":0.1,"raters":40,"otherwise":"stop"}"#

    private func part(_ gates: String, released: String? = nil, now: Date = noon) throws -> Part {
        let released = released.map { ",\"released_at\":\"\($0)\"" } ?? ""
        return try Part(
            experiment: "exp7", number: 2, body: try body("{\"gates\":[\(gates)]\(released)}"), now: now)
    }

    @Test func `the hash is that of the gates as they are answered`() throws {
        let spaced = try part(#"{ "raters": 40, "otherwise": "stop", "above": 0.0, "metric": "net_sentiment" }"#)
        let hash = SHA256.hash(data: Data("[\(stop)]".utf8)).map { Hex.encode([$0]) }.joined()
        #expect(spaced.gates.hash == "sha256:\(hash)")
        #expect(try part("").gates.hash == nil)
        #expect(try part("\(other),\(stop)").gates.hash != part("\(stop),\(other)").gates.hash)
    }

    @Test func `gates can be changed until the release`() throws {
        let draft = try part(stop)
        #expect(draft.gatesFrozenAt == nil && !draft.areGatesFrozen(at: .distantFuture))
        #expect(try part(other).replacing(draft, now: noon).gates == part(other).gates)
        let planned = try part(stop, released: "2023-03-04T12:00:00Z")
        #expect(planned.gatesFrozenAt == noon.addingTimeInterval(86_400))
        let postponed = try part(other, released: "2023-03-05T12:00:00Z").replacing(planned, now: noon)
        #expect(postponed.gatesFrozenAt == noon.addingTimeInterval(2 * 86_400))
        #expect(planned.areGatesFrozen(at: noon.addingTimeInterval(86_400)))
    }

    @Test func `what is registered after the release is frozen when it is registered`() throws {
        let late = try part(stop, released: "2023-02-01T12:00:00Z")
        #expect(late.gatesFrozenAt == noon)
    }

    @Test func `from the release on a change is refused, and the hash is told`() throws {
        let released = try part(stop, released: "2023-03-03T12:00:00Z")
        let later = noon.addingTimeInterval(60)
        for gates in ["", other, "\(stop),\(other)"] {
            let problem = #expect(throws: Problem.self) {
                _ = try part(gates, released: "2023-03-03T12:00:00Z").replacing(released, now: later)
            }
            #expect(problem?.status == 409 && problem?.code == "gates_frozen")
            #expect(problem?.errors.map(\.pointer) == ["/gates"])
            #expect(problem?.detail.contains(try #require(released.gates.hash)) == true)
        }
        let none = try part("", released: "2023-03-03T12:00:00Z")
        #expect(throws: Problem.self) { _ = try part(stop).replacing(none, now: later) }
    }

    @Test func `taking the release back does not thaw them`() throws {
        let released = try part(stop, released: "2023-03-03T12:00:00Z")
        let later = noon.addingTimeInterval(60)
        for moment in [nil, "2023-03-09T12:00:00Z"] {
            let changed = try part(stop, released: moment, now: later).replacing(released, now: later)
            #expect(changed.gatesFrozenAt == noon)
            #expect(throws: Problem.self) {
                _ = try part(other, now: later).replacing(changed, now: later.addingTimeInterval(60))
            }
        }
    }
}
