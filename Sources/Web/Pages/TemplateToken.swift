/// A piece of a template: a tag of Mustache, a tag of HTML, or what lies between.
struct TemplateToken: Equatable {
    enum Kind: Equatable {
        case text
        /// `{{name}}`, `{{>name}}`, or an element without an end such as `<br>`.
        case single
        /// `{{#name}}`, `{{^name}}` or `<name>`; ends with `name`.
        case begin(String)
        case end(String)
        /// Nothing that a sentence goes on behind: the tag of a block, or what a layout consists of.
        case border
    }

    let kind: Kind
    let text: Substring

    /// Elements that stand within a sentence.
    private static let inline: Set<Substring> = [
        "a", "b", "bdi", "code", "kbd", "mark", "s", "span", "strong", "time",
    ]

    static func all(in template: String) -> [TemplateToken] {
        // Each is compiled where it is written: once, not for every token.
        let mustache = /\{\{([#^\/><$&{!%]?)\s*([^\s}]*)[^}]*\}\}/
        let element = /<(\/?)([a-z!][a-zA-Z0-9]*)(\{\{[^}]*\}\}|"(\{\{[^}]*\}\}|[^"])*"|[^">])*>/
        var rest = Substring(template)
        var layout: Set<Substring> = []
        var tokens: [TemplateToken] = []
        while !rest.isEmpty {
            let token: TemplateToken
            if let tag = rest.prefixMatch(of: mustache) {
                let name = String(tag.output.2)
                let kind: Kind
                switch tag.output.1 {
                case "#", "^": kind = .begin("{{\(name)")
                case "$", "<":
                    layout.insert(tag.output.2)
                    kind = .border
                case "/": kind = layout.contains(tag.output.2) ? .border : .end("{{\(name)")
                default: kind = .single
                }
                token = TemplateToken(kind: kind, text: tag.output.0)
            } else if let tag = rest.prefixMatch(of: element) {
                let name = "<\(tag.output.2)"
                let kind: Kind
                if ["br", "wbr"].contains(tag.output.2) {
                    kind = .single
                } else if !inline.contains(tag.output.2) {
                    kind = .border
                } else {
                    kind = tag.output.1.isEmpty ? .begin(name) : .end(name)
                }
                token = TemplateToken(kind: kind, text: tag.output.0)
            } else {
                let length = rest.dropFirst().firstIndex { $0 == "{" || $0 == "<" } ?? rest.endIndex
                token = TemplateToken(kind: .text, text: rest[..<length])
            }
            tokens.append(token)
            rest = rest[token.text.endIndex...]
        }
        return tokens
    }
}
