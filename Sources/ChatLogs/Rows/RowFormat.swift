public import StrictJSON

/// A format of training rows.
///
/// A format is a value in a file of its own, listed in `all`. Every row has every field, in this order; what is not
/// known is "", 0 or false, never null.
public struct RowFormat: Sendable {
    /// Stable name, used in paths of snapshots.
    public let name: String
    /// The name for people.
    public let title: String
    /// What a row is, and who reads it, in Markdown.
    public let about: String
    /// What of an episode is not in its rows.
    public let loses: String
    /// The members of a row.
    public let fields: [RowField]
    /// Renders the rows of a dialogue.
    let render: @Sendable (Dialogue, RowOptions) -> [JSON]

    /// The rows of a dialogue, in order. Pure: equal dialogues and options give equal bytes.
    ///
    /// Each row has at most what the window holds, so that their size is linear in that of the dialogue.
    public func rows(of dialogue: Dialogue, _ options: RowOptions = RowOptions()) -> [JSON] {
        render(dialogue, options)
    }

    /// The format of a name.
    public static func named(_ name: String) -> RowFormat? { all.first { $0.name == name } }

    /// Every format.
    public static let all: [RowFormat] = [
        .episode, .supervised, .text, .pygmalion, .metharme, .shareGPT, .messages, .axolotl, .alpaca, .preference, .kto,
        .pippa,
    ]
}

/// A member of a row, as a dataset card states it.
public struct RowField: Sendable, Equatable {
    /// What a member holds, in the words of the columnar readers.
    public indirect enum Kind: Sendable, Equatable {
        /// Text.
        case string
        /// A whole number.
        case int64
        /// A number.
        case float64
        /// Truth.
        case bool
        /// A list of one kind.
        case list(Kind)
        /// An object.
        case record([RowField])
        /// What has no fixed members, as one JSON text; "" for null.
        case json
    }

    /// The member's name.
    public let name: String
    /// What it holds.
    public let kind: Kind

    /// A member.
    public init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// `{episode}-{n}`: the episode a row is from, and its number among the rows when nothing is filtered.
    static let identifier = RowField("identifier", .string)
    /// `{role, content}`.
    static let messages = Kind.list(.record([RowField("role", .string), RowField("content", .string)]))
}
