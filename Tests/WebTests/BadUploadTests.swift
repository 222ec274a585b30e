import StrictJSON
import TestDatabase
import TestService
import Testing
import Web

@Suite("Uploads that are no chat", .migrated(.own), .timeLimit(.minutes(15))) struct BadUploadTests {
    @Test("are refused with a stable code and a hint, quickly, and nothing is stored", arguments: Uploads.bad)
    func refused(_ bad: Uploads.Bad) async throws {
        try await withService { client in
            let before = try await client.rowCounts()
            let start = ContinuousClock.now
            let reply = try await client.upload(bad.bytes, name: bad.file)
            #expect(start.duration(to: .now) < .seconds(60), "not a measurement: a bound against minutes")
            #expect(reply.status == 422)
            #expect(reply["code"]?.string == bad.code)
            let hint = reply["errors", "0", "hint"]?.string ?? ""
            #expect(!hint.isEmpty)
            if let line = bad.line { #expect(reply["errors", "0", "line"]?.int == line) }
            try expectExchange("upload_\(bad.name)", reply)
            let form = Form([("consent_training", "true")], files: [(bad.file ?? "log.txt", bad.bytes)])
            let again = try await client.send("POST", "/v1/submissions", body: form.bytes, type: Form.type)
            #expect(again.status == 422 && again["code"]?.string == bad.code)
            #expect(try await client.rowCounts() == before)
        }
    }

    @Test("are refused at any size that is taken")
    func large() async throws {
        try await withService { client in
            let before = try await client.rowCounts()
            let garbage = [[UInt8]](repeating: Uploads.garbage, count: 150).flatMap { $0 }
            #expect(garbage.count >= 30_000_000)
            let start = ContinuousClock.now
            let reply = try await client.upload(garbage)
            #expect(start.duration(to: .now) < .seconds(60), "not a measurement: a bound against minutes")
            #expect(reply.status == 422 && reply["code"]?.string == "undecodable_text")
            #expect(try await client.rowCounts() == before)
        }
    }

    @Test("are refused when there is no file, too much of it, or no form in the form")
    func forms() async throws {
        var limits = RequestLimits()
        limits.uploadBytes = 2000
        try await withService(limits: limits) { client in
            let before = try await client.rowCounts()
            let empty = Form([("consent_training", "true")], files: [])
            try expectExchange(
                "form_without_file",
                try await client.send("POST", "/v1/submissions", body: empty.bytes, type: Form.type))
            let many = Form([], files: (0..<9).map { ("\($0).txt", [0x61]) })
            try expectExchange(
                "form_too_many_files",
                try await client.send("POST", "/v1/submissions", body: many.bytes, type: Form.type))
            let large = try await client.upload([UInt8](repeating: 0x61, count: 2001))
            #expect(large.status == 413 && large["code"]?.string == "too_large")
            let largeForm = Form([], files: [("a.txt", [UInt8](repeating: 0x61, count: 2001))])
            let reply = try await client.send("POST", "/v1/submissions", body: largeForm.bytes, type: Form.type)
            #expect(reply.status == 413 && reply["code"]?.string == "too_large")
            for (body, type) in [("x", Form.type), ("", Form.type), ("x", "multipart/form-data")] {
                let broken = try await client.send("POST", "/v1/submissions", body: Array(body.utf8), type: type)
                #expect(broken.status == 400 && broken["code"]?.string == "broken_multipart")
            }
            #expect(try await client.rowCounts() == before)
        }
    }
}
