import Core

/// One part in the timeline of its experiment.
struct LogbookEntryLine {
    let line: PartLine
    /// Chance or change against the part before; the first has none.
    let sentence: Sentence
    let isCompared: Bool
    let checkpoint: CheckpointLink?
    /// What became of complaints about the part before.
    let checks: [Sentence]
    let hasChecks: Bool
    let testingNotes: [NoteBlock]
    let hasTestingNotes: Bool

    init(_ part: Part, _ summary: PartSummary) {
        line = PartLine(part, summary)
        sentence = summary.versusPrevious?.sentence ?? .verbatim("")
        isCompared = summary.versusPrevious != nil
        checkpoint = CheckpointLink(part)
        checks = summary.adviceChecks.map(\.sentence)
        hasChecks = !checks.isEmpty
        testingNotes = NoteBlock.blocks(of: part.testingNotes)
        hasTestingNotes = !testingNotes.isEmpty
    }
}
