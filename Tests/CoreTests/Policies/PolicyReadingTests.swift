import ChatLogs
import Core
import Foundation
import StrictJSON
import Testing

@Suite struct PolicyReadingTests {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../../Examples/policies").standardizedFileURL

    /// The example of the design.
    static let example = #"""
        {"name":"v8-part2","base":"pygmalion-2023-03",
         "window":{"target_tokens":2048,"tokens_per_word":1.7,"each_response":true},
         "filters":[{"filter":"median_response_words","minimum":8,"desired":48},
                    {"filter":"response_words","minimum":60,"action":"drop_response"},
                    {"filter":"balanced_markup","marks":["*","\""]},
                    {"filter":"duplicate"},{"filter":"prefix"},{"filter":"near_duplicate","jaccard":0.8},
                    {"filter":"combining_marks","run":3},{"filter":"embarrassment","threshold":0.7,"stutter":0.7},
                    {"filter":"response_similarity","threshold":0.75},{"filter":"language","allow":["en"]},
                    {"filter":"rating","minimum_score":3},{"filter":"flags","exclude":["control_token","refusal"]}],
         "caps":{"per_submitter":200,"per_character":100},
         "sample":{"fraction":1.0},"seed":"v8"}
        """#

    @Test func `the example is read`() throws {
        let policy = try Policy(text: Array(Self.example.utf8))
        #expect(policy.filters.count == 12)
        #expect(policy.caps.perSubmitter == 200 && policy.caps.perCharacter == 100)
        #expect(policy.seed == "v8")
        #expect(policy.cut.keepsEveryTurn, "from the base")
    }

    @Test func `the canonical form says everything and reads back the same`() throws {
        for text in [Self.example, #"{"name":"p"}"#] + Policy.presetTexts {
            let policy = try Policy(text: Array(text.utf8))
            let again = try Policy(text: policy.json.bytes())
            #expect(again.json == policy.json)
            #expect(again.version == policy.version)
        }
        #expect(
            String(decoding: try Policy(text: Array(#"{"name":"p"}"#.utf8)).json.bytes(), as: UTF8.self)
                == #"{"name":"p","description":"","base":null,"window":{"target_tokens":2048,"tokens_per_word":1.7,"#
                + #""each_response":true},"out_of_character":"remove","filters":[],"caps":{"per_submitter":null,"#
                + #""per_character":null},"sample":{"fraction":1},"seed":"p"}"#)
    }

    @Test func `a version is what a policy decides`() throws {
        let one = try policy(#"{"filter":"response_words","minimum":60}"#)
        let same = try Policy(
            text: Array(
                #"""
                {"name":"q","description":"d","seed":"v8",
                 "filters":[{"filter":"response_words","minimum":60,"action":"drop_response"}]}
                """#.utf8))
        #expect(one.version == same.version)
        #expect(one.version.utf8.count == 64)
        #expect(try policy(#"{"filter":"response_words","minimum":61}"#).version != one.version)
        #expect(
            try policy(#"{"filter":"response_words","minimum":60}"#, rest: #","sample":{"fraction":0.5}"#).version
                != one.version)
    }

    @Test func `the presets are the files`() throws {
        #expect(Policy.presets.keys.sorted() == ["pygmalion-2023-03", "v8-part-1", "v8-part-2", "v8-part-4"])
        for text in Policy.presetTexts {
            let policy = try Policy(text: Array(text.utf8))
            let file = Self.folder.appending(path: "\(policy.name).json")
            if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(text.utf8).write(to: file) }
            #expect(try String(contentsOf: file, encoding: .utf8) == text, "record it again with RECORD=1")
        }
        let base = try #require(Policy.presets["pygmalion-2023-03"])
        #expect(Policy.presets["v8-part-1"]?.filters.map(\.json) == base.filters.map(\.json))
        #expect(base.filters.count == 5)
    }

    @Test func `similarities in other windows have to be measured anew`() throws {
        let window = #","window":{"target_tokens":4096}"#
        #expect(try policy(#"{"filter":"response_similarity"}"#).isMeasuredInUsualWindows)
        #expect(try policy(#"{"filter":"duplicate"}"#, rest: window).isMeasuredInUsualWindows)
        #expect(try !policy(#"{"filter":"response_similarity"}"#, rest: window).isMeasuredInUsualWindows)
    }

    @Test func `what a policy says is its own as a whole`() throws {
        let text = #"{"name":"p","base":"pygmalion-2023-03","filters":[],"out_of_character":"remove"}"#
        let policy = try Policy(text: Array(text.utf8))
        #expect(policy.filters.isEmpty)
        #expect(!policy.cut.keepsEveryTurn)
        #expect(policy.seed == "pygmalion-2023-03")
    }

    static let broken: [(String, [String])] = [
        (#""filters":[{"filter":"lenght"}]"#, ["/filters/0/filter unknown_value"]),
        (#""filters":[{"filter":"lenght","minimum":1}]"#, ["/filters/0/filter unknown_value"]),
        (#""filters":[{"minimum":1}]"#, ["/filters/0/filter required", "/filters/0/minimum unknown_field"]),
        (#""filters":["duplicate"]"#, ["/filters/0 wrong_type", "/filters/0/filter required"]),
        (#""filters":{}"#, ["/filters wrong_type"]),
        (#""filters":[{"filter":"duplicate","of":"window"}]"#, ["/filters/0/of unknown_field"]),
        (#""filters":[{"filter":"duplicate","unit":"turn"}]"#, ["/filters/0/unit unknown_value"]),
        (#""filters":[{"filter":"response_words"}]"#, ["/filters/0/minimum required"]),
        (
            #""filters":[{"filter":"duplicate"},{"filter":"response_words","minimum":-1}]"#,
            ["/filters/1/minimum out_of_range"]
        ),
        (
            #""filters":[{"filter":"median_response_words","minimum":48,"desired":8}]"#,
            ["/filters/0/desired out_of_range"]
        ),
        (#""filters":[{"filter":"flags","exclude":["refusals"]}]"#, ["/filters/0/exclude/0 unknown_value"]),
        (#""filters":[{"filter":"flags","exclude":[]}]"#, ["/filters/0/exclude required"]),
        (#""filters":[{"filter":"source","allow":["cai"]}]"#, ["/filters/0/allow/0 unknown_value"]),
        (#""filters":[{"filter":"language","allow":[1]}]"#, ["/filters/0/allow/0 wrong_type"]),
        (#""filters":[{"filter":"near_duplicate","jaccard":1.1}]"#, ["/filters/0/jaccard out_of_range"]),
        (#""filters":[{"filter":"rating"}]"#, ["/filters/0/minimum_score required"]),
        (#""filter":[]"#, ["/filter unknown_field"]),
        (
            #""window":{"target_tokens":2,"tokens":1}"#,
            ["/window/target_tokens out_of_range", "/window/tokens unknown_field"]
        ),
        (#""caps":{"per_submitter":0}"#, ["/caps/per_submitter out_of_range"]),
        (#""sample":{"fraction":1.5}"#, ["/sample/fraction out_of_range"]),
        (#""sample":{}"#, ["/sample/fraction required"]),
        (#""base":"none""#, ["/base unknown_value"]),
        (#""out_of_character":"drop""#, ["/out_of_character unknown_value"]),
    ]

    @Test(arguments: broken) func `what is wrong is named with its place`(_ members: String, _ expected: [String]) {
        #expect(faults { _ = try Policy(text: Array("{\"name\":\"p\",\(members)}".utf8)) } == expected)
    }

    @Test func `the name is that of the address`() throws {
        #expect(try Policy(name: "a", body: try body("{}")).name == "a")
        #expect(faults { _ = try Policy(name: "a", body: try body(#"{"name":"b"}"#)) } == ["/name name_differs"])
        #expect(faults { _ = try Policy(body: try body("{}")) } == ["/name required", "/name bad_slug"])
        #expect(faults { _ = try Policy(name: "A b", body: try body("{}")) } == ["/name bad_slug"])
    }

    @Test func `broken JSON is named with its line`() {
        #expect(throws: Problem.self) { _ = try Policy(text: Array("{\n\"name\":}".utf8)) }
    }

    @Test func `every kind has a name of its own and says what it does`() {
        let names = Filter.Kind.all.map(\.name)
        #expect(Set(names).count == names.count)
        for kind in Filter.Kind.all { #expect(!kind.about.isEmpty && Filter.Kind.named(kind.name)?.name == kind.name) }
    }
}
