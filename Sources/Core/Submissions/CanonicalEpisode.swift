import ChatLogs
public import StrictJSON

extension Episode {
    /// The canonical `episode/1` that the feed hands out: masked text only, every key always there.
    /// - Parameter index: position of the document in the submission
    public func canonical(document: Document, index: Int, of submission: Submission) -> JSON {
        let fields = submission.fields
        return session.episode(
            id: id.description,
            source: EpisodeSource(
                submissionID: submission.id.description, documentIndex: index, format: document.reading.format ?? "",
                variant: document.reading.variant, sha256: Hex.encode(document.sha256),
                droppedLines: document.reading.droppedLines),
            // Without consent to publication no person reads the text.
            consent: EpisodeConsent(
                training: fields.consentTraining, publicRelease: fields.consentPublic,
                humanReview: fields.consentPublic, termsVersion: SubmissionFields.termsVersion),
            experiment: fields.experiment.map {
                EpisodeExperiment(experiment: $0, modelVersion: nil, part: fields.part, attributedBy: "submitter")
            })
    }
}
