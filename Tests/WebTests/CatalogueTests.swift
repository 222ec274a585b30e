import Core
import Foundation
import Testing

@testable import Web

@Suite("The catalogue of sentences") struct CatalogueTests {
    private static let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../docs/catalogue.json").standardizedFileURL

    @Test("in the repository is that of the templates")
    func recorded() throws {
        let catalogue = try Catalogue()
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try Data(catalogue.text().utf8).write(to: Self.file)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(written == catalogue.text(), "record it again: RECORD=1 swift test --filter CatalogueTests")
        #expect(catalogue.count > 900)
        // As it is, it is a translation in which everything is missing.
        let gaps = catalogue.gaps(in: try Translation(Array(written.utf8)))
        #expect(gaps.missing.count == catalogue.count && gaps.stale.isEmpty && gaps.faulty.isEmpty)
    }

    @Test("takes templates apart, and puts them together as they were")
    func whole() throws {
        for (name, text) in try TemplateFolder.texts() {
            let parsed = TemplateText(text)
            #expect(parsed.replaced { _ in nil } == text, "\(name)")
            let same = Dictionary(parsed.sentences.map { ($0, $0) }) { first, _ in first }
            #expect(Translation("en", templates: [name: same]).template(name, text) == text, "\(name)")
            for sentence in parsed.sentences {
                #expect(Translation.fault(in: sentence, for: sentence) == nil, "\(name): \(sentence)")
            }
        }
    }

    @Test("has everything that reports say")
    func sentences() throws {
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        for pattern in Sentence.Pattern.allCases {
            #expect(written.contains("\n    \"\(pattern.rawValue)\": \"\""), "\(pattern)")
            #expect(pattern.fault(in: pattern.rawValue) == nil, "\(pattern)")
        }
    }

    @Test("leaves no word of a template out")
    func complete() throws {
        for (name, text) in try TemplateFolder.texts() {
            var rest = TemplateText(text).replaced { _ in "" }
            for _ in 0..<2 { rest = rest.replacing(/\{\{[^}]*\}\}/, with: "") }
            rest = rest.replacing(/<(code|kbd)[^>]*>[^<]*<\/(code|kbd)>/, with: "").replacing(/<[^>]*>/, with: "")
            rest = rest.replacing(/&#?[a-z0-9]+;/, with: "")
            #expect(rest.filter(\.isLetter) == "", "\(name): \(rest)")
        }
    }

    @Test(
        "keeps a sentence whole, and takes words of a closed set, links and attributes apart",
        arguments: [
            (
                "<p>Keep <b>{{count}}</b> of {{#all}}{{.}}{{/all}}.</p>",
                ["Keep <b>{{count}}</b> of {{#all}}{{.}}{{/all}}."]
            ),
            ("{{#is.a}}One{{/is.a}}{{#is.b}}Two{{/is.b}}", ["One", "Two"]),
            ("<p><a href=\"/a\">One</a> · <a href=\"/b\">Two</a></p>", ["One", "Two"]),
            ("<svg aria-label=\"{{n}} bars\"></svg><code>typed</code>", ["{{n}} bars"]),
            ("<li>Twice</li>\n<li> Twice </li>", ["Twice"]),
            ("{{#a}}<p>Before {{/a}}{{b}} after</p>", ["Before", "{{b}} after"]),
            ("{{$title}}{{#page}}{{name}}{{/page}} · Chorus{{/title}}", ["{{#page}}{{name}}{{/page}} · Chorus"]),
        ])
    func sentences(template: String, sentences: [String]) {
        #expect(TemplateText(template).sentences == sentences)
    }
}

@Suite("A translation") struct TranslationTests {
    private static let english = "<b>{{count}}</b> rater{{^isOne}}s{{/isOne}}{{#at}} at {{.}}{{/at}}"

