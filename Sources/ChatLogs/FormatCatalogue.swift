/// What is read, in Markdown: the registry as a page for people. `docs/formats.md` is this text, and a test compares them.
public enum FormatCatalogue {
    /// The whole page.
    public static var markdown: String {
        """
        # Formats of chat logs

        What `chorus inspect` and uploads understand, in the order in which it is tried. This page is made from the
        registry (`chorus inspect --formats`); do not edit it by hand.

        Every format goes the same way: the bytes are gated (size, depth, duplicate keys, runs of combining marks), decoded
        (UTF-8, UTF-16, Windows-1252), recognised, read, normalised and judged. Nothing that is not understood is guessed:
        who is not known to be the user or the model has to be mapped (`speaker_user`), and what cannot be used is refused
        with a code, a reason and a hint.

        ## Read

        \(table(LogFormat.all.filter(\.isReadable)))

        Zip archives of any of these are opened, and each file in them is a document of its own; `.charx`, `.kaistory`,
        CAI Tools' `TavernHistory.zip` and the archive of a ChatGPT export are such archives.

        ## Recognised, and no chat

        \(table(LogFormat.all.filter { !$0.isReadable }))

        Pictures (PNG, WebP) that hold a character, and `.charx` archives, are characters too.

        ## Reasons

        | code | what to do |
        |---|---|
        \(ReasonCode.allCases.map { "| `\($0.rawValue)` | \($0.hint) |" }.joined(separator: "\n"))

        ## What is done to texts

        | rule | kind |
        |---|---|
        \(Rule.allCases.map { "| `\($0.rawValue)` | \($0.kind) |" }.joined(separator: "\n"))

        """
    }

    private static func table(_ formats: [LogFormat]) -> String {
        let rows = formats.map { format in
            // A bar would end the cell, in code too.
            let about = format.about.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            return "| `\(format.name)` | \(format.title) | \(about) |"
        }
        return (["| name | what it is | how it is taken |", "|---|---|---|"] + rows).joined(separator: "\n")
    }
}
