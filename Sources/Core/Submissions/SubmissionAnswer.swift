public import ChatLogs
public import StrictJSON

extension Submission {
    /// The answer to `POST /v1/submissions`, without the receipt, which is never stored.
    public var answer: JSON {
        .object([
            ("id", .string(id.description)), ("status", .string(status.rawValue)),
            ("received_at", .string(RFC3339.text(receivedAt))), ("documents", .array(documents.map(\.answer))),
        ])
    }

    /// What is left of the answer for a retry after the submission was withdrawn.
    public static func withdrawnAnswer(_ id: ID<Submission>) -> JSON {
        .object([
            ("id", .string(id.description)), ("status", .string(Status.withdrawn.rawValue)), ("documents", .array([])),
        ])
    }

    /// Most turns that a preview shows, over all its documents.
    static let previewTurns = 2000

    /// The answer to `POST /v1/submissions/preview`: the same without ids, with the dialogue; nothing is stored.
    public var preview: JSON {
        let readings = documents.map(\.reading)
        let best = [ChatLogs.Status.accepted, .quarantined, .needsMapping, .rejected].first { status in
            readings.contains { $0.status == status }
        }
        // The dialogue is for eyes; a file of a hundred thousand turns must not come back a hundred times as large.
        var turnsLeft = Self.previewTurns
        let documents = readings.map { reading in
            reading.answer(
                episodes: reading.sessions.map { session in
                    let shown = min(turnsLeft, session.turns.count)
                    turnsLeft -= shown
                    return session.preview(turns: shown)
                })
        }
        return .object([("status", .string((best ?? .rejected).rawValue)), ("documents", .array(documents))])
    }

    /// Why nothing of the upload can be used; nil when something can.
    public var refusal: Problem? {
        guard status == .rejected else { return nil }
        var faults: [Fault] = []
        for (index, document) in documents.enumerated() {
            for reason in document.reading.reasons + document.reading.sessions.flatMap(\.reasons) {
                let fault = Fault(
                    pointer: "/documents/\(index)", code: reason.code.rawValue, detail: reason.detail,
                    hint: reason.hint, line: reason.line)
                if faults.count < 100, !faults.contains(fault) { faults.append(fault) }
            }
        }
        var problem = Problem.invalid(faults)
        problem.code = faults.first?.code ?? "no_documents"
        problem.detail = faults.first?.detail ?? "The upload holds no file."
        problem.members = [
            ("documents", .array(documents.map { $0.reading.answer(episodes: $0.reading.sessions.map(\.refused)) }))
        ]
        return problem
    }
}

extension Document {
    var answer: JSON {
        reading.answer(
            episodes: episodes.map { episode in
                .object([("id", .string(episode.id.description))] + episode.session.answerMembers)
            })
    }
}

extension DocumentReading {
    /// Format, status, reasons and episodes of a document.
    func answer(episodes: [JSON]) -> JSON {
        .object([
            ("filename", filename.map(JSON.string) ?? .null), ("format", format.map(JSON.string) ?? .null),
            ("format_title", formatTitle.map(JSON.string) ?? .null),
            ("format_variant", variant.map(JSON.string) ?? .null), ("status", .string(status.rawValue)),
            ("reasons", .array(reasons.map(\.json))), ("dropped_lines", .array(droppedLines.map(JSON.int))),
            ("episodes", .array(episodes)),
        ])
    }
}

extension Reason {
    /// As answered by the API.
    public var json: JSON {
        .object([
            ("code", .string(code.rawValue)), ("detail", .string(detail)), ("hint", .string(hint)),
            ("line", line.map(JSON.int) ?? .null),
        ])
    }
}

extension SessionReading {
    var answerMembers: [(String, JSON)] {
        [
            ("turns", .int(metrics.turns)), ("user_turns", .int(metrics.userTurns)),
            ("model_turns", .int(metrics.modelTurns)),
            ("model_words_median", .double(metrics.modelWordsMedian)), ("flags", .array(flags.map(JSON.string))),
            ("findings", .array(findings.map(\.json))), ("status", .string(status.rawValue)),
            ("reasons", .array(reasons.map(\.json))),
        ]
    }

    /// For the submitter of a refused upload: who speaks, where that is the question.
    var refused: JSON { .object(answerMembers + [("speakers", speakersJSON)]) }

    /// With the first turns of the dialogue, and how many are left out: all of them when nobody may be shown the text.
    func preview(turns most: Int) -> JSON {
        let shown = isHeldForSafety ? 0 : most
        return .object(
            answerMembers + [
                ("speakers", speakersJSON), ("dialogue", .array(turns.prefix(shown).map(dialogueTurn))),
                ("turns_left_out", .int(turns.count - shown)),
            ])
    }

    private var speakersJSON: JSON {
        .array(speakers.map { .object([("name", .string($0.name)), ("turns", .int($0.turns))]) })
    }

    private func dialogueTurn(_ turn: Turn) -> JSON {
        let participant = participants.indices.contains(turn.participant) ? participants[turn.participant] : nil
        return .object([
            ("index", .int(turn.index)), ("role", .string(turn.role.rawValue)),
            ("participant", (participant?.macro ?? participant?.name).map(JSON.string) ?? .null),
            ("text", .string(turn.text)), ("alternates", .array(turn.alternates.map { .string($0.text) })),
            ("hidden", .bool(turn.isHidden)), ("flags", .array(turn.flags.map(JSON.string))),
            ("findings", .array(turn.findings.map(\.json))),
        ])
    }
}

extension Finding {
    /// As answered by the API: the span counts UTF-8 bytes of the normalised text.
    var json: JSON {
        .object([
            ("rule", .string(rule)), ("count", .int(count)),
            ("span", span.map { .array([.int($0.lowerBound), .int($0.upperBound)]) } ?? .null),
        ])
    }
}
