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

extension Episode {
    /// A canonical episode that the reader held back, as it is handed out once a maintainer has accepted it.
    /// - Throws: `JSONFault` for text that is no canonical episode
    public static func accepted(canonical: [UInt8]) throws -> JSON {
        let root = try JSONDocument(canonical, limits: .own).root
        return .object(
            root.members.map { member in
                guard member.key == "decisions" else {
                    return (member.key, .raw(Self.written(member.value, canonical)))
                }
                let decisions = member.value.members.map { key, value -> JSON.Member in
                    switch key {
                    case "status": (key, .string(Submission.Status.accepted.rawValue))
                    case "reasons": (key, .array([]))
                    default: (key, value.json())
                    }
                }
                return (member.key, .object(decisions))
            })
    }

    /// A member as it was written: `source` leaves out the quotes of a string.
    private static func written(_ value: JSONValue, _ bytes: [UInt8]) -> [UInt8] {
        value.kind == .string ? [UInt8(ascii: "\"")] + value.source + [UInt8(ascii: "\"")] : Array(value.source)
    }
}
