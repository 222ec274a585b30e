import Core
import Foundation
import StrictJSON

/// The words of the pages in another language: a catalogue that somebody filled in.
///
/// What it does not say, and what would break a page, is said in English.
public struct Translation: Sendable {
    /// As in `<html lang>`.
    public let language: String
    /// By template, then by the English sentence; empty is not translated yet.
    let templates: [String: [String: String]]
    /// By the English pattern; empty is not translated yet.
    let sentences: [String: String]
    /// Those that can take the place of the English ones.
    private let words: [Sentence.Pattern: String]

    /// That of the page that is written.
    @TaskLocal static var current: Translation?

    /// Reads a catalogue.
    /// - Throws: `TranslationFault` when the file cannot be read, or is none
    public init(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw TranslationFault(description: "cannot be read")
        }
        try self.init(Array(data))
    }

    init(_ bytes: [UInt8]) throws {
        var limits = JSONLimits.log
        // A name is a sentence.
        limits.keyBytes = .max
        guard let root = try? JSONDocument(bytes, limits: limits).root, root["templates"]?.kind == .object else {
            throw TranslationFault(description: "is no catalogue: an object with `language` and `templates`")
        }
        guard let language = root["language"]?.string, language.wholeMatch(of: /[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil
        else { throw TranslationFault(description: "has no `language` such as de or pt-BR") }
        let templates = root["templates"].members.map { name, sentences in (name, Self.texts(sentences)) }
        self.init(
            language, templates: Dictionary(templates) { first, _ in first }, sentences: Self.texts(root["sentences"]))
    }

    init(_ language: String, templates: [String: [String: String]], sentences: [String: String] = [:]) {
        self.language = language
        self.templates = templates
        self.sentences = sentences
        let words = Sentence.Pattern.allCases.compactMap { pattern in
            sentences[pattern.rawValue].flatMap { other in
                other.isEmpty || pattern.fault(in: other) != nil ? nil : (pattern, other)
            }
        }
        self.words = Dictionary(words) { first, _ in first }
    }

    private static func texts(_ object: JSONValue?) -> [String: String] {
        let pairs = object.members.compactMap { english, other in other.string.map { (english, $0) } }
        return Dictionary(pairs) { first, _ in first }
    }

    /// A template with its sentences in this language.
    func template(_ name: String, _ text: String) -> String {
        TemplateText(text).replaced { english in
            sentence(english, in: name).flatMap { Self.fault(in: $0, for: english) == nil ? $0 : nil }
        }
    }

    /// What stands for an English sentence; nil when nothing does.
    func sentence(_ english: String, in template: String) -> String? {
        templates[template]?[english].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What stands for a pattern; nil when nothing does.
    func sentence(_ pattern: Sentence.Pattern) -> String? {
        sentences[pattern.rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A sentence of a report in this language; nil where a pattern of it is missing.
    func text(of sentence: Sentence) -> String? { sentence.text { words[$0] } }

    /// Why a sentence cannot take the place of the English one; nil when it can.
    ///
    /// It has the tags of the English sentence, in any order and as often as it takes, and no other: whoever translates
    /// cannot make a page show or do something else. What means something only within a section stays in it.
    static func fault(in other: String, for english: String) -> String? {
        let tokens = TemplateToken.all(in: other)
        let ends = TemplateText.ends(of: tokens)
        let known = places(in: TemplateToken.all(in: english))
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .text:
                if token.text.contains(where: { "<>{}".contains($0) }) { return "“\(token.text)” holds half a tag" }
                continue
            case .begin, .end: if ends[index] == nil { return "\(token.text) stands without its other half" }
            case .single, .border: break
            }
            guard let wanted = known[token.sign] else { return "the English sentence has no \(token.text)" }
            let around = sections(around: index, of: tokens, ends)
            let isInPlace = wanted.contains {
                token.sign == "{{.}}" ? $0.last == around.last : Set($0).isSubset(of: around)
            }
            if !isInPlace { return "\(token.text) stands outside of its section" }
        }
        return nil
    }

    /// The sections around each tag, from the outermost.
    private static func places(in tokens: [TemplateToken]) -> [String: [[String]]] {
        let ends = TemplateText.ends(of: tokens)
        var places: [String: [[String]]] = [:]
        for (index, token) in tokens.enumerated() where token.kind != .text {
            places[token.sign, default: []].append(sections(around: index, of: tokens, ends))
        }
        return places
    }

    private static func sections(
        around index: Int, of tokens: [TemplateToken], _ ends: [Int: Int]
    ) -> [String] {
        tokens[..<index].indices.compactMap { begin in
            guard case .begin(let name) = tokens[begin].kind, name.hasPrefix("{{"), let end = ends[begin], end > index
            else { return nil }
            // With its sign: where a thing is absent, what is named in it would be looked for further out.
            return String(tokens[begin].text)
        }
    }
}

extension TemplateToken {
    /// The tag, the same for a section and its opposite: a language with other numbers may need the one or the other.
    fileprivate var sign: String { text.hasPrefix("{{^") ? "{{#" + text.dropFirst(3) : String(text) }
}

/// Why a file is no translation.
public struct TranslationFault: Error, CustomStringConvertible {
    /// Behind the name of the file.
    public let description: String
}
