import StrictJSON

/// Every sentence of the pages, by template: what somebody fills in who translates them.
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
    public var count: Int { templates.reduce(0) { $0 + $1.sentences.count } }

    /// To be filled in, JSON: with what a translation says already, and without what no page says any more.
    public func text(_ translation: Translation? = nil) -> String {
        let blocks = templates.map { name, sentences in
            let lines = sentences.map { english in
                "      \(Self.quoted(english)): \(Self.quoted(translation?.sentence(english, in: name) ?? ""))"
            }
            return "    \(Self.quoted(name)): {\n" + lines.joined(separator: ",\n") + "\n    }"
        }
        return "{\n  \"language\": \(Self.quoted(translation?.language ?? "en")),\n  \"templates\": {\n"
            + blocks.joined(separator: ",\n") + "\n  }\n}\n"
    }

    /// What of a translation does not arrive on a page.
    public func gaps(in translation: Translation) -> TranslationGaps {
        var gaps = TranslationGaps()
        for (name, sentences) in templates {
            for english in sentences {
                guard let other = translation.sentence(english, in: name) else {
                    gaps.missing.append("\(name): \(english)")
                    continue
                }
                if let fault = Translation.fault(in: other, for: english) {
                    gaps.faulty.append("\(name): \(english): \(fault)")
                }
            }
        }
        let known = Dictionary(templates.map { ($0.name, Set($0.sentences)) }) { first, _ in first }
        gaps.stale = translation.templates.flatMap { name, sentences in
            sentences.keys.filter { known[name]?.contains($0) != true }.map { "\(name): \($0)" }
        }.sorted()
        return gaps
    }

    private static func quoted(_ text: String) -> String { String(decoding: JSON.string(text).bytes(), as: UTF8.self) }
}

/// Sentences, each behind its template, that stay English.
public struct TranslationGaps: Sendable {
    /// Not translated yet.
    public var missing: [String] = []
    /// On no page any more.
    public var stale: [String] = []
    /// They would break a page; with the reason.
    public var faulty: [String] = []

    /// Whether every sentence is translated.
    public var isEmpty: Bool { missing.isEmpty && stale.isEmpty && faulty.isEmpty }
}
