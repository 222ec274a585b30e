import StrictJSON

extension RowFormat {
    /// The canonical episode.
    /// Canonical episodes as they are.
    public static let episode = RowFormat(
        name: "episode", title: "Canonical episode",
        about: """
            One row for each episode: `episode/1` as the feed hands it out, with every turn, alternate, flag and \
            finding. Its `id` is what other rows' `identifier` begins with. Absent values are null here.
            """,
        loses: "Raw texts and users' names, which never leave the service.",
        fields: [
            "schema", "id", "source", "consent", "experiment", "title", "language", "nsfw", "tags", "participants",
            "context", "turns", "tree", "normalisation", "metrics", "fingerprints", "flags", "decisions", "ratings",
        ].map { RowField($0, ["schema", "id"].contains($0) ? .string : .canonical) },
        render: { dialogue, options in
            // Without filters an episode is a row even where no response can be trained.
            guard options.windows != nil else { return [.raw(dialogue.canonical)] }
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.responses.isEmpty ? [] : [.raw(dialogue.canonical)]
        })
}
