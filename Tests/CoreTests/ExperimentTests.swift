import Core
import Foundation
import StrictJSON
import Testing

@Suite struct ExperimentTests {
    static let slugs: [(String, Bool)] = [
        ("a", true), ("7", true), ("exp7", true), ("exp-7-", true), ("0-0", true),
        (String(repeating: "a", count: 63), true),
        (String(repeating: "a", count: 64), false), ("", false), ("-a", false), ("A", false), ("exp_7", false),
        ("a b", false),
        ("a/b", false), ("a\n", false), ("\u{E9}", false), ("e\u{301}", false), ("..", false), ("\u{661}", false),
    ]

    @Test(arguments: slugs) func `slugs are for addresses`(_ text: String, _ isValid: Bool) {
        #expect(Slug.isValid(text) == isValid)
    }

    private func experiment(_ text: String, slug: String = "exp7") throws -> Experiment {
        try Experiment(slug: slug, body: try body(text), now: noon)
    }

    @Test func `an experiment is read and answered`() throws {
        let text =
            #"{"title":"Exp 7","model":"v8","parts_planned":4,"hyperparameters":{"lr":1e-5,"b":[1.0]},"description":"*x*","#
            + #""previous":"exp6"}"#
        let experiment = try experiment(text)
        let expected =
            #"{"experiment":"exp7","title":"Exp 7","model":"v8","parts_planned":4,"hyperparameters":{"lr":1e-5,"b":[1.0]},"#
            + #""description":"*x*","previous":"exp6","created_at":"2023-03-03T12:00:00.000Z","#
            + #""updated_at":"2023-03-03T12:00:00.000Z"}"#
        #expect(String(decoding: experiment.json.bytes(), as: UTF8.self) == expected)
    }

    @Test func `an experiment needs a title, a model and a number of parts`() throws {
        #expect(
            faults { _ = try experiment("{}") } == ["/title required", "/model required", "/parts_planned required"])
        let least = try experiment(#"{"title":"t","model":"m","parts_planned":1}"#)
        #expect(least.hyperparameters == .object([]))
        #expect(least.description.isEmpty)
        #expect(least.previous == nil)
    }

    @Test func `an experiment's members have limits`() {
        let rest = #""title":"t","model":"m""#
        #expect(faults { _ = try experiment("{\(rest),\"parts_planned\":1000}") }.isEmpty)
        #expect(faults { _ = try experiment("{\(rest),\"parts_planned\":1001}") } == ["/parts_planned out_of_range"])
        #expect(faults { _ = try experiment("{\(rest),\"parts_planned\":0}") } == ["/parts_planned out_of_range"])
        #expect(
            faults { _ = try experiment("{\(rest),\"parts_planned\":1,\"previous\":\"Exp 6\"}") } == [
                "/previous bad_slug"
            ])
        #expect(
            faults { _ = try experiment("{\(rest),\"parts_planned\":1,\"hyperparameters\":[]}") }
                == ["/hyperparameters wrong_type"])
        #expect(
            faults { _ = try experiment("{\(rest),\"parts_planned\":1}", slug: "Exp7") } == ["/experiment bad_slug"])
        #expect(faults { _ = try experiment("{\(rest),\"parts_planned\":1,\"notes\":1}") } == ["/notes unknown_field"])
    }

    private func part(_ text: String) throws -> Part {
        try Part(experiment: "exp7", number: 2, body: try body(text), now: noon)
    }

    @Test func `a part is read and answered`() throws {
        let part = try part(
            """
            {"checkpoint":{"repo":"org/v8","revision":"abc","url":"https://example.org/v8"},"changed":"nothing",
             "released_at":"2023-03-03T13:00:00+01:00","training_notes":"t","testing_notes":"u","policy":"p","snapshot":"s",
             "metrics":{"loss":2.10},"gates":[{"metric":"mean_score","above":3,"raters":40}]}
            """)
        let expected =
            #"{"experiment":"exp7","part":2,"checkpoint":{"repo":"org/v8","revision":"abc","url":"https://example.org/v8"},"#
            + #""released_at":"2023-03-03T12:00:00.000Z","changed":"nothing","training_notes":"t","testing_notes":"u","#
            + #""policy":"p","snapshot":"s","metrics":{"loss":2.10},"#
            + #""gates":[{"metric":"mean_score","above":3,"raters":40}],"#
            + #""gates_hash":"sha256:6c54ceb519d9356bcd8e63bd6bec1c440f86bde2e51fd1d69bd19dd50079a491","#
            + #""gates_frozen_at":"2023-03-03T12:00:00.000Z","#
            + #""created_at":"2023-03-03T12:00:00.000Z","updated_at":"2023-03-03T12:00:00.000Z"}"#
        #expect(String(decoding: part.json.bytes(), as: UTF8.self) == expected)
    }

    @Test func `a part may be registered before anything is known of it`() throws {
        let part = try part("{}")
        #expect(part.changed == .both, "nothing is claimed to be unchanged that nobody called so")
        #expect(part.releasedAt == nil)
        #expect(part.checkpoint == .object([]))
        #expect(part.metrics == .object([]))
        #expect(part.gates.isEmpty && part.gatesFrozenAt == nil)
    }

    static let broken: [(String, String)] = [
        (#"{"changed":"everything"}"#, "/changed unknown_value"),
        (#"{"released_at":"yesterday"}"#, "/released_at bad_timestamp"),
        (#"{"checkpoint":"v8"}"#, "/checkpoint wrong_type"),
        (#"{"checkpoint":{"url":"javascript:x"}}"#, "/checkpoint/url bad_url"),
        (#"{"checkpoint":{"url":"ftp://x"}}"#, "/checkpoint/url bad_url"),
        (#"{"checkpoint":{"repo":1}}"#, "/checkpoint/repo wrong_type"),
        (#"{"checkpoint":{"hash":"x"}}"#, "/checkpoint/hash unknown_field"), (#"{"metrics":1}"#, "/metrics wrong_type"),
        ("{\"gates\":[\(Array(repeating: "1", count: 51).joined(separator: ","))]}", "/gates too_many"),
        (#"{"part":2}"#, "/part unknown_field"),
    ]

    @Test(arguments: broken) func `what is wrong with a part is named`(_ text: String, _ fault: String) {
        #expect(faults { _ = try part(text) } == [fault])
    }
}