    @Test(
        "may say things in another order, and with the plurals of its language",
        arguments: [
            "{{#at}}{{.}}: {{/at}}<b>{{count}}</b> {{#isOne}}Stimme{{/isOne}}{{^isOne}}Stimmen{{/isOne}}",
            "Stimmen: {{count}}", "{{^isOne}}{{count}} „Stimmen“{{/isOne}}",
        ])
    func right(other: String) { #expect(Translation.fault(in: other, for: Self.english) == nil) }

    @Test(
        "may not bring tags along, break one, or take a value out of its section",
        arguments: [
            "<script src=\"x\"></script>", "<b onclick=\"x\">{{count}}</b>", "<i>{{count}}</i>", "{{&count}}",
            "{{{count}}}",
            "{{secret}}", "{{>layout}}", "<b>{{count}}", "{{count}}</b>", "{{#at}}{{.}}", "{{.}}", "{{count", "a < b",
            "{{#isOne}}{{.}}{{/isOne}}", "{{^at}}{{.}}{{/at}}", "{{! note }}x", "{{=<% %>=}}", "<b>{{#at}}</b>{{/at}}",
        ])
    func wrong(other: String) { #expect(Translation.fault(in: other, for: Self.english) != nil) }

    @Test(
        "of a sentence of a report may not name a place that the English one has not got",
        arguments: [
            ("{count} Stimmen, {Count} Stimmen", nil), ("Stimmen", nil), ("", nil), ("{", "“{” holds a brace"),
            ("{count} {share}", "the English sentence has no {share}"),
            ("{Stimmen}", "the English sentence has no {Stimmen}"),
            ("{{count}}", "the English sentence has no {{count}"),
            ("{count}}", "“}” holds a brace"),
        ])
    func places(other: String, fault: String?) { #expect(Sentence.Pattern.raters.fault(in: other) == fault) }

    @Test("is shown where it can be, and English elsewhere")
    func fallback() throws {
        let translation = Translation(
            "de",
            templates: ["t": ["One": "Eins", "Two": "", "Three": "<i>Drei</i>", "Four": "\"Vier\"", "Old": "Alt"]])
        let text = "<p title=\"Four\">One</p><p>Two</p><p>Three</p>"
        #expect(translation.template("t", text) == "<p title=\"&quot;Vier&quot;\">Eins</p><p>Two</p><p>Three</p>")
        #expect(translation.template("other", text) == text)
    }

    @Test(
        "is refused as a whole when it is no catalogue",
        arguments: [
            "", "{}", "[]", #"{"language":"de"}"#, #"{"language":"","templates":{}}"#,
            #"{"language":"<de>","templates":{}}"#,
        ])
    func noCatalogue(text: String) {
        #expect(throws: TranslationFault.self) { try Translation(Array(text.utf8)) }
    }

    @Test("that has fallen behind says what is missing, stale and faulty, and is brought up to date")
    func gaps() throws {
        let catalogue = try Catalogue()
        let old = """
            {"language":"de","templates":{"changed":{"nothing":"nichts","data":"<i>Daten</i>","soul":"Seele"}},
            "sentences":{"1 rater":"eine Stimme","{count} raters":"{votes} Stimmen","{count} souls":"{count} Seelen"}}
            """
        let translation = try Translation(Array(old.utf8))
        let gaps = catalogue.gaps(in: translation)
        #expect(gaps.missing.count == catalogue.count - 4)
        #expect(gaps.stale == ["changed: soul", "sentences: {count} souls"] && gaps.faulty.count == 2)
        #expect(gaps.faulty.last == "sentences: {count} raters: the English sentence has no {votes}")
        let now = try Translation(Array(catalogue.text(translation).utf8))
        #expect(now.language == "de" && now.sentence("nothing", in: "changed") == "nichts")
        #expect(now.sentence(.oneRater) == "eine Stimme" && now.sentence(.raters) == "{votes} Stimmen")
        #expect(catalogue.gaps(in: now).stale.isEmpty)
    }
}
