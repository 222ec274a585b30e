import StrictJSON

/// The parts of a KoboldAI save that matter: the text with the places of its pieces, and what is known of the mode.
/// Nothing else of the settings is looked at; among them are keys and addresses of services.
struct KoboldSave {
    /// What the interface was used for.
    enum Mode: String {
        case story, adventure, chat, instruct
    }

    /// The prompt or an action.
    struct Piece {
        /// Where its text begins in the whole.
        var start: Int
        /// Where in the save it stands.
        var path: String
        /// Other texts that were there before, or were offered.
        var variants: JSONValue?
    }

    /// The prompt and all actions, joined.
    private(set) var text: [UInt8] = []
    /// What it was joined from, in order.
    private(set) var pieces: [Piece] = []
    /// The mode, where the save says it.
    let mode: Mode?
    /// The user's name in chat mode.
    let userName: [UInt8]?
    /// The characters' names in chat mode.
    let characterNames: [[UInt8]]
    /// Whether those names also stand at the beginning of turns in instruct mode.
    let putsNamesInInstructions: Bool
    /// What begins and ends turns in instruct mode.
    let tags: [InstructTag]
    /// The save itself.
    let object: JSONValue

    /// Reads a save; nil when it has more actions than fit into the session.
    init?(_ object: JSONValue, fitting session: inout SessionDraft) {
        self.object = object
        let settings = object["savedsettings"]
        mode = Self.mode(object, settings: settings)
        let opponents = settings?.nonEmpty("chatopponent") ?? object.nonEmpty("botname") ?? []
        userName = settings?.nonEmpty("chatname") ?? object.nonEmpty("chatname")
        characterNames = Self.split(opponents)
        putsNamesInInstructions = settings?.flag("inject_chatnames_instruct") ?? false
        tags = InstructTag.all(settings)
        let actions = object["actions"]?["actions"] ?? object["actions"]
        guard session.fits(alternates: actions?.count ?? 0) else { return nil }
        append(object.bytes("prompt") ?? [], path: "prompt", variants: nil)
        let path = object["actions"]?["actions"] == nil ? "actions" : "actions.actions"
        let metadata = Self.entries(object["actions_metadata"])
        let variants = Dictionary(metadata, uniquingKeysWith: { first, _ in first })
        for (index, action) in Self.entries(actions).sorted(by: { $0.0 < $1.0 }) {
            let text = action.stringBytes ?? action.bytes("Selected Text") ?? action.bytes("text") ?? []
            append(
                text, path: "\(path)[\(index)]",
                variants: action["Options"] ?? variants[index].flatMap { Self.variants(in: $0, of: text) })
        }
    }

    /// What the metadata of an action lists, unless it is that of another: undoing leaves the lists out of step.
    private static func variants(in metadata: JSONValue, of action: [UInt8]) -> JSONValue? {
        let selected = WhiteSpace.trimmed(metadata.bytes("Selected Text") ?? [])
        return selected.isEmpty || selected == WhiteSpace.trimmed(action) ? metadata["Alternative Text"] : nil
    }

    private mutating func append(_ piece: [UInt8], path: String, variants: JSONValue?) {
        pieces.append(Piece(start: text.count, path: path, variants: variants))
        text += piece
    }

    /// The elements of a list, or the members of an object whose names are numbers.
    private static func entries(_ value: JSONValue?) -> [(Int, JSONValue)] {
        guard let value else { return [] }
        if value.isArray { return Array(value.elements.enumerated()).map { ($0.offset, $0.element) } }
        return value.members.compactMap { member in Int(member.key).map { ($0, member.value) } }
    }

    private static func mode(_ object: JSONValue, settings: JSONValue?) -> Mode? {
        switch settings?["opmode"]?.double ?? settings?.label("opmode").flatMap({ Double($0) }) {
        case 1: return .story
        case 2: return .adventure
        case 3: return .chat
        case 4: return .instruct
        default: break
        }
        if object.flag("chatmode") == true { return .chat }
        return object.flag("adventure") == true ? .adventure : nil
    }

    /// Names joined by `||$||`.
    private static func split(_ names: [UInt8]) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var start = 0
        while let end = names.firstIndex(of: separator, from: start) {
            result.append(Array(names[start..<end]))
            start = end + separator.count
        }
        result.append(Array(names[start...]))
        return result.map(WhiteSpace.trimmed).filter { !$0.isEmpty }
    }

    private static let separator = Array("||$||".utf8)
}

/// Pictures inside texts: `[<|p|…|p|>]` with the picture itself, `[<|d|…|d|>]`, `[<|h|…|h|>]`.
enum KoboldImages {
    /// The text without pictures, or nil when there are none.
    static func removed(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        // Once an end is missing, all later ones are missing as well: looking again would be quadratic.
        var missing: Set<UInt8> = []
        return rewriting(text, at: bracket) { index in
            guard text.has(opening, at: index), index + 4 < text.count, text[index + 4] == 0x7C else { return nil }
            let kind = text[index + 3]
            guard kinds.contains(kind), !missing.contains(kind) else { return nil }
            let closing: [UInt8] = [0x7C, kind, 0x7C, 0x3E, 0x5D]
            guard let end = text.firstIndex(of: closing, from: index + 5) else {
                missing.insert(kind)
                return nil
            }
            return (end + closing.count - index, [])
        }
    }

    private static let bracket = ByteSet([0x5B])
    private static let opening = Array("[<|".utf8)
    private static let kinds = ByteSet(Array("pdh".utf8))
}
