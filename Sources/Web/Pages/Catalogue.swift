import Core
import StrictJSON

/// Every sentence of the pages, by template, and of the reports on them: what somebody fills in who translates them.
public struct Catalogue: Sendable {
    /// For whoever works on the pages; it is not translated.
    static let untranslated: Set<String> = ["styleguide"]

    /// Sorted by name; sentences in the order of the page.
    let templates: [(name: String, sentences: [String])]

    /// The templates beside the program.
    /// - Throws: `PageFault` when they are not there
    public init() throws {
        templates = try TemplateFolder.texts().filter { !Self.untranslated.contains($0.key) }
            .map { ($0.key, TemplateText($0.value).sentences) }.filter { !$0.1.isEmpty }.sorted { $0.0 < $1.0 }
    }

    /// How many there are.
    public var count: Int { templates.reduce(Sentence.Pattern.allCases.count) { $0 + $1.sentences.count } }

    /// To be filled in, JSON: with what a translation says already, and without what no page says any more.
    public func text(_ translation: Translation? = nil) -> String {
        let blocks = templates.map { name, sentences in
            let lines = sentences.map { Self.line("      ", $0, translation?.sentence($0, in: name)) }
            return "    \(Self.quoted(name)): {\n" + lines.joined(separator: ",\n") + "\n    }"
        }
        let patterns = Sentence.Pattern.allCases.map { Self.line("    ", $0.rawValue, translation?.sentence($0)) }
        return "{\n  \"language\": \(Self.quoted(translation?.language ?? "en")),\n  \"templates\": {\n"
            + blocks.joined(separator: ",\n") + "\n  },\n  \"sentences\": {\n"
            + patterns.joined(separator: ",\n") + "\n  }\n}\n"
    }

    /// What of a translation does not arrive on a page.
    public func gaps(in translation: Translation) -> TranslationGaps {
        var gaps = TranslationGaps()
        for (name, sentences) in templates {
            for english in sentences {
                gaps.look(at: "\(name): \(english)", translation.sentence(english, in: name)) {
                    Translation.fault(in: $0, for: english)
                }
            }
        }
        for pattern in Sentence.Pattern.allCases {
            gaps.look(at: "sentences: \(pattern.rawValue)", translation.sentence(pattern), fault: pattern.fault)
        }
        let known = Dictionary(templates.map { ($0.name, Set($0.sentences)) }) { first, _ in first }
        gaps.stale = translation.templates.flatMap { name, sentences in
            sentences.keys.filter { known[name]?.contains($0) != true }.map { "\(name): \($0)" }
        }.sorted()
        gaps.stale += translation.sentences.keys.filter { Sentence.Pattern(rawValue: $0) == nil }.sorted()
            .map { "sentences: \($0)" }
        return gaps
    }

    private static func line(_ indentation: String, _ english: String, _ other: String?) -> String {
        "\(indentation)\(quoted(english)): \(quoted(other ?? ""))"
    }

    private static func quoted(_ text: String) -> String { String(decoding: JSON.string(text).bytes(), as: UTF8.self) }
}

/// Sentences, each behind its template or `sentences`, that stay English.
public struct TranslationGaps: Sendable {
    /// Not translated yet.
    public var missing: [String] = []
    /// On no page any more.
    public var stale: [String] = []
    /// They would break a page; with the reason.
    public var faulty: [String] = []

    /// Whether every sentence is translated.
    public var isEmpty: Bool { missing.isEmpty && stale.isEmpty && faulty.isEmpty }

    fileprivate mutating func look(at place: String, _ other: String?, fault: (String) -> String?) {
        guard let other else { return missing.append(place) }
        if let fault = fault(other) { faulty.append("\(place): \(fault)") }
    }
}
