public import StrictJSON

/// The beginning of a turn, so that a maintainer can see what an episode is about.
public struct Excerpt: Sendable, Equatable {
    /// `user`, `model` and so on.
    public var role: String
    /// Normalised and masked text, shortened.
    public var text: String
    /// What was found in the turn.
    public var flags: [String]

    /// Most turns of an episode that are shown, and most bytes of each.
    static let mostTurns = 8, mostBytes = 400

    /// All members.
    public init(role: String, text: String, flags: [String]) {
        self.role = role
        self.text = text
        self.flags = flags
    }

    /// The first turns of a canonical episode, and those in which something was found, in their order.
    public static func all(in episode: JSONValue) -> [Excerpt] {
        let visible = list(episode["turns"]).filter { $0["is_hidden"]?.bool != true }
        let found = visible.indices.filter { !list(visible[$0]["flags"]).isEmpty }
        let shown = Set((found.prefix(mostTurns / 2) + Array(visible.indices)).prefix(mostTurns))
        return shown.sorted().compactMap { index in
            let turn = visible[index]
            guard let text = turn["text"]?.string else { return nil }
            return Excerpt(
                role: turn["role"]?.string ?? "", text: shortened(text), flags: list(turn["flags"]).compactMap(\.string)
            )
        }
    }

    private static func list(_ value: JSONValue?) -> [JSONValue] { value.map { Array($0.elements) } ?? [] }

    var json: JSON {
        .object([
            ("role", .string(role)), ("text", .string(text)), ("flags", .array(flags.map(JSON.string))),
        ])
    }

    /// Cut at a byte that begins a scalar: `prefix` of a String would compare characters.
    private static func shortened(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > mostBytes else { return text }
        var end = mostBytes
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self) + "…"
    }
}
