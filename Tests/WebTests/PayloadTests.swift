import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

/// What people send is stored wherever they can send it, and is then asked for on every page and download.
@Suite("Hostile texts", .migrated(.own), .timeLimit(.minutes(15))) struct PayloadTests {
    @Test("stay text on every page", arguments: [0, 1, 2, 3])
    func pages(quarter: Int) async throws {
        try await withService(now: { testMoment }) { client in
            let world = try await HostileWorld(client, Payloads.all.indices.filter { $0 % 4 == quarter })
            let browser = try await Browser(client, token: world.token)
            for path in world.pages {
                let page = try await browser.page(path)
                #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8", "\(path)")
                #expect(page.headers["content-security-policy"]?.contains("script-src 'self'") == true, "\(path)")
                let faults = HostileMarkup(page.body).faults
                #expect(faults.isEmpty, "\(path): \(faults)")
            }
            // Every place was reached: the same text is looked for where it must be shown.
            for path in world.showing {
                #expect(try await browser.page(path).text.contains(Payloads.marker), "\(path)")
            }
        }
    }

    @Test("stay text in forms that come back, and in answers that are no pages", arguments: Payloads.all.indices)
    func answers(index: Int) async throws {
        let payload = Payloads.all[index]
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let origin = [("Accept", "text/html"), ("Origin", client.origin)]
            let fields = ["notes", "user_name", "speaker_user", "front_end", "submitter"].map { ($0, payload) }
            let files = [
                (name: payload.replacing("\"", with: "%22").replacing("\r\n", with: "%0D%0A"), bytes: Array("x".utf8))
            ]
            for action in ["preview", "donate"] {
                let form = Form(fields + [("log", payload), ("action", action)], files: files)
                let reply = try await client.send("POST", "/submit", headers: origin, body: form.bytes, type: Form.type)
                #expect(reply.status < 500)
                #expect(HostileMarkup(reply.body).faults.isEmpty, "\(HostileMarkup(reply.body).faults)")
            }
            let rating = [("comment", payload), ("front_end", payload), ("temperature", payload), ("preset", payload)]
            for (path, fields) in [("/rate/exp7/1", rating), ("/receipts", [("id", payload), ("code", payload)])] {
                let reply = try await client.postForm(path, fields)
                #expect(reply.status < 500 && HostileMarkup(reply.body).faults.isEmpty, "\(path)")
            }
            for path in [
                "/submit?about=", "/receipts?id=", "/sign-in?next=", "/experiments/", "/snapshots/", "/nothing/",
            ] {
                let page = try await client.send("GET", path + FormText.encoded(payload), headers: origin)
                #expect(HostileMarkup(page.body).faults.isEmpty, "\(path)")
                #expect(page.headers["set-cookie"] == nil)
                #expect(page.headers["location"]?.hasPrefix("/sign-in?next=/") != false, "\(path)")
            }
        }
    }

    @Test("are no formula in a spreadsheet, no header of a download, and no page when they are downloaded")
    func downloads() async throws {
        try await withService(now: { testMoment }) { client in
            let world = try await HostileWorld(client, Array(Payloads.all.indices))
            for path in world.downloads {
                let reply = try await client.send("GET", path, token: world.token).expect(200)
                #expect(reply.headers["x-content-type-options"] == "nosniff", "\(path)")
                #expect(reply.headers["content-type"]?.contains("html") == false, "\(path)")
                #expect(!reply.text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" }, "\(path)")
                #expect(reply.headers["set-cookie"] == nil)
            }
            let table = try await client.send("GET", "/experiments/exp7/parts/1/comments.csv").expect(200)
            let name = "attachment; filename=\"exp7-part-1-comments.csv\""
            #expect(table.headers["content-disposition"] == name)
            #expect(table.text.contains(Payloads.marker))
            let cells = table.text.matches(of: /(^|,|\n)"([^"]|"")*"/).map {
                $0.output.0.drop { $0 != "\"" }.dropFirst()
            }
            #expect(cells.count > Payloads.all.count)
            for cell in cells { #expect(cell.utf8.first.map { !"=+-@\t\r".utf8.contains($0) } ?? true, "\(cell)") }
        }
    }
}

/// A service in which every text that somebody can store is hostile.
struct HostileWorld {
    let token: String
    /// Every page that shows something stored.
    let pages: [String]
    /// Those on which some of it must be seen.
    let showing: [String]
    let downloads: [String]

