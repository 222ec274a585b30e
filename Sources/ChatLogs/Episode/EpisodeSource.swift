/// Where an episode came from: what the session itself does not know.
public struct EpisodeSource: Sendable {
    /// The upload.
    public var submissionID: String
    /// Position of the document in the upload, from 0.
    public var documentIndex: Int
    /// The document's format, `LogFormat.name`.
    public var format: String
    /// Dialect of the format.
    public var variant: String?
    /// SHA-256 of the raw document, in hexadecimal.
    public var sha256: String
    /// Lines of the document that could not be read.
    public var droppedLines: [Int]

    /// Creates a source.
    public init(
        submissionID: String, documentIndex: Int, format: String, variant: String?, sha256: String,
        droppedLines: [Int] = []
    ) {
        self.submissionID = submissionID
        self.documentIndex = documentIndex
        self.format = format
        self.variant = variant
        self.sha256 = sha256
        self.droppedLines = droppedLines
    }
}

/// What the submitter agreed to.
public struct EpisodeConsent: Sendable {
    /// Use in training; always true for what is stored.
    public var training: Bool
    /// May appear in a public snapshot.
    public var publicRelease: Bool
    /// People may read it.
    public var humanReview: Bool
    /// Version of the terms that were shown.
    public var termsVersion: String

    /// Creates a consent.
    public init(training: Bool, publicRelease: Bool, humanReview: Bool, termsVersion: String) {
        self.training = training
        self.publicRelease = publicRelease
        self.humanReview = humanReview
        self.termsVersion = termsVersion
    }
}

/// Which model the conversation was with.
public struct EpisodeExperiment: Sendable {
    /// The training run.
    public var experiment: String
    /// The model's version, such as `v8`.
    public var modelVersion: String?
    /// The part whose checkpoint was used.
    public var part: Int?
    /// The checkpoint, if it is known more exactly.
    public var checkpoint: String?
    /// Who says so: `submitter`, `file_metadata` or `assignment`.
    public var attributedBy: String

    /// Creates an attribution.
    public init(
        experiment: String, modelVersion: String?, part: Int?, checkpoint: String? = nil, attributedBy: String
    ) {
        self.experiment = experiment
        self.modelVersion = modelVersion
        self.part = part
        self.checkpoint = checkpoint
        self.attributedBy = attributedBy
    }
}
