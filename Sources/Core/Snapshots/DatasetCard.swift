import ChatLogs

/// The dataset card of a snapshot, `README.md`: YAML that tells readers of columns what they will find, and Markdown
/// that tells people.
struct DatasetCard {
    let manifest: SnapshotManifest

    private var request: SnapshotRequest { manifest.request }
    private var folder: String { "data/\(request.format.name)" }

    /// The file.
    var markdown: String {
        """
        ---
        pretty_name: \(Self.quoted(request.name))
        license: other
        license_name: \(request.isPublic ? "consent-training-and-publication" : "consent-training-only")
        tags:
        - conversational
        - role-play
        configs:
        - config_name: default
          data_files:
          - split: train
            path: \(folder)/train-*.jsonl.gz
        dataset_info:
        - config_name: default
          features:
        \(request.format.fields.map { $0.yaml(indent: 2) }.joined(separator: "\n"))
          splits:
          - name: train
            num_bytes: \(manifest.contentBytes)
            num_examples: \(manifest.rows)
        ---

        # \(request.name)

        \(request.description.isEmpty ? "" : Self.text(request.description) + "\n\n")\(about)

        ## Rows

        Format `\(request.format.name)`, \(request.format.title): \(request.format.about)

        Left out: \(request.format.loses)

        `reward` and `label`, where the format has them, come from ratings that reach an episode: its submission was rated, or its
        part was rated by its submitter. The mean score, 1 to 5, is mapped to 0 to 1; an episode that nobody rated has the reward 1
        and no label.

        ## Loading

        ```python
        from datasets import load_dataset
        rows = load_dataset("path/to/\(request.name)", split="train")     # this folder
        rows = load_dataset("chorus/\(request.name)", split="train")      # HF_ENDPOINT=http://the-service; HF_TOKEN if private
        rows.to_parquet("\(request.name).parquet")                        # the same as Parquet
        ```

        DuckDB: `select * from '\(folder)/train-*.jsonl.gz'`; Polars: `read_ndjson("\(folder)/train-*.jsonl.gz")`; Spark:
        `spark.read.json("\(folder)")`. `manifest.json` names the type of every column.

        ## What filtered

        | filter | seen | kept | dropped |
        |---|---|---|---|
        \(filters)

        Numbers are of responses. `manifest.json` has the policy in full, the mix beside everything that there was, and every episode
        with the hash of its text.

        ## Before training

        Submitters may take back what they gave. `chorus curate verify FOLDER` checks every file, and asks the service whether
        anything in it was withdrawn; it fails when it was. Files that hold withdrawn text are not handed out any more, and a
        successor is made with `chorus snapshot create NAME --succeeds \(request.name)`.

        """
    }

    private var about: String {
        let size = manifest.selection.size
        let share = request.share.map { ", part \($0.part) of \($0.split.parts)" } ?? ""
        let policy = request.policy
        let consent =
            request.isPublic
            ? "Every submitter agreed to training and to publication."
            : "Every submitter agreed to training; not all agreed to publication: do not publish it."
        return """
            \(manifest.rows) rows of \(size.episodes) conversations with \(size.responses) responses, as the policy \
            `\(policy.policy.name)` (version \(policy.number), seed `\(Self.text(policy.policy.seed))`)\(share) keeps them of \
            what was there at position \(manifest.cursor.position) of the feed. \(consent)
            """
    }

    private var filters: String {
        manifest.selection.run.byFilter.map { stage in
            let seen = stage.passage.seen.responses
            let kept = stage.passage.kept.responses
            return "| `\(stage.filter.name)` | \(seen) | \(kept) | \(seen - kept) |"
        }.joined(separator: "\n")
    }

    /// A text that somebody wrote, in one line that begins no markup of its own.
    private static func text(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            if scalar.value < 0x20 { return " " }
            return "\\`*_{}[]<>#|~".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
        }
        return escaped.joined()
    }

    private static func quoted(_ slug: String) -> String { "\"\(slug)\"" }
}

extension RowField {
    /// As a dataset card has it; lists and structs go on below.
    fileprivate func yaml(indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        return "\(space)- name: \(name)\n" + kind.yaml(indent: indent + 2)
    }
}

extension RowField.Kind {
    fileprivate func yaml(indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        switch self {
        case .string, .json: return "\(space)dtype: string"
        case .int64: return "\(space)dtype: int64"
        case .float64: return "\(space)dtype: float64"
        case .bool: return "\(space)dtype: bool"
        case .record(let fields):
            return "\(space)struct:\n" + fields.map { $0.yaml(indent: indent) }.joined(separator: "\n")
        case .list(let element): return "\(space)list:" + element.listYAML(indent: indent)
        }
    }

    /// What stands after `list:`: the name of a plain kind, the members of a struct, or a list again.
    private func listYAML(indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        switch self {
        case .string, .json: return " string"
        case .int64: return " int64"
        case .float64: return " float64"
        case .bool: return " bool"
        case .record(let fields): return "\n" + fields.map { $0.yaml(indent: indent) }.joined(separator: "\n")
        case .list(let element): return "\n\(space)  list:" + element.listYAML(indent: indent + 2)
        }
    }
}

extension SnapshotManifest {
    /// The file `README.md`.
    public var card: String { DatasetCard(manifest: self).markdown }
}
