import Core
import Foundation

@testable import Web

/// Looks up every tag of a template the way the library does, and notes what it would silently render as nothing or
/// find in the wrong place.
struct TemplateWalk {
    private let templates: [String: [Tag]]
    private var found: Set<String> = []
    private var filled: Set<String> = []
    private var empty: Set<String> = []
    /// Texts with words in no element that keeps their direction to itself, as `template: name`.
    private(set) var open: Set<String> = []

    /// What is wrong; a list may be empty in one place when it is not in another.
    var faults: Set<String> {
        found.union(empty.subtracting(filled).map { "the sample has nothing in \($0)" })
    }

    init() throws { templates = try TemplateFolder.texts().mapValues(Tag.all) }

    /// Walks a template with a page in which every optional has a value and every list an element.
    mutating func walk(_ template: String, _ stack: [Any]) { walk(template, stack, isKept: false) }

    /// - Parameter isKept: whether it stands in an element that keeps the direction of its text
    private mutating func walk(_ template: String, _ stack: [Any], isKept: Bool) {
        guard let all = templates[template] else {
            found.insert("no template \(template)")
            return
        }
        var tags = all.map { tag in
            var tag = tag
            tag.isKept = tag.isKept || isKept
            return tag
        }[...]
        walk(&tags, stack, template)
    }

    /// Walks up to the end of the section that it is in.
    private mutating func walk(_ tags: inout ArraySlice<Tag>, _ stack: [Any], _ template: String) {
        while let tag = tags.popFirst() {
            switch tag.kind {
            case "/": return
            case ">", "<":
                walk(tag.name, stack, isKept: tag.isKept)
                if tag.kind == "<" { walk(&tags, stack, template) }
            case "$": walk(&tags, stack, template)
            case "#": walkSection(&tags, tag, stack, template)
            case "^":
                _ = value(of: tag.name, in: stack, template)
                walk(&tags, stack, template)
            default:
                let text = value(of: tag.name, in: stack, template) as? String ?? ""
                if text.contains(where: \.isLetter), !tag.isKept {
                    open.insert("\(template): \(tag.name)")
                }
            }
        }
    }

    private mutating func walkSection(_ tags: inout ArraySlice<Tag>, _ tag: Tag, _ stack: [Any], _ template: String) {
        let found = value(of: tag.name, in: stack, template)
        switch found {
        case .none, is Bool: walk(&tags, stack, template)
        case let list as [Any]:
            let place = "\(tag.name) of \(template)"
            guard !list.isEmpty else {
                empty.insert(place)
                return Self.skip(&tags)
            }
            filled.insert(place)
            for element in list.dropFirst() {
                var again = tags
                walk(&again, stack + [element], template)
            }
            walk(&tags, stack + [list[0]], template)
        case .some(let value): walk(&tags, stack + [value], template)
        }
    }

    /// Goes on behind the section that it is in.
    private static func skip(_ tags: inout ArraySlice<Tag>) {
        var depth = 1
        while depth > 0, let tag = tags.popFirst() {
            if tag.kind == "/" { depth -= 1 } else if "#^$<".contains(tag.kind), !tag.kind.isEmpty { depth += 1 }
        }
    }

    /// The value of a name; nil, with a fault where it is one, when there is none.
    private mutating func value(of name: String, in stack: [Any], _ template: String) -> Any? {
        guard name != "." else { return stack.last }
        let names = name.split(separator: ".").map(String.init)
        let frames = stack.reversed().compactMap { frame in
            Self.child(names[0], of: frame)
        }
        guard var current = frames.first else {
            found.insert("\(template): nothing is named \(name)")
            return nil
        }
        if frames.count > 1, Mirror(reflecting: current).displayStyle == .optional {
            found.insert("\(template): \(name) would be looked for further out when it is nil")
        }
        for next in names.dropFirst() {
            current = unwrapped(current) ?? current
            // An empty dictionary can be cast to any other, so that its own type is asked for.
            let type = Swift.type(of: current)
            // The words of a closed set, or fields of a form: any may be absent.
            if type == [String: Bool].self || type == [String: String].self { return nil }
            if type == [String: FieldFaults].self, let fields = current as? [String: FieldFaults] {
                current = fields.values.first ?? FieldFaults(field: next, messages: [])
                continue
            }
            guard let child = Self.child(next, of: current) else {
                found.insert("\(template): nothing is named \(name)")
                return nil
            }
            current = child
        }
        guard let value = unwrapped(current) else {
            found.insert("\(template): the sample has no \(name)")
            return nil
        }
        return value
    }

    private static func child(_ name: String, of frame: Any) -> Any? {
        if let sentence = frame as? Sentence { return sentence.child(named: name) }
        return Mirror(reflecting: frame).children.first { $0.label == name }?.value
    }

    private func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }
}

/// One `{{…}}`.
struct Tag {
    /// `#`, `^`, `/`, `>`, `<`, `$`, `&`, `{` or empty.
    let kind: String
    let name: String
    /// Whether it stands in an attribute, or in an element that keeps the direction of its text.
    var isKept: Bool

    static func all(in text: String) -> [Tag] {
        var elements: [(name: Substring, isolates: Bool)] = []
        var tags: [Tag] = []
        // Tags of Mustache within a tag of HTML are found in it.
        for piece in text.matches(of: /\{\{[^}]*\}\}|<(\{\{[^}]*\}\}|"(\{\{[^}]*\}\}|[^"])*"|[^">])*>/).map(\.output.0)
        {
            let isElement = piece.first == "<"
            tags += piece.matches(of: /\{\{([#^\/><$&{]?)\s*([^\s}]+)\s*\}\}/).map {
                Tag(
                    kind: String($0.output.1), name: String($0.output.2),
                    isKept: isElement || elements.contains(where: \.isolates))
            }
            guard isElement else { continue }
            let name = piece.dropFirst(piece.hasPrefix("</") ? 2 : 1).prefix { $0.isLetter || $0.isNumber }
            if piece.hasPrefix("</") {
                if elements.contains(where: { $0.name == name }) {
                    while let last = elements.popLast(), last.name != name {}
                }
            } else if !["input", "br", "wbr", "meta", "link", "line", "rect", "circle", "path"].contains(name) {
                elements.append((name, Isolation.isolates(piece)))
            }
        }
        return tags
    }
}
