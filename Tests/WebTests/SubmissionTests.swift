import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Submissions", .migrated(.own), .timeLimit(.minutes(15))) struct SubmissionTests {
    @Test("are taken as the body itself, with the fields in the query")
    func raw() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let reply = try await client.upload(
                Samples.tavern(), name: "aria.jsonl", query: "consent_training=true&experiment=exp7&part=2")
            try expectExchange("submission_raw", reply)
            let id = try #require(reply["id"]?.string)
            let receipt = try #require(reply["receipt"]?.string)
            let path = "/v1/submissions/\(id)"
            try expectExchange("submission_read", try await client.send("GET", path, receipt: receipt))
            try expectExchange("submission_withdrawn", try await client.send("DELETE", path, receipt: receipt))
        }
    }

    @Test("are taken as a form, of which one file may be useless")
    func multipart() async throws {
        try await withService(now: { testMoment }) { client in
            let form = Form(
                [("consent_training", "true"), ("consent_public", "true"), ("front_end", "SillyTavern")],
                files: [("aria.jsonl", Samples.tavern()), ("card.json", Uploads.card)])
            let reply = try await client.send("POST", "/v1/submissions", body: form.bytes, type: Form.type)
            try expectExchange("submission_form", reply)
            let counts = try await client.rowCounts()
            #expect(counts["submissions"] == 1 && counts["documents"] == 2 && counts["episodes"] == 1)
            #expect(counts["episode_originals"] == 1)
            let kept: [Bool] = try await client.pool.query("select bytes is not null from documents order by index")
            #expect(kept == [true, false], "the bytes of a refused file are kept")
        }
    }

    @Test("that do not say who the user is are taken once that is told")
    func mapping() async throws {
        try await withService(now: { testMoment }) { client in
            let before = try await client.rowCounts()
            try expectExchange("submission_needs_mapping", try await client.upload(Samples.unmapped))
            #expect(try await client.rowCounts() == before)
            let told = try await client.upload(
                Samples.unmapped, query: "consent_training=true&speaker_user=Ilse")
            try expectExchange("submission_mapped", told)
        }
    }

    @Test("can be previewed, which stores nothing")
    func preview() async throws {
        try await withService { client in
            let before = try await client.rowCounts()
            let reply = try await client.upload(Samples.tavern(), query: "", to: "/v1/submissions/preview")
            try expectExchange("submission_preview", reply)
            let refused = try await client.upload(Uploads.card, query: "", to: "/v1/submissions/preview")
            #expect(refused.status == 200)
            #expect(refused["status"]?.string == "rejected")
            #expect(try await client.rowCounts() == before)
        }
    }

    @Test("are refused without consent, with fields that are not known, and about parts that are not there")
    func fields() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let before = try await client.rowCounts()
            try expectExchange("submission_consent_missing", try await client.upload(Samples.tavern(), query: ""))
            try expectExchange(
                "submission_fields_invalid",
                try await client.upload(
                    Samples.tavern(), query: "consent_training=perhaps&part=two&mood=good&submitter=\(long(300))"))
            let consent = "consent_training=true&"
            try expectExchange(
                "submission_part_unknown",
                try await client.upload(Samples.tavern(), query: consent + "experiment=exp7&part=9"))
            let unknown = try await client.upload(Samples.tavern(), query: consent + "experiment=exp9")
            #expect(unknown.status == 404 && unknown["code"]?.string == "unknown_experiment")
            let alone = try await client.upload(Samples.tavern(), query: consent + "part=1")
            #expect(alone.status == 422 && alone["code"]?.string == "required")
            #expect(try await client.rowCounts() == before)
        }
    }

    @Test("look the same to a stranger whether they are foreign, absent or withdrawn")
    func strangers() async throws {
        try await withService { client in
            let mine = try await client.upload(Samples.tavern()).expect(201)
            let id = try #require(mine["id"]?.string)
            let receipt = try #require(mine["receipt"]?.string)
            let other = try #require(try await client.upload(Samples.tavern()).expect(201)["receipt"]?.string)
            let absent = "018f0000-0000-7000-8000-000000000000"
            for method in ["GET", "DELETE"] {
                var answers: Set<[String]> = []
                for (id, code) in [
                    (id, other), (id, "x"), (absent, receipt), ("none", receipt), (id.uppercased(), other),
                ] {
                    let reply = try await client.send(method, "/v1/submissions/\(id)", receipt: code)
                    answers.insert(["\(reply.status)", reply.text])
                }
                #expect(answers.count == 1 && answers.first?.first == "404")
            }
            let foreign = try await client.send("GET", "/v1/submissions/\(id)", receipt: other)
            try expectExchange("submission_not_found", foreign)
            #expect(try await client.send("GET", "/v1/submissions/\(id)").body == foreign.body, "without a receipt")
            try await client.send("DELETE", "/v1/submissions/\(id)", receipt: receipt).expect(200)
            for method in ["GET", "DELETE"] {
                let withdrawn = try await client.send(method, "/v1/submissions/\(id)", receipt: receipt)
                #expect(withdrawn.status == 404 && withdrawn.body == foreign.body)
                #expect(withdrawn.lastingHeaders == foreign.lastingHeaders)
            }
        }
    }

    @Test("take the fields of the query as they were encoded, once")
    func encoding() async throws {
        try await withService { client in
            let reply = try await client.upload(
                Samples.tavern(), query: "consent_training=true&notes=100%25+is+%2B1%2B+of+%2525")
            try reply.expect(201)
            let notes: String? = try await client.pool.first("select notes from submissions")
            #expect(notes == "100% is +1+ of %25")
        }
    }

    private func long(_ count: Int) -> String { String(repeating: "a", count: count) }
}
