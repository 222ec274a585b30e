import Foundation
import StrictJSON
import Testing

@testable import chorus

@Suite struct PolicyCommandTests {
    @Test func policiesAreStoredListedAndTried() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        defer { server.process.kill(SIGTERM) }
        let token = try #require(server.token)
        let file = folder.path + "/policy.json"
        let policy = #"{"name":"mine","base":"pygmalion-2023-03","filters":[{"filter":"turns","minimum":2}]}"#
        try Data(policy.utf8).write(to: URL(fileURLWithPath: file))
        func run(_ arguments: String...) async throws -> (code: Int32, output: String) {
            let all = ["policy"] + arguments + ["--server", server.address, "--token", token]
            let result = try await ProcessHandle.run(all, folder: folder)
            return (result.code, result.output)
        }
        #expect(try await run("put", file).output.hasPrefix("mine version 1  "))
        let list = try await run("list").output
        #expect(list.contains("mine  version 1") && list.contains("pygmalion-2023-03  built in"))
        #expect(try await run("show", "mine").output.contains(#""filters":[{"filter":"turns","minimum":2"#))
        let dry = try await run("dry-run", file, "--against", "mine@1")
        #expect(dry.code == 3, "there are no episodes")
        #expect(dry.output.contains("keeps 0 of 0 responses"))
        #expect(dry.output.contains("`turns` never saw anything."))
        #expect(try await run("show", "none").code != 0)
    }

    @Test func theTableSaysWhatIsKept() throws {
        let answer = #"""
            {"seen":{"episodes":3,"windows":3,"responses":4,"words":230},
             "kept":{"episodes":2,"windows":2,"responses":2,"words":130},
             "by_filter":[{"filter":"response_words","seen":4,"kept":2,"dropped":2,"dropped_episodes":1}],
             "by_source":[{"format":"cai_dump","seen":{"responses":4},"kept":{"responses":2}}],
             "by_front_end":[],"by_length_band":[],
             "histogram":[{"from":50,"to":60,"before":2,"after":0},{"from":1000,"to":null,"before":2,"after":2}],
             "victims":[{"episode":"e1","window":3,"filter":"response_words","reason":"a response of 55 words"}],
             "errors":[],"difference":{"responses":{"both":1,"gained":1,"lost":0}}}
            """#
        let text = DryRunTable(try JSONDocument(Array(answer.utf8), limits: .request).root).text
        #expect(text.contains("keeps 2 of 4 responses (50.0 %)"))
        #expect(text.contains("response_words    4     2        2  1"))
        #expect(text.contains("cai_dump          4     2  50.0 %"))
        #expect(text.contains("50-59       2      0"))
        #expect(text.contains("1000+"))
        #expect(text.contains("e1-3  response_words  a response of 55 words"))
        #expect(text.contains("1 responses in both, 1 gained, 0 lost"))
    }
}
