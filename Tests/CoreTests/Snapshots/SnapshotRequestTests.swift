import ChatLogs
import Core
import StrictJSON
import Testing

@Suite("What a snapshot is made of") struct SnapshotRequestTests {
    private static let preset = PolicyVersion(preset: "pygmalion-2023-03")

    private func read(_ text: String, earlier: SnapshotRequest? = nil) throws -> SnapshotRequest {
        try SnapshotRequest(
            body: body(text),
            policies: { name, version in
                name == "pygmalion-2023-03" && version ?? "0" == "0" ? Self.preset : nil
            },
            snapshots: { name in earlier?.name == name ? earlier : nil })
    }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let problem as Problem {
            return problem.errors.map { "\($0.pointer) \($0.code)" }.sorted()
        } catch {
            return ["\(error)"]
        }
    }

    @Test("has defaults, and can be read back from what is kept")
    func roundTrip() throws {
        let plain = try read(#"{"name":"all","policy":"pygmalion-2023-03"}"#)
        #expect(plain.format.name == "episode" && !plain.isPublic && plain.share == nil)
        #expect(plain.policy.policy.seed == "pygmalion-2023-03")
        let full = try read(
            #"""
            {"name":"v8-part-2","policy":"pygmalion-2023-03@0","format":"supervised","seed":"v8","public":true,
             "description":"Longer *responses*.","split":{"parts":10,"part":2,"stratify":["format"]}}
            """#)
        #expect(full.share?.part == 2 && full.share?.split == Split(parts: 10, stratify: [.format], seed: "v8"))
        #expect(full.policy.policy.seed == "v8")
        for request in [plain, full] {
            let again = try SnapshotRequest(canonical: request.json.bytes())
            #expect(again.json == request.json)
            #expect(again.isAlike(request))
        }
        #expect(!plain.isAlike(full))
    }

    @Test("takes from its ancestor what it does not say")
    func ancestor() throws {
        let earlier = try read(
            #"""
            {"name":"one","policy":"pygmalion-2023-03","format":"messages","seed":"v8","public":true,
             "split":{"parts":4,"part":3}}
            """#)
        let successor = try read(#"{"name":"two","succeeds":"one"}"#, earlier: earlier)
        #expect(successor.format.name == "messages" && successor.isPublic && successor.share == earlier.share)
        #expect(successor.policy.policy.version == earlier.policy.policy.version)
        #expect(successor.ancestor == "one")
        #expect(try SnapshotRequest(canonical: successor.json.bytes()).ancestor == "one")
        let other = try read(#"{"name":"two","succeeds":"one","seed":"v9","public":false}"#, earlier: earlier)
        #expect(other.share?.split.seed == "v9" && !other.isPublic)
    }

    @Test("is refused with every fault and its place")
    func refused() {
        #expect(faults("{}") == ["/name required", "/policy required"])
        #expect(
            faults(#"{"name":"A b","policy":"none","format":"csv","succeeds":"gone","policies":1}"#) == [
                "/format unknown_value", "/name bad_slug", "/policies unknown_field", "/policy unknown_value",
                "/succeeds unknown_value",
            ])
        #expect(faults(#"{"name":"a","policy":"pygmalion-2023-03@7"}"#) == ["/policy unknown_value"])
        #expect(
            faults(#"{"name":"a","policy":"pygmalion-2023-03","split":{"parts":3,"part":4}}"#)
                == ["/split/part out_of_range"])
    }
}
