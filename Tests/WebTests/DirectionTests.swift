import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

/// What people write may run from right to left, or hold controls that turn what follows: it stays in its own element.
@Suite("The direction of a text", .migrated(.own), .timeLimit(.minutes(15))) struct DirectionTests {
    @Test("that is stored does not leave its element, on any page")
    func stored() async throws {
        try await withService(now: { testMoment }) { client in
            let texts = Payloads.all.indices.filter { Payloads.all[$0].unicodeScalars.contains(where: Isolation.turns) }
            #expect(texts.count == 1)
            let world = try await HostileWorld(client, texts)
            let browser = try await Browser(client, token: world.token)
            var found = 0
            for path in world.pages {
                let isolation = Isolation(try await browser.page(path).expect(200).text)
                #expect(isolation.faults == [], "\(path)")
                found += isolation.found
            }
            #expect(found > 30)
        }
    }

    @Test("that a form sends back does not leave its element")
    func sentBack() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let text = "payload\u{202E}\u{5D0}\u{2067}"
            let chat = "\(text): Two spoons?\nIlse: Three \(text).\n\(text): Brave.\nIlse: Always.\n"
            let fields = ["notes", "user_name", "front_end", "submitter"].map { ($0, text) }
            for action in ["preview", "donate"] {
                let form = Form(
                    fields + [("log", chat), ("action", action)],
                    files: [(name: "\(text).txt", bytes: Array(chat.utf8))])
                let reply = try await client.send(
                    "POST", "/submit", headers: [("Accept", "text/html"), ("Origin", client.origin)], body: form.bytes,
                    type: Form.type)
                let isolation = Isolation(reply.text)
                #expect(isolation.faults == [] && isolation.found > 1, "\(action) \(reply.status) \(isolation)")
            }
            let rated = try await client.postForm(
                "/rate/exp7/1", [("comment", "\(text) too short"), ("front_end", text), ("temperature", text)])
            #expect(Isolation(rated.text).faults == [])
        }
    }

    @Test("of every template is kept where it may be somebody's")
    func templates() async throws {
        var walk = try TemplateWalk()
        for page in try await PagesSamples.pages() where type(of: page).template != .styleguide {
            let site = Site(place: .elsewhere, assets: try Asset.all(), viewer: PagesSamples.viewer)
            walk.walk(type(of: page).template.rawValue, [PageRoot<any PageModel>(site: site, page: page)])
        }
        #expect(walk.open.subtracting(Isolation.ours).sorted() == [])
        #expect(Isolation.ours.subtracting(walk.open).sorted() == [], "is isolated, or gone")
    }
}

/// Looks at a page for characters that turn the direction of text, outside of elements that keep it.
struct Isolation {
    private(set) var found = 0
    private(set) var faults: [String] = []

    /// Right to left letters, and the controls of Unicode's bidirectional algorithm.
    static func turns(_ scalar: Unicode.Scalar) -> Bool {
        (0x590...0x8FF).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }

    /// `bdi`, what the style sheet isolates, what is drawn as a box of its own, and what finds its own direction.
    static func isolates(_ tag: Substring) -> Bool {
        tag.contains(" dir=\"auto\"")
            || ["bdi", "code", "textarea", "option"].contains { tag.dropFirst().prefix { $0.isLetter } == $0 }
    }

    init(_ html: String) {
        var open: [(name: Substring, isolates: Bool)] = []
        for piece in html.matches(of: /<[^>]*>|[^<]+/).map(\.output) {
            guard piece.first == "<" else {
                guard piece.unicodeScalars.contains(where: Self.turns) else { continue }
                found += 1
                if Array(PageText().escapeText(String(piece)).unicodeScalars.filter(Self.turns))
                    != Array(piece.unicodeScalars.filter(Self.turns))
                {
                    faults.append("open: \(piece.prefix(80))")
                }
                if !open.contains(where: \.isolates) { faults.append(String(piece.prefix(80))) }
                continue
            }
            let name = piece.dropFirst(piece.hasPrefix("</") ? 2 : 1).prefix { $0.isLetter || $0.isNumber }
            if piece.hasPrefix("</") {
                while let last = open.popLast(), last.name != name {}
            } else if !["input", "br", "wbr", "meta", "link", "line", "rect", "circle", "path"].contains(name) {
                open.append((name, Self.isolates(piece)))
            }
        }
    }

    /// Texts that nobody outside writes: the API's own sentences, names in `a-z0-9-`, names of formats, codes and figures.
    static let ours: Set<String> = [
        // Sentences of the API, and figures with their sign.
        "compare: p", "compare: sentence.text", "donated: p", "error: detail", "experiment: sentence.text",
        "logbook_entry: sentence.text", "logbook_entry: text", "message_text: .", "message_text: detail",
        "message_text: hint", "part: condition.text", "part: sentence.text", "part: text", "policy_alert: .",
        "policy_alert: text",
        "policy_run: text", "runs: text",
        "snapshot: adjustedP", "snapshot: contentSize", "snapshot: fileSize", "snapshot: size", "snapshots: size",
        // The document of the API.
        "docs: name", "docs: title", "docs_access: name", "docs_line: summary", "docs_operation: summary",
        "docs_operation: tag", "docs_pieces: text", "docs_schema: name", "docs_schema: text", "docs_text: text",
        // Names of experiments, policies and snapshots, of parts by them, and of files by those.
        "compare: .", "compare: slug", "experiment: page.card.slug", "moderation: .", "part: page.slug",
        "policies: name", "policy: .", "policy: name", "policy: page.name", "policy_run: .", "policy_run: against",
        "policy_run: page.name", "rate: slug", "receipt: experiment", "snapshot: .", "snapshot: file.path",
        "snapshot: name", "snapshot: path", "snapshot: snapshot.name", "snapshot: snapshot.policyName", "snapshots: .",
        "snapshots: name", "snapshots: policyName", "withdrawn: experiment",
        // Formats, their columns, scopes, parameters of filters, and the release.
        "document: .", "filter_table: key", "held_submission: format", "policy: key", "sign_in: scopes",
        "snapshot: columns", "snapshot: program", "snapshot: snapshot.format", "snapshot: text", "snapshot_form: text",
        "snapshots: format", "tokens: .",
    ]
}
