import StrictJSON
import Testing

@testable import chorus

@Suite struct SegmentPlanTests {
    private func segments(_ rows: [Int], bytes: Int = 100) -> [Segment] {
        rows.enumerated().map {
            Segment(first: $0 * 10 + 1, last: $0 * 10 + 10, commit: $0, rows: $1, episodes: $1, bytes: bytes)
        }
    }

    @Test func aPageJoinsTheSmallSegmentsAtTheEnd() {
        #expect(
            SegmentPlan.steps(segments([500, 8, 2, 1]), losses: [:], rows: 1, bytes: 10)
                == [.keep(0), .keep(1), .write([2, 3], withPage: true)])
        #expect(
            SegmentPlan.steps(segments([4]), losses: [:], rows: 3, bytes: 10) == [.keep(0), .write([], withPage: true)])
        #expect(SegmentPlan.steps([], losses: [:], rows: 3, bytes: 10) == [.write([], withPage: true)])
    }

    @Test func nothingIsJoinedBeyondTheLimits() {
        #expect(
            SegmentPlan.steps(segments([501]), losses: [:], rows: 501, bytes: 10)
                == [.keep(0), .write([], withPage: true)])
        #expect(
            SegmentPlan.steps(segments([1], bytes: SegmentPlan.mostBytes), losses: [:], rows: 1, bytes: 1)
                == [.keep(0), .write([], withPage: true)])
    }

    @Test func aLossRewritesItsSegmentAndTheLastRowTakesItAway() {
        #expect(
            SegmentPlan.steps(segments([500, 3, 500]), losses: [0: 1, 1: 3], rows: 0, bytes: 0)
                == [.write([0], withPage: false), .keep(2)])
        #expect(
            SegmentPlan.steps(segments([500, 3]), losses: [1: 3], rows: 1, bytes: 1)
                == [.keep(0), .write([1], withPage: true)])
    }

    @Test func aFollowerOfSingleEventsKeepsFewFilesAndCopiesARowSeldom() {
        var list: [Segment] = []
        var copied = 0
        for position in 1...20_000 {
            let steps = SegmentPlan.steps(list, losses: [:], rows: 1, bytes: 100)
            list = steps.map { step in
                switch step {
                case .keep(let place): return list[place]
                case .write(let sources, _):
                    let rows = sources.reduce(1) { $0 + list[$1].rows }
                    copied += rows
                    return Segment(
                        first: 0, last: position, commit: position, rows: rows, episodes: rows, bytes: rows * 100)
                }
            }
        }
        #expect(list.reduce(0) { $0 + $1.rows } == 20_000)
        #expect(list.count <= 20_000 / 500 + 10)
        #expect(copied <= 20_000 * 12)
    }

    @Test func theStateReadsBackAsItWasWritten() throws {
        var state = MirrorState(
            server: "http://a",
            selection: MirrorSelection(experiment: "exp7", policy: "v8@3", format: "messages", consent: "public"),
            consumer: "nightly \"x\"")
        state.cursor = "c"
        state.position = nil
        state.events = 7
        state.commit = 3
        state.copy = FileIdentity(bytes: 5, modified: 1_700_000_000_123_456_789)
        state.segments = segments([3, 4])
        #expect(try MirrorState(state.json.bytes()) == state)
        let fresh = MirrorState(server: "http://a", selection: MirrorSelection())
        #expect(try MirrorState(fresh.json.bytes()) == fresh)
    }

    @Test func aStateOfBeforeFormatsHoldsEpisodes() throws {
        let text = #"""
            {"schema":"chorus-mirror/1","server":"http://a","experiment":"exp7","consumer":null,"cursor":"c","position":9,
             "episodes":3,"bytes":100,"events":9,"commit":1,"copy":null,"segments":[{"file":"000000001-000000010.0.jsonl",
             "first":1,"last":10,"commit":0,"rows":3,"bytes":100}]}
            """#
        let state = try MirrorState(Array(text.utf8))
        #expect(state.selection == MirrorSelection(experiment: "exp7"))
        #expect(state.segments == segments([3]) && state.episodes == 3)
    }

    @Test func aPolicyWithoutAVersionGoesOnWithTheOneThatIsHeld() {
        let held = MirrorSelection(policy: "v8@3")
        #expect(held.isContinued(by: MirrorSelection(policy: "v8")))
        #expect(held.isContinued(by: held))
        for other in [nil, "v8@4", "v", "v8@", "v9"] { #expect(!held.isContinued(by: MirrorSelection(policy: other))) }
        #expect(!held.isContinued(by: MirrorSelection(policy: "v8", format: "kto")))
    }

    @Test(arguments: [
        "", "{", "{}", #"{"schema":"chorus-mirror/3","server":"a"}"#, #"{"schema":"chorus-mirror/1","server":"a"}"#,
    ])
    func aStateThatIsNotOneIsRefused(_ text: String) {
        #expect(throws: PullFailure.self) { try MirrorState(Array(text.utf8)) }
    }

    @Test func aSegmentNameThatDoesNotFitItsNumbersIsRefused() throws {
        var state = MirrorState(server: "http://a", selection: MirrorSelection())
        state.segments = segments([3])
        let text = String(decoding: state.json.bytes(), as: UTF8.self)
        let moved = text.replacing("000000001-000000010.0.jsonl", with: "../../escape.jsonl")
        #expect(moved != text)
        #expect(throws: PullFailure.self) { try MirrorState(Array(moved.utf8)) }
    }
}
