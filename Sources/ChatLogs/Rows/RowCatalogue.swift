/// The row formats, in Markdown, for people. `docs/rows.md` is this text, and a test compares them.
public enum RowCatalogue {
    /// The whole page.
    public static var markdown: String {
        """
        # Formats of training rows

        What an accepted episode can be rendered to. This page is made from the registry; do not edit it by hand.

        Every format goes the same way: hidden turns are left out, speech out of character too, the dialogue begins with
        the greeting or the user's first turn and ends with the model's last, it is cut into windows (2048 tokens, a word
        being 1.7; the turn that does not fit begins the next one), and each window or response becomes a row. Rendering is
        pure: the same episode and the same options give the same bytes.

        Every row has every field, in the order below, "", 0 or false where nothing is known, never null.
        `identifier` is `{episode}-{n}`: n is the row's number in its format when no filter drops anything, so that it
        stays when a policy changes. Training markup that a turn contains (`<|system|>`, `[INST]` …) is broken by a
        zero-width space after its first character. Texts keep the macros `{{user}}` and `{{char}}`, except in `supervised`
        and `text`, which have `<USER>` and `<BOT>`; names can be asked for.

        | name | what it is | a row | it loses |
        |---|---|---|---|
        \(RowFormat.all.map(row).joined(separator: "\n"))

        ## Fields

        | format | fields |
        |---|---|
        \(RowFormat.all.map { "| `\($0.name)` | \(fields($0.fields)) |" }.joined(separator: "\n"))

        """
    }

    private static func row(_ format: RowFormat) -> String {
        let cells = ["`\(format.name)`", format.title, format.about, format.loses].map { cell in
            // A bar would end the cell, in code too.
            cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        }
        return "| \(cells.joined(separator: " | ")) |"
    }

    private static func fields(_ fields: [RowField]) -> String {
        fields.map { "`\($0.name)` \(name(of: $0.kind))" }.joined(separator: ", ")
    }

    private static func name(of kind: RowField.Kind) -> String {
        switch kind {
        case .string: "string"
        case .int64: "int64"
        case .float64: "float64"
        case .bool: "bool"
        case .list(let element): "list of \(name(of: element))"
        case .record(let members): "{\(fields(members))}"
        case .json: "JSON text"
        }
    }
}
