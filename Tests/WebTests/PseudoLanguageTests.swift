import Core
import Foundation
import Hummingbird
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

/// Every page in a language in which no word looks like English: what is still English is data, or is in no catalogue.
@Suite("Pages in another language", .migrated(.own), .timeLimit(.minutes(15))) struct PseudoLanguageTests {
    @Test("say every word of theirs in it")
    func words() async throws {
        let pages = try Pages(translation: try Self.wide())
        var said = 0
        var sentences = 0
        for page in try await PagesSamples.pages() where type(of: page).template != .styleguide {
            let html = try await Self.html(pages, page)
            #expect(html.contains("<html lang=\"qps\">"))
            let visible = VisibleText(html)
            let data = Self.words(in: Self.strings(in: page))
            let own = Self.words(in: visible.texts).subtracting(data)
            #expect(own == [], "\(type(of: page).template)")
            for sentence in Self.sentences(in: page) {
                #expect(!visible.texts.contains { $0.contains(sentence.description) }, "\(sentence)")
                sentences += 1
            }
            said += visible.texts.joined().unicodeScalars.filter { (0xFF21...0xFF5A).contains($0.value) }.count
        }
        #expect(said > 20_000)
        #expect(sentences > 20)
    }

    @Test("run from right to left where it does, and the style sheet knows neither left nor right")
    func direction() async throws {
        let page = try #require(PartPage(try PagesSamples.view(), part: 2, comments: PagesSamples.comments))
        let turned = ["ar", "he", "fa-IR", "ur", "ckb", "dv"]
        for language in turned + ["de", "pt-BR", "ja", "qps", "az-Latn"] {
            let html = try await Self.html(Pages(translation: Translation(language, templates: [:])), page)
            let isTurned = turned.contains(language)
            #expect(html.contains("<html lang=\"\(language)\"\(isTurned ? " dir=\"rtl\"" : "")>"), "\(language)")
        }
        let sheet = try #require(try Pages().assets["chorus.css"])
        let physical = String(decoding: sheet.bytes, as: UTF8.self).split(separator: "\n").filter {
            $0.contains(/[-: ](left|right)\b/) || $0.contains(/(margin|padding|radius): *[^ ;]+ [^ ;]+ [^ ;]+ [^ ;]+;/)
        }
        #expect(physical == [])
    }

    @Test("say a sentence of a report in it only as a whole, and mark it as English otherwise")
    func partly() async throws {
        let wide = try Self.wide()
        let view = try PagesSamples.view()
        let page = try #require(PartPage(view, part: 2, comments: PagesSamples.comments))
        let gate = try #require(page.gates.first).condition
        #expect(gate.description == "Net sentiment above 0 with 40 raters; otherwise: stop.")
        let english = "<b lang=\"en\">\(gate)</b>"
        let cases: [(Sentence.Pattern, String, String)] = [
            (.netSentiment, "", english), (.conditionOtherwise, "{gate}; {action}", english),
            (.gateAbove, "{gate", english), (.conditionOtherwise, "{otherwise}! {gate}", "<b>stop! "),
            (.conditionOtherwise, "<i>{otherwise}</i>", "<b>&lt;i&gt;stop&lt;/i&gt;</b>"),
        ]
        for (pattern, other, text) in cases {
            let sentences = wide.sentences.merging([pattern.rawValue: other]) { _, new in new }
            let translation = Translation("qps", templates: wide.templates, sentences: sentences)
            #expect(try await Self.html(Pages(translation: translation), page).contains(text), "\(pattern): \(other)")
        }
        #expect(try await Self.html(Pages(), page).contains("<b>\(gate)</b>"), "on an English page it needs no mark")
    }

    @Test("are the same in English with a catalogue that says nothing else")
    func english() async throws {
        let catalogue = try Catalogue()
        let same = catalogue.templates.map { name, sentences in
            (name, Dictionary(uniqueKeysWithValues: sentences.map { ($0, $0) }))
        }
        let patterns = Sentence.Pattern.allCases.map { ($0.rawValue, $0.rawValue) }
        let translated = try Pages(
            translation: Translation(
                "en", templates: Dictionary(uniqueKeysWithValues: same),
                sentences: Dictionary(uniqueKeysWithValues: patterns)))
        for page in try await PagesSamples.pages() {
            let (own, plain) = (try await Self.html(translated, page), try await Self.html(Pages(), page))
            #expect(own == plain, "\(type(of: page).template)")
        }
    }

    @Test("are served in it, refusals too")
    func served() async throws {
        try await withService(pages: try Pages(translation: try Self.wide())) { client in
            for (path, status) in [("/", 200), ("/nothing", 404), ("/docs", 200), ("/docs/schemas/none", 404)] {
                let page = try await client.page(path).expect(status)
                #expect(
                    page.text.contains("<html lang=\"qps\">") && page.text.contains("\u{FF23}\u{FF48}\u{FF4F}"),
                    "\(path)")
            }
            let refused = try await client.send("DELETE", "/submit", headers: [("Accept", "text/html")]).expect(405)
            #expect(refused.text.contains("<html lang=\"qps\">"))
        }
    }

    @Test("say in it what the API and the logbook say in English")
    func reports() async throws {
        let english = "Chance or change can be told from two rated parts on; 0 of 1 registered parts is rated."
        try await withService(pages: try Pages(translation: try Self.wide())) { client in
            try await client.registerExperiment(parts: 1)
            let summary = try await client.send("GET", "/v1/experiments/exp7/summary").expect(200)
            #expect(summary.text.contains("\"sentence\":\"\(english)\""))
            let logbook = try await client.send("GET", "/v1/experiments/exp7/logbook.md").expect(200)
            #expect(logbook.text.contains("Nobody has rated this part yet."))
            let page = try await client.page("/experiments/exp7").expect(200).text
            #expect(!page.contains("Chance or change") && page.contains("<p>\(Self.wide(english))</p>"))
        }
    }

    /// Every sentence with its letters made wide.
    private static func wide() throws -> Translation {
        let templates = try Catalogue().templates.map { name, sentences in
            (name, Dictionary(uniqueKeysWithValues: sentences.map { ($0, wide($0)) }))
        }
        let sentences = Sentence.Pattern.allCases.map { ($0.rawValue, wide(pattern: $0)) }
        return Translation(
            "qps", templates: Dictionary(uniqueKeysWithValues: templates),
            sentences: Dictionary(uniqueKeysWithValues: sentences))
    }

    /// What stands between places with its letters made wide.
    private static func wide(pattern: Sentence.Pattern) -> String {
        pattern.rawValue.matches(of: /\{[^}]*\}|[^{]+/).map { piece in
            piece.output.hasPrefix("{") ? String(piece.output) : wide(String(piece.output))
        }.joined()
    }

    private static func wide(_ sentence: String) -> String {
        TemplateToken.all(in: sentence).map { token in
            guard token.kind == .text else { return String(token.text) }
            // Character references stay what they are.
            var rest = token.text
            var wide = ""
            while let first = rest.first {
                if let reference = rest.prefixMatch(of: /&#?[a-z0-9]+;/) {
                    wide += reference.output
                    rest = rest[reference.range.upperBound...]
                    continue
                }
                let isLetter = first.isASCII && first.isLetter
                let value = first.unicodeScalars.first?.value ?? 0
                wide.unicodeScalars.append(
                    contentsOf: isLetter ? [Unicode.Scalar(value + 0xFEE0) ?? "?"] : Array(first.unicodeScalars))
                rest = rest.dropFirst()
            }
            return wide
        }.joined()
    }

    private static func html(_ pages: Pages, _ page: any PageModel) async throws -> String {
        let writer = Collector()
        try await Viewer.$current.withValue(PagesSamples.viewer) { try pages.response(page) }.body.write(writer)
        return writer.text
    }

    /// Every text that a page was given.
    private static func strings(in value: Any) -> [String] {
        if let text = value as? String { return [text] }
        return Mirror(reflecting: value).children.flatMap { strings(in: $0.value) }
            + Mirror(reflecting: PagesSamples.viewer).children.compactMap { $0.value as? String }
    }

    private static func sentences(in value: Any) -> [Sentence] {
        if let sentence = value as? Sentence { return [sentence] }
        return Mirror(reflecting: value).children.flatMap { sentences(in: $0.value) }
    }

    private static func words(in texts: [String]) -> Set<String> {
        Set(texts.flatMap { $0.matches(of: /[A-Za-z]{2,}/).map { String($0.output) } })
    }
}

/// What of a page is read by somebody: its text and what its attributes say, without what is typed.
struct VisibleText {
    let texts: [String]

    init(_ html: String) {
        let page = html.replacing(/<(code|kbd|pre)[^>]*>(.|\n)*?<\/(code|kbd|pre)>/, with: " ")
        let said = page.matches(of: /\s(aria-label|alt|title|placeholder|data-label|data-say-[a-z]+|label)="([^"]*)"/)
        texts = ([page.replacing(/<[^>]*>/, with: " ")] + said.map { String($0.output.2) }).map {
            $0.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
                .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        }
    }
}