    init(_ client: ServiceClient, _ payloads: [Int]) async throws {
        token = try await client.token(.maintain, .curate, .import)
        let texts = payloads.map { Payloads.all[$0] }
        let first = JSON.string(texts.first ?? "")
        let experiment: JSON = [
            "title": first, "model": first, "parts_planned": 3, "hyperparameters": .object([("payload", first)]),
            "description": .string(texts.joined(separator: "\n\n- ")),
        ]
        try await client.send("PUT", "/v1/experiments/exp7", token: token, json: experiment).expect(201)
        for part in 1...2 {
            let body: JSON = [
                "released_at": "2023-02-17T18:30:00Z", "changed": "data",
                "checkpoint": ["repo": first, "revision": first, "url": "https://models.example.org/\"payload"],
                "training_notes": .string(texts.joined(separator: "\n\n")),
                "testing_notes": .string(texts.joined(separator: "\n- ")),
            ]
            try await client.send("PUT", "/v1/experiments/exp7/parts/\(part)", token: token, json: body).expect(201)
        }
        for (index, text) in texts.enumerated() {
            try await Self.rate(client, text, index)
            try await Self.upload(client, text, index)
            let lead: JSON = ["title": .string(text), "aspect": "formatting", "part": 1]
            _ = try await client.send("POST", "/v1/experiments/exp7/leads", token: token, json: lead)
            try await client.pool.withConnection { db in
                let token = Token(
                    id: UUID(), name: String(text.filter { $0 != "\u{0}" }.prefix(100)), scopes: [.import],
                    createdAt: testMoment, expiresAt: nil, revokedAt: nil)
                try db.insert(token, secret: TokenSecret())
            }
        }
        let policy: JSON = ["filters": [], "description": first]
        try await client.send("PUT", "/v1/policies/hostile", token: token, json: policy).expect(201)
        let snapshot: JSON = ["name": "hostile", "policy": "hostile", "format": "episode", "description": first]
        _ = try await client.send("POST", "/v1/snapshots", token: token, json: snapshot)
        while try await client.send("GET", "/v1/snapshots/hostile", token: token)["status"]?.string == "building" {
            try await Task.sleep(for: .milliseconds(20))
        }
        showing = [
            "/", "/experiments/exp7", "/experiments/exp7/parts/1", "/moderation", "/tokens", "/policies",
            "/policies/hostile", "/snapshots/hostile",
        ]
        pages =
            showing + [
                "/submit?about=exp7/1", "/receipts", "/rate/exp7/1", "/experiments/exp7/parts/1?sentiment=negative",
                "/experiments/exp7/parts/2", "/experiments/exp7/compare?part=2&with=1", "/moderation?kind=rating",
                "/moderation?kind=submission", "/audit", "/sign-in", "/snapshots", "/privacy",
            ]
        downloads = [
            "/experiments/exp7/parts/1/comments.csv", "/experiments/exp7/parts/1/report.md",
            "/v1/experiments/exp7/logbook.md", "/v1/experiments/exp7/parts/1/summary",
            "/v1/experiments/exp7/parts/1/comments", "/v1/experiments/exp7", "/v1/moderation/queue", "/v1/audit",
            "/v1/feed", "/v1/snapshots/hostile/README.md", "/v1/snapshots/hostile/manifest.json",
        ]
    }

    /// A rating of each kind; the second is held back with the text as its reason.
    private static func rate(_ client: ServiceClient, _ text: String, _ index: Int) async throws {
        let maintainer = try await client.token(.maintain)
        for (number, score) in [1, 5, 3].enumerated() {
            let rating = Samples.rating(
                ("score", .int(score)), ("comment", .string("\(text) too short")),
                ("rater", .string("\(text)\(number)")),
                ("front_end", .string(String(text.unicodeScalars.prefix(30)))))
            let reply = try await client.send("POST", "/v1/ratings", json: rating).expect(201)
            guard number == 1 else { continue }
            let decision: JSON = ["decision": "quarantine", "reason": .string(text)]
            let id = reply["id"]?.string ?? ""
            try await client.send("POST", "/v1/ratings/\(id)/decision", token: maintainer, json: decision).expect(200)
        }
    }

    /// A chat that is handed out, and one that is held back for its markup; both may be read.
    private static func upload(_ client: ServiceClient, _ text: String, _ index: Int) async throws {
        let name = FormText.encoded(text)
        for word in ["\(text) \(index)", "\(text) \(index) <|user|>"] {
            let query =
                "consent_training=true&consent_public=true&experiment=exp7&part=1&submitter=\(index)&notes=\(name)"
            let reply = try await client.upload(Samples.tavern(word: word), name: name + ".jsonl", query: query)
            #expect(reply.status == 201, "\(reply.text)")
        }
    }
}

/// Looks for anything in a page that none of its templates put there.
struct HostileMarkup {
    let faults: [String]

    init(_ page: [UInt8]) {
        let text = String(decoding: page, as: UTF8.self)
        var faults: [String] = []
        let scripts = page.split(separator: UInt8(ascii: "<")).filter { Self.begins($0, "script") }
        for script in scripts where !Self.begins(script, "script src=\"/assets/") { faults.append("a script") }
        for name in ["img", "iframe", "object", "embed", "base", "style", "b onload", "svg/"] {
            if page.split(separator: UInt8(ascii: "<")).contains(where: { Self.begins($0, name) }) {
                faults.append("<\(name)")
            }
        }
        for tag in text.unicodeScalars.split(separator: "<").dropFirst() {
            let inside = Self.unquoted(tag.prefix { $0 != ">" })
            if inside.firstMatch(of: /\s(on[a-z]+|style|srcdoc|formaction)\s*=/) != nil { faults.append("<\(inside)>") }
        }
        for match in text.matches(of: /\s(href|src|action)="([^"]*)"/) {
            let address = match.output.2
            guard !["/", "#", "?", "https://", "http://", "data:image"].contains(where: { address.hasPrefix($0) })
            else { continue }
            if !address.isEmpty { faults.append("leads to \(address)") }
        }
        if page.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 && $0 != 0x0D || $0 == 0x7F }) {
            faults.append("a control character")
        }
        if page.firstRange(of: Array("{{".utf8)) == nil, text.contains("Optional(") { faults.append("a Swift value") }
        self.faults = faults
    }

    private static func begins(_ bytes: ArraySlice<UInt8>, _ name: String) -> Bool {
        bytes.prefix(name.utf8.count).elementsEqual(name.utf8)
            && !(bytes.dropFirst(name.utf8.count).first.map { (0x61...0x7A).contains($0) } ?? false
                && !name.contains("/"))
    }

    /// A tag without what is between quotation marks.
    private static func unquoted(_ tag: Substring.UnicodeScalarView) -> String {
        var isQuoted = false
        var rest = String.UnicodeScalarView()
        for scalar in tag {
            if scalar == "\"" { isQuoted.toggle() } else if !isQuoted { rest.append(scalar) }
        }
        return String(rest)
    }
}
